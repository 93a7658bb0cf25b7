using System.Globalization;
using CloudPos.Application.Features.Terminals;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Web.Ui;

namespace CloudPos.Web.Features.Terminals;

/// <summary>What a person has typed about a pairing. The text stays as typed until it is saved; the AuthKey only until then.</summary>
public sealed class TerminalForm
{
    private readonly string _asOpened;

    public TerminalForm(StoreNode store)
    {
        (Id, StoreId, StoreName) = (TerminalId.New(), store.Id, store.Name);
        Label = $"PIN pad {store.Terminals.Count + 1}";
        _asOpened = Snapshot();
    }

    public TerminalForm(StoreNode store, TerminalRow row)
    {
        (Id, StoreId, StoreName, Version, KeyOnRecord) = (row.Id, store.Id, store.Name, row.Version, row.AuthKeyMasked);
        (Label, Tpn, RegisterId) = (row.Label, row.Tpn, row.SpinRegisterId);
        (Model, Endpoint, Holds, By) = (row.Model, row.Endpoint, row.AmountHolds, row.FeeAndTaxBy);
        (Protocol, Connection, TellsStages) = (row.Wire.Protocol, row.Wire.Connection, row.Wire.TellsStages);
        (LocalHost, LocalPort) = (row.Wire.LocalHost ?? "", row.Wire.LocalPort?.ToString(CultureInfo.InvariantCulture) ?? "");
        (TimeoutSeconds, CaptureSignature) = (row.OperationalTimeoutSeconds.ToString(CultureInfo.InvariantCulture), row.CaptureSignature);
        _asOpened = Snapshot();
    }

    public TerminalId Id { get; }

    public StoreId StoreId { get; }

    public string StoreName { get; }

    public int? Version { get; }

    /// <summary>The masked AuthKey, where one is on record.</summary>
    public string? KeyOnRecord { get; }

    public bool IsNew => Version is null;

    public string Label { get; set; } = "";

    public string Tpn { get; set; } = "";

    public string RegisterId { get; set; } = "";

    public string AuthKey { get; set; } = "";

    public TerminalModel Model { get; set; } = TerminalModel.P8;

    /// <summary>A new pairing never begins with real money.</summary>
    public TerminalEndpoint Endpoint { get; set; } = TerminalEndpoint.Simulator;

    public AmountHolds Holds { get; set; }

    public ComputedBy By { get; set; }

    public SpinProtocol Protocol { get; set; }

    public TerminalConnection Connection { get; set; }

    public string LocalHost { get; set; } = "";

    /// <summary>Empty until somebody types it: no port is usual.</summary>
    public string LocalPort { get; set; } = "";

    public bool TellsStages { get; set; }

    public string TimeoutSeconds { get; set; } = Terminal.OperationalTimeoutSecondsDefault.ToString(CultureInfo.InvariantCulture);

    public bool CaptureSignature { get; set; }

    /// <summary>Per property of <see cref="PairTerminal"/>: the sentence beside its field.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; private set; } = new Dictionary<string, string>();

    public string? Problem { get; private set; }

    public bool AsksBeforeLeaving { get; private set; }

    public bool IsChanged => Snapshot() != _asOpened;

    /// <summary>True if nothing would be lost; else the form asks, in place.</summary>
    public bool MayLeave()
    {
        AsksBeforeLeaving = IsChanged;
        return !IsChanged;
    }

    public void Stay() => AsksBeforeLeaving = false;

    public string? ProblemOf(string property) => Problems.GetValueOrDefault(property);

    /// <summary>The name under which a problem with a part of the wire is told.</summary>
    public static string OfWire(string property) => $"{nameof(PairTerminal.Wire)}.{property}";

    /// <summary>The request, if the numbers are numbers; what else is wrong the application says.</summary>
    public bool TryRead(out PairTerminal request)
    {
        var problems = new Dictionary<string, string>();
        if (!int.TryParse(TimeoutSeconds.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            problems[nameof(PairTerminal.OperationalTimeoutSeconds)] = "Write whole seconds, from 30 to 720.";
        var isLocal = Connection == TerminalConnection.Local;
        if (!int.TryParse(LocalPort.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && isLocal)
            problems[OfWire(nameof(TerminalWire.LocalPort))] = "Write the port of the TPN’s parameters, 1 to 65535. The portal shows it beside the Register ID.";
        if (IsNew && !isLocal && AuthKey.Trim().Length == 0)
            problems[nameof(PairTerminal.AuthKey)] = "Write the AuthKey that the PIN pad shows.";
        request = new PairTerminal(Id, StoreId, Version, Tpn.Trim().ToUpperInvariant(), RegisterId.Trim(),
            AuthKey.Trim() is { Length: > 0 } key ? key : null, Label.Trim(), Model, Endpoint, Holds, By, seconds, CaptureSignature,
            new TerminalWire(Protocol, Connection, isLocal ? LocalHost.Trim() : null, isLocal ? port : null, TellsStages && Protocol == SpinProtocol.Rest));
        FormWords.AddMissing(problems, request.Problems);
        (Problem, Problems) = (problems.Count == 0 ? null : FormWords.NothingSaved, problems);
        return problems.Count == 0;
    }

    public void Refuse(Refusal refusal) => (Problem, Problems) = (FormWords.Over(refusal), refusal.Fields ?? new Dictionary<string, string>());

    private string Snapshot() => string.Join('\n', Label, Tpn, RegisterId, AuthKey, Model, Endpoint, Holds, By, TimeoutSeconds, CaptureSignature,
        Protocol, Connection, LocalHost, LocalPort, TellsStages);
}
