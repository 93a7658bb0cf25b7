using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Refunds;

/// <summary>A line of a sale that comes back, and how many.</summary>
public sealed record RefundPick(SaleLineId LineId, Quantity Quantity);

/// <summary>Where a part of a refund goes.</summary>
public enum RefundTo
{
    /// <summary>Back to what it was paid with.</summary>
    Original = 0,

    /// <summary>Out of the drawer instead.</summary>
    Cash = 1,

    /// <summary>To a card instead.</summary>
    Card = 2,
}

/// <summary>How much of a refund is taken of a tender, and where it goes. Another way than the original needs approval.</summary>
public sealed record RefundWay(TenderId TenderId, Money Amount, RefundTo To = RefundTo.Original);

/// <summary>A refund as it is about to be put on record: what comes back, and which way the money goes.</summary>
internal sealed record RefundPlan(IReadOnlyList<RefundShare> Shares, IReadOnlyList<PlannedPart> Parts)
{
    public Money Amount => Money.Sum(Parts.Select(p => p.Amount));

    public Money Tip => Money.Sum(Parts.Select(p => p.Tip));

    public bool NeedsApproval => Parts.Any(p => p.IsAnotherWay);

    /// <summary>Chosen lines, or an amount without lines, over the tenders as asked, or as the register splits it.</summary>
    /// <param name="first">A tender that takes as much as it may before the others; only where <paramref name="ways"/> leaves it to the register.</param>
    /// <param name="inCash">What was paid by card goes back in cash; as above.</param>
    public static Result<RefundPlan> Of(
        Refundable refundable, IReadOnlyList<RefundPick> lines, Money? amount, IReadOnlyList<RefundWay>? ways, TenderId? first = null, bool inCash = false)
    {
        if (!refundable.Left.IsPositive)
            return NothingLeft(refundable);
        var shares = amount is { } sum ? ByAmount(refundable, sum) : ByLines(refundable, lines);
        if (shares.Value is not { } chosen)
            return shares.Refusal!;
        var total = Money.Sum(chosen.Select(s => s.Amount));
        if (!total.IsPositive)
            return new Refusal("refund.nothing", "There is nothing to give back. Choose what comes back, or type an amount.");
        if (total > refundable.Left)
            return TooMuch(total, refundable);
        var parts = ways is null ? Split(refundable, chosen, first, inCash) : Chosen(refundable, total, ways);
        return parts.Value is { } split ? new RefundPlan(chosen, split) : parts.Refusal!;
    }

    /// <summary>Everything that is left, tips included.</summary>
    public static Result<RefundPlan> Undo(Refundable refundable)
    {
        if (refundable.OnGiftCards.IsPositive)
            return OnGiftCard(refundable.Lines.First(l => l.OnGiftCard.IsPositive));
        // where more went back to one tender than it paid, less is left in all than the others paid
        var left = refundable.Over(refundable.Left).ToDictionary(w => w.Tender, w => w.Amount);
        PlannedPart[] parts = [.. refundable.Tenders.Where(t => left.ContainsKey(t.Tender.Id) || t.TipLeft.IsPositive)
            .Select(t => new PlannedPart(t.Tender.Id, t.Tender.Kind, t.Tender.Method, left.GetValueOrDefault(t.Tender.Id), t.TipLeft, false))];
        return parts.Length == 0
            ? NothingLeft(refundable)
            : new RefundPlan(
                [.. refundable.Lines.Where(l => l.Left.Thousandths > 0 || l.MoneyLeft.IsPositive)
                    .Select(l => new RefundShare(l, l.Left, l.MoneyLeft, l.TaxLeft))], parts);
    }

    private static Result<RefundShare[]> ByAmount(Refundable refundable, Money amount) => amount > refundable.Left
        ? TooMuch(amount, refundable)
        : amount.IsPositive ? refundable.Spread(amount).ToArray() : Array.Empty<RefundShare>();

