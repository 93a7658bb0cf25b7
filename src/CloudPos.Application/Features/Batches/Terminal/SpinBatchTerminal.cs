using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Batches.Terminal;

/// <summary>Translates reports and settlements between SPIn and the register.</summary>
internal sealed class SpinBatchTerminal(SpinConnections connections) : IBatchTerminal
{
    // lines that move no money of this batch: holds, and what was voided
    private static readonly string[] Moneyless = ["VOID", "AUTH"];

    public async Task<BatchReport> ReportAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel)
    {
        var (client, endpoint, identity) = connections.To(terminal);
        var daily = await client.ReportAsync(endpoint, identity, new SpinReportRequest(SpinReportKind.Daily), cancel);
        if (daily.Outcome != SpinServiceOutcome.Done)
            return BatchReport.Failed(TroubleOf(daily), daily.ResponseMessage ?? daily.Message);
        if (Lines(daily) is not { } lines)
            return BatchReport.Failed(ReportTrouble.Unreadable, "A line of the report has no amount.");
        var summary = await client.ReportAsync(endpoint, identity, new SpinReportRequest(SpinReportKind.Summary), cancel);
        var totals = summary.Outcome == SpinServiceOutcome.Done ? summary.Applications.Select(a => Cents(a.TotalAmount)).ToArray() : [null];
        return new BatchReport(ReportTrouble.None, lines, Array.TrueForAll(totals, t => t is not null) ? Money.Sum(totals.Select(t => t!.Value)) : null, null);
    }

    public async Task<SettleAnswer> SettleAsync(SettleOrder order)
    {
        var (settlement, terminal) = (order.Settlement, order.Terminal);
        var (client, endpoint, identity) = connections.To(terminal);
        var answer = await client.SettleAsync(endpoint, identity, new SpinSettle
        {
            RefId = settlement.RefId,
            Kind = settlement.Kind == SettleKind.Force ? SpinSettleKind.Force : SpinSettleKind.Close,
            OperationalTimeoutSeconds = settlement.WindowSeconds,
        }, CancellationToken.None);
        SpinSettledApplication[] closed = [.. answer.Applications.Where(a => a.State == SpinSettledState.Settled && a.TransactionCount > 0)];
        var signal = answer.Outcome switch
        {
            // the only rows that went well had nothing in them
            SpinServiceOutcome.DoneInPart when closed.Length == 0 => SettlementSignal.Refused,
            SpinServiceOutcome.Done => SettlementSignal.Settled,
            SpinServiceOutcome.DoneInPart => SettlementSignal.SettledInPart,
            // there was nothing to close: that is how it should be afterwards
            SpinServiceOutcome.Refused when answer.Reason == SpinReason.NoOpenBatch => SettlementSignal.Settled,
            SpinServiceOutcome.Refused or SpinServiceOutcome.Cancelled => SettlementSignal.Refused,
            SpinServiceOutcome.NotStarted => SettlementSignal.NotStarted,
            _ => SettlementSignal.NoAnswer,
        };
        return new SettleAnswer(signal, [.. answer.Applications.Select(Part)], answer.ResponseMessage ?? answer.Message, answer.Redacted);
    }

    private static List<ListedLine>? Lines(SpinReport report)
    {
        var lines = new List<ListedLine>();
        foreach (var application in report.Applications)
        {
            foreach (var transaction in application.Transactions.Where(t => !Moneyless.Contains(t.TransType, StringComparer.OrdinalIgnoreCase)))
            {
                if (Cents(transaction.Amount) is not { } amount)
                    return null;
                var of = CardApplications.Of(application.App);
                lines.Add(new ListedLine(lines.Count, of, TypeOf(transaction.TransType, of), transaction.Number, amount));
            }
        }

        return lines;
    }

    private static LineType TypeOf(string? type, CardApplication application) => type?.ToUpperInvariant() switch
    {
        "SALE" when application == CardApplication.Cash => LineType.Cash,
        "SALE" => application == CardApplication.Gift ? LineType.Redeem : LineType.Sale,
        "REFUND" or "RETURN" => LineType.Return,
        "TICKET" or "CAPTURE" => LineType.Capture,
        "CASH" => LineType.Cash,
        "REDEEM" => LineType.Redeem,
        "ACTIVATE" => LineType.Activate,
        "RELOAD" => LineType.Reload,
        _ => LineType.Other,
    };

    private static PartOfSettlement Part(SpinSettledApplication row)
    {
        var outcome = row.State switch
        {
            SpinSettledState.Settled when Says(row, "ALREADY SETTLED") => PartOutcome.AlreadySettled,
            SpinSettledState.Settled when Says(row, "NOT OPEN") => PartOutcome.NotOpen,
            SpinSettledState.Settled => PartOutcome.Closed,
            SpinSettledState.HostFailed => PartOutcome.HostFailed,
            SpinSettledState.PendingOffline => PartOutcome.StoredPending,
            SpinSettledState.Untipped => PartOutcome.Untipped,
            SpinSettledState.OpenTab => PartOutcome.OpenTab,
            _ => PartOutcome.Unknown,
        };
        return new PartOfSettlement(row.App ?? "?", CardApplications.Of(row.App), outcome, row.BatchNumber, row.TransactionCount,
            Cents(row.TotalAmount), Cents(row.TipAmount), row.HostMessage, row.NeedsAttention);
    }

    private static bool Says(SpinSettledApplication row, string words) =>
        row.HostMessage?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static ReportTrouble TroubleOf(SpinServiceAnswer answer) => answer.Reason switch
    {
        SpinReason.TerminalOffline or SpinReason.NoAnswer or SpinReason.ProxyTimeout or SpinReason.TerminalTimeout or SpinReason.Reconnected => ReportTrouble.Offline,
        SpinReason.TerminalBusy => ReportTrouble.Busy,
        _ when answer.Outcome is SpinServiceOutcome.Refused or SpinServiceOutcome.NotStarted or SpinServiceOutcome.Cancelled => ReportTrouble.Refused,
        _ => ReportTrouble.Unreadable,
    };

    // whole cents or nothing, as with a charge
    private static Money? Cents(decimal? dollars) => dollars is { } amount && decimal.Truncate(amount * 100) == amount * 100
        ? new Money((long)(amount * 100)) : null;
}
