using CloudPos.Domain.Terminals;

namespace CloudPos.Application.Features.Terminals;

internal static class TerminalRows
{
    public static TerminalRow Of(Terminal t) => new(
        t.Id, t.Label, t.Tpn, t.SpinRegisterId, "········" + t.AuthKeyHint, t.Model, t.Endpoint, t.AmountHolds, t.FeeAndTaxBy,
        t.OperationalTimeoutSeconds, t.CaptureSignature,
        new TerminalWire(t.Protocol, t.Connection, t.LocalHost, t.LocalPort, t.TellsStages), t.IsOnline, t.CheckedAt, t.Version);
}
