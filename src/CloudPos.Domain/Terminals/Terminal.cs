using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Terminals;

/// <summary>PIN pad models that take SPIn requests from a cloud register.</summary>
public enum TerminalModel
{
    P1,
    P3,
    P5,
    P8,
    P12,
    P17,
    QD2,
    QD3,
    QD4,
    QD5,
}

/// <summary>Which proxy a TPN hangs on.</summary>
public enum TerminalEndpoint
{
    /// <summary>The PIN pad simulator of this installation. No money moves.</summary>
    Simulator = 0,

    /// <summary>The vendor's sandbox.</summary>
    Test = 1,

    /// <summary>Live: real cards, real money.</summary>
    Production = 2,
}

/// <summary>Which form of SPIn a TPN is spoken to in.</summary>
public enum SpinProtocol
{
    /// <summary>XML over GET; the only form that carries both prices to the PIN pad, and the only one of a Local connection.</summary>
    Xml = 0,

    /// <summary>REST version 2 (JSON). Carries one amount; can be asked to stop, and tells how far a payment is.</summary>
    Rest = 1,
}

/// <summary>How a TPN is reached.</summary>
public enum TerminalConnection
{
    /// <summary>Through the proxy of its <see cref="TerminalEndpoint"/>.</summary>
    Cloud = 0,

    /// <summary>Directly, on the network of this server: host and port of the TPN's parameters. XML only.</summary>
    Local = 1,
}

/// <summary>The wire of a TPN: form, way, and where the terminal itself listens (Local only).</summary>
/// <param name="TellsStages">REST: the PIN pad tells its stages while a customer pays (intermediate status).</param>
public sealed record TerminalWire(
    SpinProtocol Protocol, TerminalConnection Connection, string? LocalHost, int? LocalPort, bool TellsStages)
{
    /// <summary>As a new pairing begins: XML through the proxy.</summary>
    public static readonly TerminalWire Usual = new(SpinProtocol.Xml, TerminalConnection.Cloud, null, null, false);
}

/// <summary>What the field <c>Amount</c> of a SPIn sale holds for this TPN.</summary>
public enum AmountHolds
{
    /// <summary>The whole total at the Card Price (default; what the field list says).</summary>
    CardTotal = 0,

    /// <summary>The net at the Cash Price, as in the specification's dual pricing sample.</summary>
    Base = 1,
}

/// <summary>Who computes fee and tax for this TPN. Never both: that charges twice.</summary>
public enum ComputedBy
{
    Register = 0,
    Terminal = 1,
}

/// <summary>A PIN pad, known by its TPN, paired with a store.</summary>
/// <remarks>One TPN is one physical terminal; it is unique in the whole installation. The AuthKey is kept encrypted.</remarks>
public sealed class Terminal(TerminalId id, IsoId isoId, MerchantId merchantId, StoreId storeId, string tpn) : IStoreOwned
{
    public const int LabelLengthMax = 40;
    public const int OperationalTimeoutSecondsDefault = 120;

    /// <summary>The longest name of a host (RFC 1035).</summary>
    public const int LocalHostLengthMax = 253;

    /// <summary>A host, its port and a Register ID.</summary>
    public const int ReachedAtLengthMax = 320;

    public TerminalId Id { get; private set; } = id;

    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    public StoreId StoreId { get; private set; } = storeId;

    /// <summary>Terminal profile number: 10 to 12 letters and digits, upper case.</summary>
    public string Tpn { get; private set; } = tpn;

    /// <summary>What people call it: "PIN pad 1".</summary>
    public string Label { get; private set; } = "";

    /// <summary>The SPIn RegisterId of the pairing, 1 to 50 letters and digits.</summary>
    public string SpinRegisterId { get; private set; } = "";

    /// <summary>The AuthKey, encrypted for this merchant.</summary>
    public string ProtectedAuthKey { get; private set; } = "";

    /// <summary>The AuthKey's last two characters, to tell keys apart.</summary>
    public string AuthKeyHint { get; private set; } = "";

    public TerminalModel Model { get; private set; }

    public TerminalEndpoint Endpoint { get; private set; }

    public AmountHolds AmountHolds { get; private set; }

    public ComputedBy FeeAndTaxBy { get; private set; }

    /// <summary>How long the proxy waits for the customer, in seconds (30-720).</summary>
    public int OperationalTimeoutSeconds { get; private set; } = OperationalTimeoutSecondsDefault;

    /// <summary>The terminal asks for a signature where the card wants one.</summary>
    public bool CaptureSignature { get; private set; }

    public SpinProtocol Protocol { get; private set; }

    public TerminalConnection Connection { get; private set; }

    /// <summary>Local only: the terminal's name or address on the network.</summary>
    public string? LocalHost { get; private set; }

    /// <summary>Local only: the port of the TPN's parameters. None is preset, because none is usual.</summary>
    public int? LocalPort { get; private set; }

    /// <summary>REST only: the PIN pad tells its stages while a customer pays.</summary>
    public bool TellsStages { get; private set; }

    /// <summary>Where and as whom it is reached, in one line. A new AuthKey is the same place: it opens the door and leads to no other.</summary>
    public string ReachedAt =>
        $"{(Connection == TerminalConnection.Local ? $"{LocalHost}:{LocalPort}" : $"{Endpoint} {Protocol}")} {SpinRegisterId}";

    /// <summary>What the last connection check said; null = never checked.</summary>
    public bool? IsOnline { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    public int Version { get; private set; }

    public void Describe(string label, string spinRegisterId, TerminalModel model, TerminalEndpoint endpoint)
    {
        (Label, SpinRegisterId, Model, Endpoint) = (label, spinRegisterId, model, endpoint);
        Version++;
    }

    public void SetParameters(AmountHolds amountHolds, ComputedBy feeAndTaxBy, int operationalTimeoutSeconds, bool captureSignature)
    {
        (AmountHolds, FeeAndTaxBy) = (amountHolds, feeAndTaxBy);
        (OperationalTimeoutSeconds, CaptureSignature) = (operationalTimeoutSeconds, captureSignature);
        Version++;
    }

    /// <summary>What does not belong to the way chosen is dropped.</summary>
    public void SetWire(TerminalWire wire)
    {
        var isLocal = wire.Connection == TerminalConnection.Local;
        (Protocol, Connection) = (wire.Protocol, wire.Connection);
        (LocalHost, LocalPort) = isLocal ? (wire.LocalHost, wire.LocalPort) : (null, null);
        TellsStages = wire.TellsStages && wire.Protocol == SpinProtocol.Rest;
        Version++;
    }

    public void SetKey(string protectedAuthKey, string hint)
    {
        (ProtectedAuthKey, AuthKeyHint) = (protectedAuthKey, hint);
        Version++;
    }

    public void NoteConnection(bool online, DateTimeOffset at) => (IsOnline, CheckedAt) = (online, at);
}
