using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What needs no customer: Status, Void, TipAdjust, Capture, Settle, Report, printing, lists. All under the gate.</summary>
internal sealed partial class VirtualTerminal
{
    private static readonly TimeSpan CartTime = TimeSpan.FromSeconds(30);

    private Reply AnswerAtOnce(SpinRequest request) => request.TransType switch
    {
        "Status" => Status(request),
        "StatusList" => StatusList(request),
        "Void" or "TipAdjust" or "Capture" => FollowUp(request),
        "Settle" => BatchReports.Settle(request, ledger, parameters),
        "Report" => BatchReports.Report(request, ledger),
        "Printer" => PrintOut(request),
        "AddLevel3Item" => AddLevel3Item(request),
        "Cart" => ShowCart(request),
        _ => Reply.Failure(request, "1003", "Not supported"),
    };

    private Reply Status(SpinRequest request)
    {
        if (ledger.Find(request.RefId) is not { } line)
        {
            return Reply.NotFound(request);
        }

        PrintReceipts(line, request.PrintReceipt);
        return Reply.Outcome(line) with { Request = request };
    }

    private Reply StatusList(SpinRequest request) => Reply.Success(request) with
    {
        Listed = [.. ledger.Open.Where(l => l.IsHeld && l.Num >= request.ListFrom && l.Num <= request.ListTo
            && (request.PaymentType is "" or "Card" || l.PaymentType == request.PaymentType))],
    };

    private Reply FollowUp(SpinRequest request)
    {
        var line = ledger.Find(request.RefId);
        if (line is not { IsHeld: true } || (request.AcntLast4 is { } last4 && last4 != line.Card?.Last4))
        {
            return Reply.NotFound(request);
        }

        if (line.State == LineState.Voided)
        {
            return Reply.Failure(request, "1004", "Already voided");
        }

        if (request.TransType == "TipAdjust" && line.App is not (CardApp.Credit or CardApp.Cash))
        {
            return Reply.Failure(request, "1003", "Not supported");
        }

        var changed = request.TransType switch
        {
            "Void" when line.TransType == LedgerTypes.Auth && !parameters.VoidsAuth => null,
            "Void" => NamesBase(request, line) ? line with { State = LineState.Voided } : null,
            "TipAdjust" when line.TransType is not (LedgerTypes.Return or LedgerTypes.Cash) && NamesBase(request, line) =>
                line with { Tip = request.Tip, Total = line.Total - line.Tip + request.Tip, TipAdjusted = true },
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
        if (changed is null)
        {
            return Reply.Failure(request, "1004", "Not allowed");
        }

        if (changed.State == LineState.Voided)
        {
            GiveBack(line);
            changed = changed with
            {
                GiftBalance = line.App == CardApp.Gift ? accounts.GiftOf(line.Card?.Last4 ?? "") : null,
                EbtFoodBalance = line.App == CardApp.Ebt ? accounts.EbtFood : null,
                EbtCashBalance = line.App == CardApp.Ebt ? accounts.EbtCash : null,
            };
        }

        return Reply.FollowedUp(ledger.Replace(line, changed)) with { Request = request };
    }

    private void GiveBack(LedgerLine line)
    {
        accounts = line.App switch
        {
            CardApp.Gift => GiftDesk.Undo(line, accounts),
            CardApp.Ebt => accounts.AddEbt(line.PaymentType, line.TransType == LedgerTypes.Return ? -line.Total : line.Total),
            _ => accounts,
        };
    }

    /// <summary>
    /// "Base dollar amount of the original transaction": registers name what they asked for, what was charged without
    /// the tip, or the total. Anything else is another transaction's amount.
    /// </summary>
    private static bool NamesBase(SpinRequest request, LedgerLine line) =>
        request.Amount == line.Requested || request.Amount == line.Amount || request.Amount == line.Total;

    private Reply PrintOut(SpinRequest request)
    {
        if (!parameters.Paper)
        {
            return Reply.Failure(request, "1006", "No Paper") with { Message = "No Paper" };
        }

        Print(request.Print!);
        return Reply.Success(request);
    }

    private Reply AddLevel3Item(SpinRequest request) =>
        request.AuthCode is null ? Reply.Failure(request, "1013", "Bad request")
        : ledger.Find(request.RefId) is { IsHeld: true } line && line.AuthCode == request.AuthCode ? Reply.FollowedUp(line)
        : Reply.NotFound(request);

    /// <summary>The order before it is paid: it stands until something else does.</summary>
    private Reply ShowCart(SpinRequest request)
    {
        var view = ScreenView.Of("items", request).WithCart(request.Cart!) with { Keys = ["ok"], Reason = "cart" };
        SetScreen(view);
        _ = BackToIdleAsync(view, CartTime);
        return Reply.Success(request);
    }

    private void Print(IReadOnlyList<PrintedRow> rows)
    {
        roll.AddRange(rows);
        roll.Add(PrintedRow.Feed with { Cut = true });
        if (roll.Count > RollMax)
        {
            roll.RemoveRange(0, roll.Count - RollMax);
        }

        rollNumber++;
    }
}
