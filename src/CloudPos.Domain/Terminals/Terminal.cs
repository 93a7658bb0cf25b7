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

    public void SetKey(string protectedAuthKey, string hint)
    {
        (ProtectedAuthKey, AuthKeyHint) = (protectedAuthKey, hint);
        Version++;
    }

    public void NoteConnection(bool online, DateTimeOffset at) => (IsOnline, CheckedAt) = (online, at);
}
