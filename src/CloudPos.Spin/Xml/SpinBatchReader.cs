using System.Globalization;
using Done = CloudPos.Spin.SpinServiceOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin.Xml;

/// <summary>The rows of settlements and reports.</summary>
internal static class SpinBatchReader
{
    public static IReadOnlyList<SpinSettledApplication> ReadSettlement(SpinResponse response, Func<string?, string?> field) =>
        [.. response.ExtData.Select(row => Settled(row, field))];

    /// <summary>The whole is as good as its rows: a success with a failed row is none.</summary>
    public static (SpinServiceOutcome, SpinReason) Judge(
        (SpinServiceOutcome Outcome, SpinReason Reason) whole, string? resultCode, IReadOnlyList<SpinSettledApplication> rows)
    {
        var settled = rows.Count(row => row.State == SpinSettledState.Settled);
        if (rows.Any(row => row.State == SpinSettledState.Unknown))
            return (Done.Unknown, Why.Unreadable);
        switch (resultCode)
        {
            case "0" when whole.Outcome == Done.Done:
                if (settled == rows.Count)
                    return whole;
                return settled > 0 ? (Done.DoneInPart, ReasonOf(rows)) : (Done.Unknown, Why.Contradiction);
            case "1" when rows.Count > 0 && whole.Outcome is Done.Refused or Done.Cancelled:
                if (settled == rows.Count)
                    return (Done.Unknown, Why.Contradiction);
                return (settled > 0 ? Done.DoneInPart : Done.Refused, ReasonOf(rows));
            case null when whole.Outcome == Done.Done:
                return (Done.Unknown, Why.Unreadable);
            // Only reports are done by being empty.
            case "1" when whole.Outcome == Done.Done:
                return (Done.Refused, Why.NoOpenBatch);
            default:
                return whole;
        }
    }

    public static IReadOnlyList<SpinReportApplication> ReadReport(SpinResponse response, Func<string?, string?> field) =>
        [.. response.TransReports.Select(report => new SpinReportApplication
        {
            App = field(report.App),
            Count = report.Count,
            TotalAmount = report.TotalAmount,
            SaleAmount = report.Totals.Money("SaleAmt"),
            ReturnAmount = report.Totals.Money("ReturnAmt"),
            VoidAmount = report.Totals.Money("VoidAmt"),
            AuthAmount = report.Totals.Money("AuthAmt"),
            CaptureAmount = report.Totals.Money("TicketAmt"),
            ReversalAmount = report.Totals.Money("ReversalAmt"),
            CashAdvanceAmount = report.Totals.Money("CashAdvanceAmt"),
            Transactions = [.. report.Transactions.Select(trans =>
                new SpinReportTransaction(Count(trans["NUM"]), field(trans["TransType"]), trans.Money("Amt"))
                {
                    RefId = field(trans["RefId"]),
                })],
        })];

    private static SpinSettledApplication Settled(SpinExtData row, Func<string?, string?> field)
    {
        // Code and text stand in each other's place in some answers; a number is the code, a text the words.
        string?[] host = [row["Rsp"], row["Status"]];
        var words = host.FirstOrDefault(text => text is not null && Count(text) is null);
        var state = row["ResultCode"] switch
        {
            "0" => SpinSettledState.Settled,
            "1" => SpinSettledState.HostFailed,
            "2" => SpinSettledState.PendingOffline,
            "3" => SpinSettledState.Untipped,
            "4" => SpinSettledState.OpenTab,
            _ => SpinSettledState.Unknown,
        };
        var count = Count(row["NumTrans"]);
        var total = row.Money("TotalAmt") ?? row.Money("Total");
        return new SpinSettledApplication
        {
            App = field(row["App"]),
            Merchant = field(row["Merchant"]),
            State = state,
            BatchNumber = field(row["BatchNum"]),
            HostCode = field(host.FirstOrDefault(text => Count(text) is not null)),
            HostMessage = field(SpinText.Shown(words, authKey: null)),
            TransactionCount = count,
            TipAmount = row.Money("TipAmt"),
            TotalAmount = total,
            NeedsAttention = state == SpinSettledState.Settled && (count > 0 || total > 0)
                && words?.Contains("OFFLINE", StringComparison.OrdinalIgnoreCase) == true,
        };
    }

    private static SpinReason ReasonOf(IReadOnlyList<SpinSettledApplication> rows) =>
        rows.First(row => row.State != SpinSettledState.Settled).State switch
        {
            SpinSettledState.PendingOffline => Why.PendingOffline,
            SpinSettledState.Untipped => Why.UntippedTransactions,
            SpinSettledState.OpenTab => Why.OpenTab,
            _ => Why.HostDeclined,
        };

    private static int? Count(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