    private static Result<RefundShare[]> ByLines(Refundable refundable, IReadOnlyList<RefundPick> lines)
    {
        var shares = new List<RefundShare>();
        foreach (var pick in lines.GroupBy(l => l.LineId).Select(g => new RefundPick(g.Key, new Quantity(g.Sum(l => l.Quantity.Thousandths)))))
        {
            if (refundable.Lines.FirstOrDefault(l => l.Line.Id == pick.LineId) is not { } line)
                return new Refusal("line.unknown", "That line is not in this sale.");
            if (line.OnGiftCard.IsPositive)
                return OnGiftCard(line);
            if (pick.Quantity.Thousandths <= 0 || pick.Quantity.Thousandths > line.Left.Thousandths)
                return new Refusal("refund.quantity", $"Of {line.Line.Name} fewer are left to come back. Look at the lines again.");
            shares.Add(line.Share(pick.Quantity));
        }

        return shares.ToArray();
    }

    private static Result<PlannedPart[]> Split(Refundable refundable, RefundShare[] shares, TenderId? first, bool inCash) =>
        refundable.Over(shares, first).Select(p => Part(refundable, p.Tender, p.Amount, inCash ? RefundTo.Cash : RefundTo.Original)!).ToArray();

    private static Result<PlannedPart[]> Chosen(Refundable refundable, Money total, IReadOnlyList<RefundWay> ways)
    {
        if (Money.Sum(ways.Select(w => w.Amount)) != total || ways.Any(w => w.Amount.IsNegative))
            return new Refusal("refund.split", $"What goes back by each way must add up to {MoneyText.Show(total)}.");
        var parts = new List<PlannedPart>();
        foreach (var way in ways.Where(w => w.Amount.IsPositive))
        {
            if (Part(refundable, way.TenderId, way.Amount, way.To) is not { } part)
                return new Refusal("tender.unknown", "That payment is not of this sale.");
            if (part.Method == PayMethod.EbtFood && way.To != RefundTo.Original)
                return FoodBenefits;
            parts.Add(part);
        }

        foreach (var tender in refundable.Tenders)
        {
            var asked = Money.Sum(parts.Where(p => p.TenderId == tender.Tender.Id).Select(p => p.Amount));
            if (asked > tender.Left)
                return new Refusal("refund.tender.limit", $"You typed {MoneyText.Show(asked)}, but this payment can take back {MoneyText.Show(tender.Left)}. Give the rest back to another one.");
        }

        return parts.ToArray();
    }

    private static PlannedPart? Part(Refundable refundable, TenderId id, Money amount, RefundTo to) =>
        refundable.Tenders.FirstOrDefault(t => t.Tender.Id == id)?.Tender is not { } tender ? null : to switch
        {
            // food benefits are never turned into cash: they go back to the card
            RefundTo.Cash when tender.Kind == TenderKind.Card && tender.Method != PayMethod.EbtFood => new PlannedPart(id, TenderKind.Cash, PayMethod.Cash, amount, Money.Zero, true),
            RefundTo.Card when tender.Kind == TenderKind.Cash => new PlannedPart(id, TenderKind.Card, PayMethod.Credit, amount, Money.Zero, true),
            _ => new PlannedPart(id, tender.Kind, tender.Method, amount, Money.Zero, false),
        };

    public static readonly Refusal FoodBenefits = new("refund.ebt.food", "Food benefits go back to the EBT card only, never in cash. The customer presents the card at the PIN pad.");

    private static Refusal TooMuch(Money asked, Refundable refundable) => new("refund.too.much",
        $"{MoneyText.Show(asked)} is more than the {MoneyText.Show(refundable.Left)} that can still go back."
        + (refundable.OnGiftCards.IsPositive ? $" {MoneyText.Show(refundable.OnGiftCards)} of this sale is on a gift card and stays there." : ""));

    private static Refusal NothingLeft(Refundable refundable) => refundable.Lines.FirstOrDefault(l => l.OnGiftCard.IsPositive) is { } loaded
        ? OnGiftCard(loaded)
        : new Refusal("refund.nothing.left", "All of this sale has gone back already.");

    private static Refusal OnGiftCard(RefundableLine line) => new("refund.gift.loaded", RefundSentences.OnGiftCard(line));
}

/// <summary>A part of a refund before it is on record.</summary>
internal sealed record PlannedPart(TenderId? TenderId, TenderKind Kind, PayMethod Method, Money Amount, Money Tip, bool IsAnotherWay);
