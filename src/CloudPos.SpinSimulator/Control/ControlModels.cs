using System.Text.Json.Nodes;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Control;

internal sealed record TerminalChange(
    bool? Online,
    AutopilotChange? Autopilot,
    bool? Tips,
    int? BusyAfterSaleMs,
    int? Batch,
    JsonObject? Parameters,
    IReadOnlyList<FaultChange?>? Faults);

/// <summary>A fault as it is set; the name alone is enough.</summary>
internal sealed record FaultChange(string? Fault, string? TransType, int? Times, int? DelayMs)
{
    public static FaultChange Of(Fault fault) => new(fault.Name, fault.TransType, fault.Times, fault.DelayMs);
}

internal sealed record AutopilotChange(string? Mode, int? DelayMs);

internal sealed record KeyPress(string? Key, IReadOnlyList<IReadOnlyList<int>>? Strokes);

internal sealed record AutopilotRow(string Mode, int DelayMs)
{
    public static AutopilotRow Of(Autopilot autopilot) => new(AutopilotModes.NameOf(autopilot.Mode), autopilot.DelayMs);
}

internal sealed record TerminalRow(
    string Tpn,
    string RegisterId,
    string Label,
    string Merchant,
    string Model,
    bool Online,
    bool Busy,
    string Screen,
    AutopilotRow Autopilot,
    int Batch,
    bool Tips,
    int BusyAfterSaleMs,
    LastLine? Last,
    JsonNode Parameters,
    IReadOnlyList<FaultChange> Faults,
    CardAccounts Accounts,
    int Printed)
{
    public static TerminalRow Of(TerminalPicture picture) => new(
        picture.Definition.Tpn,
        picture.Definition.RegisterId,
        picture.Definition.Label,
        picture.Definition.Merchant,
        picture.Definition.Model,
        picture.Online,
        picture.Busy,
        picture.Screen.Name,
        AutopilotRow.Of(picture.Autopilot),
        picture.Batch,
        picture.Tips,
        picture.BusyAfterSaleMs,
        picture.Last is { } last
            ? new LastLine(last.AskedType, last.PaymentType, Dollars.Shown(last.Total), LedgerRow.StateOf(last), last.At)
            : null,
        picture.Parameters.ToJson(),
        [.. picture.Faults.Select(FaultChange.Of)],
        picture.Accounts,
        picture.RollNumber);
}

/// <summary>The newest transaction in the words of the list page.</summary>
internal sealed record LastLine(string TransType, string PaymentType, string Total, string State, DateTimeOffset At);

internal sealed record LedgerRow(
    int Num,
    string RefId,
    string TransType,
    string PaymentType,
    decimal Amount,
    decimal Total,
    decimal Tip,
    string State,
    int Batch,
    DateTimeOffset At,
    string? AuthCode,
    string? Last4,
    int Merchant,
    decimal Due)
{
    public static LedgerRow Of(LedgerLine line) => new(
        line.Num,
        line.RefId,
        line.TransType,
        line.PaymentType,
        Dollars.Number(line.Amount),
        Dollars.Number(line.Total),
        Dollars.Number(line.Tip),
        StateOf(line),
        line.Batch,
        line.At,
        line.AuthCode,
        line.Card?.Last4,
        line.Merchant,
        Dollars.Number(line.Due));

    public static string StateOf(LedgerLine line) => line.State switch
    {
        LineState.Approved => "approved",
        LineState.Declined => "declined",
        LineState.Cancelled => "cancelled",
        LineState.Voided => "voided",
    };
}

/// <summary>Everything the page of one terminal shows: the screen, and the row of settings above it.</summary>
internal sealed record Face(TerminalRow Terminal, ScreenView Screen)
{
    public static Face Of(TerminalPicture picture) => new(TerminalRow.Of(picture), picture.Screen);
}
