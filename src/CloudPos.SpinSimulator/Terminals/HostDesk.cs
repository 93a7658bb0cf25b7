using System.Security.Cryptography;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>Makes a line of the ledger out of a request and what the customer decided: terminal's own fee and tax, limits, balances.</summary>
internal sealed class HostDesk(Ledger ledger, TerminalParameters parameters, DateTimeOffset now)
{
    public (LedgerLine Line, CardAccounts Accounts) Book(SpinRequest request, CustomerDecision decision, CardAccounts accounts)
    {
        var cash = decision.Kind == DecisionKind.Cash || request.PaymentType == "Cash";
        var merchant = request.MerchantId ?? 1;
        var line = new LedgerLine
        {
            Num = ledger.NextNum(cash),
            RefId = request.RefId,
            TransType = cash && request.TransType == LedgerTypes.Sale ? LedgerTypes.Cash : request.TransType,
            PaymentType = cash ? "Cash" : decision.PaymentType ?? request.PaymentType,
            Requested = request.Amount,
            Amount = 0,
            Total = 0,
            State = decision.Kind switch
            {
                DecisionKind.Paid or DecisionKind.Cash => LineState.Approved,
                DecisionKind.Declined => LineState.Declined,
                _ => LineState.Cancelled,
            },
            RespMsg = decision.Kind switch
            {
                DecisionKind.Declined => TerminalTexts.Decline,
                DecisionKind.Cancelled => TerminalTexts.Cancel,
                DecisionKind.GaveUp => TerminalTexts.GaveUp,
                _ => null,
            },
            Batch = ledger.BatchOf(merchant),
            Merchant = merchant,
            At = now,
            Card = decision.Card,
            InvoiceNumber = request.InvoiceNumber,
        };
        line = Priced(line, request, decision, cash);
        if (decision.Kind != DecisionKind.Paid)
        {
            return (line, accounts);
        }

        var stored = parameters.StoreAndForward && line.App is CardApp.Credit;
        line = line with
        {
            AuthCode = Digits(6),
            PnRef = Digits(7),
            Signed = request.CapturesSignature && line.App is CardApp.Credit,
            Strokes = decision.Strokes,
            Stored = stored,
        };
        return line.App switch
        {
            CardApp.Gift => Gift(line, request, accounts),
            CardApp.Ebt => Ebt(line, accounts),
            _ => (Limited(line, request), accounts),
        };
    }

    private LedgerLine Priced(LedgerLine line, SpinRequest request, CustomerDecision decision, bool cash)
    {
        var dualCash = cash && request.Dual is not null;
        var price = dualCash ? request.Dual!.CashTotal : request.CardPrice;
        var sale = line.AskedType == LedgerTypes.Sale && line.App is not (CardApp.Ebt or CardApp.Gift);
        var net = price - (cash ? 0 : request.Tip);
        var ownFee = sale && !cash && !request.FeeCalculated && request.CustomFee == 0
            && !(parameters.FeeOnCreditOnly && line.App == CardApp.Debit);
        var ownTax = sale && !request.TaxCalculated && request.Dual is null;
        var fee = ownFee ? Percent(net, parameters.FeePercent) : 0;
        var city = ownTax ? Percent(net, parameters.CityTaxPercent) : 0;
        var state = ownTax ? Percent(net, parameters.StateTaxPercent) : 0;
        return line with
        {
            Amount = net,
            Total = price + fee + city + state + decision.Tip + decision.Cashback,
            Tip = cash ? 0 : request.Tip + decision.Tip,
            Cashback = request.Cashback + decision.Cashback,
            Fee = cash ? 0 : request.CustomFee + fee,
            FeeLabel = fee > 0 ? parameters.FeeLabel : null,
            Discount = (dualCash ? request.Dual?.CashDiscount : request.Dual?.CardDiscount) ?? 0,
            TaxCity = city + ((dualCash ? request.Dual?.Tax1Cash : request.Dual?.Tax1Card) ?? 0),
            TaxState = state + ((dualCash ? request.Dual?.Tax2Cash : request.Dual?.Tax2Card) ?? 0),
        };
    }

    private LedgerLine Limited(LedgerLine line, SpinRequest request)
    {
        var limit = (long)(parameters.HostLimit * 100);
        var approved = request.PartialOnly ? line.Total / 2
            : limit > 0 && line.Total > limit && line.TransType == LedgerTypes.Sale ? limit
            : line.Total;
        return approved == line.Total ? line : PartOf(line, approved);
    }

    private static (LedgerLine, CardAccounts) Gift(LedgerLine line, SpinRequest request, CardAccounts accounts)
    {
        var asked = request is { PartialOnly: true, TransType: "Activate" or "Reload" } ? line.Total / 2 : line.Total;
        var done = GiftDesk.Do(request, line.Card!.Last4, asked, accounts);
        if (done.Refusal is not null)
        {
            return (Refused(line, done.Refusal), accounts);
        }

        var booked = done.Moved < line.Total ? PartOf(line, done.Moved) : line with { Amount = done.Moved, Total = done.Moved };
        return (booked with { GiftBalance = done.Balance }, done.Accounts);
    }

    private static (LedgerLine, CardAccounts) Ebt(LedgerLine line, CardAccounts accounts)
    {
        var moved = line.TransType switch { LedgerTypes.Return => line.Total, LedgerTypes.Sale => -line.Total, _ => 0 };
        if (accounts.EbtOf(line.PaymentType) + moved < 0)
        {
            return (Refused(line, "INSUFFICIENT FUNDS") with { EbtFoodBalance = accounts.EbtFood, EbtCashBalance = accounts.EbtCash }, accounts);
        }

        var after = accounts.AddEbt(line.PaymentType, moved);
        return (line with { EbtFoodBalance = after.EbtFood, EbtCashBalance = after.EbtCash }, after);
    }

    private static LedgerLine PartOf(LedgerLine line, long approved) => line with
    {
        Amount = approved,
        Tip = 0,
        Total = approved,
        Due = line.Total - approved,
    };

    private static LedgerLine Refused(LedgerLine line, string reason) => line with
    {
        State = LineState.Declined,
        RespMsg = reason,
        AuthCode = null,
        PnRef = null,
        Signed = false,
        Stored = false,
    };

    private static long Percent(long cents, decimal percent) => (long)decimal.Round(cents * percent / 100m, MidpointRounding.AwayFromZero);

    private static string Digits(int count) => RandomNumberGenerator.GetString("0123456789", count);
}
