using CloudPos.Spin.Xml;
using Outcome = CloudPos.Spin.SpinServiceOutcome;
using State = CloudPos.Spin.SpinSettledState;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin.Rest;

/// <summary>Reads what tells of a batch: settlements and reports, one row per application.</summary>
internal static class SpinRestBatches
{
    // The specification does not name the list of a report; a settlement's is SettleDetails.
    private static readonly string[] s_reportLists = ["ReportDetails", "SettleDetails", "Reports", "Applications"];

    public static SpinSettlement Settlement(SpinSettlement answer, SpinRestReply reply, SpinRestKeeping keeping)
    {
        var rows = reply.Root.Objects("SettleDetails").Select(row => Row(row, reply, keeping)).ToList();
        // Nothing was open, and no row tells of anything that was.
        if (answer.Reason == Why.NoOpenBatch && rows.TrueForAll(r => r is { State: State.Settled, TransactionCount: null or 0 }))
            return answer with { Applications = rows };
        var toldInPart = answer.Outcome == Outcome.DoneInPart;
        var (outcome, reason) = SpinBatchReader.Judge((toldInPart ? Outcome.Done : answer.Outcome, answer.Reason), reply.ResultCode, rows);
        // It was told to be a part, and the rows do not tell which.
        if (toldInPart && outcome == Outcome.Done)
            (outcome, reason) = (Outcome.Unknown, Why.Contradiction);
        return answer with { Outcome = outcome, Reason = reason, Applications = rows };
    }

    public static SpinReport Report(SpinReport answer, SpinRestReply reply, SpinRestKeeping keeping)
    {
        var plain = SpinRestServiceAnswers.Plain(answer, reply);
        if (plain.Outcome == Outcome.Refused && IsEmptyBatch(reply))
            return plain with { Outcome = Outcome.Done, Reason = Why.None };
        if (plain.Outcome != Outcome.Done)
            return plain;
        var list = s_reportLists.FirstOrDefault(reply.Root.Has);
        var rows = list is null ? [] : reply.Root.Objects(list);
        var single = reply.Root.Objects("Transactions");
        if (rows.Count == 0 && single.Count > 0)
            return plain with { Applications = [new SpinReportApplication { Transactions = Transactions(single, keeping) }] };
        return plain with { Applications = [.. rows.Select(row => Application(row, keeping))] };
    }

    // Nothing in the batch is no error of a report.
    private static bool IsEmptyBatch(SpinRestReply reply) => reply.StatusCode == "1020"
        || (reply.ResultCode == "1" && SpinRestAnswers.Told(reply)?.Contains(
            "no transaction", StringComparison.OrdinalIgnoreCase) == true);

    private static SpinSettledApplication Row(SpinJson row, SpinRestReply reply, SpinRestKeeping keeping)
    {
        var totals = row.Object("TransactionsReports");
        var status = row.Text("HostStatus");
        var words = row.Text("DetailedMessage");
        var texts = $"{status} {words}";
        var count = totals?.Count("TransactionsCount");
        return new SpinSettledApplication
        {
            App = keeping.Field(row.Text("Application")),
            Merchant = keeping.Field(row.Text("MerchantName")),
            State = StateOf(
                (row.Object("GeneralResponse") ?? row).Raw("StatusCode"), status, texts, reply.ResultCode == "0"),
            BatchNumber = keeping.Field(row.Text("BatchNumber")),
            HostCode = keeping.Field(status is { } code && code.All(char.IsAsciiDigit) ? code : null),
            HostMessage = keeping.Shown(words ?? status),
            TransactionCount = count,
            TipAmount = totals?.Money("TipAmount"),
            TotalAmount = totals?.Money("TotalAmount"),
            NeedsAttention = count > 0 && Says(texts, "OFFLINE"),
        };
    }

    // Numbers are those of the XML form's rows; words can only say that something is missing.
    private static State StateOf(string? code, string? status, string texts, bool wholeSucceeded)
    {
        if (code is not null)
            return code switch
            {
                "0000" when !Says(texts, "DECLIN", "FAIL", "ERROR") => State.Settled,
                // There was none to close.
                "1020" => State.Settled,
                "1015" => State.HostFailed,
                "1021" => State.PendingOffline,
                "1022" => State.Untipped,
                "1023" => State.OpenTab,
                _ => State.Unknown,
            };
        return status switch
        {
            "1" => State.HostFailed,
            "2" => State.PendingOffline,
            "3" => State.Untipped,
            "4" => State.OpenTab,
            _ when Says(texts, "DECLIN", "FAIL", "ERROR", "REJECT", "NOT SETTLED") => State.HostFailed,
            _ when Says(texts, "SNF", "PENDING") => State.PendingOffline,
            _ when Says(texts, "UNTIPPED") => State.Untipped,
            _ when Says(texts, "OPEN TAB") => State.OpenTab,
            _ when wholeSucceeded || status == "0" || Says(texts, "SETTLED", "APPROV", "CLOSED", "NOT OPEN") =>
                State.Settled,
            _ => State.Unknown,
        };
    }

    private static SpinReportApplication Application(SpinJson row, SpinRestKeeping keeping)
    {
        var totals = row.Object("TransactionsReports") ?? row;
        return new SpinReportApplication
        {
            App = keeping.Field(row.Text("Application")),
            Count = totals.Count("TransactionsCount"),
            TotalAmount = totals.Money("TotalAmount"),
            SaleAmount = totals.Money("SaleAmount"),
            ReturnAmount = totals.Money("ReturnAmount"),
            VoidAmount = totals.Money("VoidAmount"),
            AuthAmount = totals.Money("AuthAmount"),
            CaptureAmount = totals.Money("CaptureAmount"),
            ReversalAmount = totals.Money("ReversalAmount"),
            CashAdvanceAmount = totals.Money("CashAdvanceAmount"),
            Transactions = Transactions(row.Objects("Transactions"), keeping),
        };
    }

    private static List<SpinReportTransaction> Transactions(IReadOnlyList<SpinJson> rows, SpinRestKeeping keeping) =>
    [
        .. rows.Select(row => new SpinReportTransaction(
            row.Count("TransactionNumber"),
            keeping.Field(row.Text("TransactionType")),
            row.Object("Amounts")?.Money("TotalAmount") ?? row.Money("TotalAmount") ?? row.Money("Amount"))
        {
            RefId = keeping.Field(row.Raw("ReferenceId")),
        }),
    ];

    private static bool Says(string text, params ReadOnlySpan<string> stems)
    {
        foreach (var stem in stems)
        {
            if (text.Contains(stem, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
