using System.Xml.Linq;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What needs no customer: Status, Void, TipAdjust, Capture, Settle, Report. All under the gate.</summary>
internal sealed partial class VirtualTerminal
{
    private XElement AnswerAtOnce(SpinRequest request) => request.TransType switch
    {
        "Status" => Status(request),
        "Void" => FollowUp(request, "Void"),
        "TipAdjust" => FollowUp(request, "TipAdjust"),
        "Capture" => FollowUp(request, "Capture"),
        "Settle" => Settle(request),
        "Report" => Report(request),
        _ => answers.Failure(request, "Not supported"),
    };

    private XElement Status(SpinRequest request) => ledger.Find(request.RefId) switch
    {
        null => answers.NotFound(request),
        { IsHeld: true } held => answers.Approved(held),
        var refused => answers.NotApproved(refused),
    };

    private XElement FollowUp(SpinRequest request, string kind)
    {
        var line = ledger.Find(request.RefId);
        if (line is not { IsHeld: true } || (request.AcntLast4 is { } last4 && last4 != line.Card?.Last4))
        {
            return answers.NotFound(request);
        }

        if (line.State == LineState.Voided)
        {
            return answers.Failure(request, "Already voided");
        }

        var changed = kind switch
        {
            "Void" => NamesBase(request, line) ? line with { State = LineState.Voided } : null,
            "TipAdjust" when line.TransType is not (LedgerTypes.Return or LedgerTypes.Cash) && NamesBase(request, line) =>
                line with { Tip = request.Tip, Total = line.Amount + request.Tip },
            // as in a sale, Amount is the total and holds the tip
            "Capture" when line.TransType == LedgerTypes.Auth && request.Amount > 0 && request.Tip <= request.Amount =>
                line with
                {
                    TransType = LedgerTypes.Capture,
                    Requested = request.Amount,
                    Amount = request.Amount - request.Tip,
                    Tip = request.Tip,
                    Total = request.Amount,
                },
            _ => null,
        };
        return changed is null
            ? answers.Failure(request, "Not allowed")
            : answers.FollowedUp(ledger.Replace(line, changed));
    }

    /// <summary>
    /// "Base dollar amount of the original transaction": registers name what they asked for, what was charged without
    /// the tip, or the total. Anything else is another transaction's amount.
    /// </summary>
    private static bool NamesBase(SpinRequest request, LedgerLine line) =>
        request.Amount == line.Requested || request.Amount == line.Amount || request.Amount == line.Total;

    private XElement Settle(SpinRequest request)
    {
        var rows = BatchReports.Settlement(ledger);
        if (!BatchReports.IsEmpty(ledger))
        {
            ledger.Close();
        }

        return answers.Success(request, rows);
    }

    private XElement Report(SpinRequest request)
    {
        if (BatchReports.IsEmpty(ledger))
        {
            return answers.EmptyReport();
        }

        return answers.Success(
            request, request.ReportType == "Daily" ? BatchReports.Daily(ledger) : BatchReports.Summary(ledger));
    }
}
