using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Refunds;

/// <summary>What of a paid sale may still go back: per line, per tender, in all.</summary>
/// <remarks>
/// A line is worth what the tenders paid for it (<see cref="PaidShares"/>), so the lines add up to what was paid, to the cent. What open
/// and done refunds hold is taken off. A share of a line's quantity
/// takes the same share of the money that is left on it, and the last piece takes the rest; so does an amount, over all lines, and a
/// refund over the tenders. Therefore all refunds of a whole sale add up to what was paid. Tips are apart: they go back with a void,
/// which takes back the whole charge, or when the whole payment is undone. Value that is on a gift card, or is being put on one, stays
/// there: nothing of its line goes back.
/// </remarks>
public sealed class Refundable
{
    private Refundable(IReadOnlyList<RefundableLine> lines, IReadOnlyList<RefundableTender> tenders) => (Lines, Tenders) = (lines, tenders);

    /// <summary>The lines of the sale in its order.</summary>
    public IReadOnlyList<RefundableLine> Lines { get; }

    /// <summary>The tenders that paid it, in the order in which they came.</summary>
    public IReadOnlyList<RefundableTender> Tenders { get; }

    /// <summary>What may still go back in all, tips apart.</summary>
    public Money Left => Money.Min(Money.Sum(Lines.Select(l => l.MoneyLeft)), Money.Sum(Tenders.Select(t => t.Left)));

    /// <summary>What of it is on gift cards, or on the way there: it stays there.</summary>
    public Money OnGiftCards => Money.Sum(Lines.Select(l => l.OnGiftCard));

    /// <summary>What was paid, tips apart.</summary>
    public Money Paid => Money.Sum(Tenders.Select(t => t.Tender.Amount));

    /// <summary>Works it out. Nothing is left of a sale that is not paid.</summary>
    /// <param name="sale">With its lines and tenders.</param>
    /// <param name="refunds">Every refund of the sale, with lines and tenders.</param>
    /// <param name="idleLoads">Attempts to load a gift card that are proven not to have begun: they hold nothing.</param>
    public static Refundable Of(Sale sale, IReadOnlyCollection<Refund> refunds, IReadOnlyCollection<AttemptId>? idleLoads = null)
    {
        if (sale.State != SaleState.Paid)
            return new Refundable([], []);
        var held = refunds.Where(r => r.Reserves).ToArray();
        var lines = sale.ActiveLines.ToArray();
        // a charge that was one too many pays for nothing: it is voided by itself and is no part of a refund
        var tenders = sale.Tenders.Where(t => t.Counts && t.Amount.IsPositive && t.Covers != DualPrice.Zero).OrderBy(t => t.At).ThenBy(t => t.Id.Value).ToArray();
        var paid = PaidShares.Of(sale);
        return new Refundable(
            [.. lines.Select((line, i) => LeftOf(line, paid.Nets[i] + paid.Taxes[i], paid.Taxes[i], paid.Food[i], held, idleLoads ?? []))],
            [.. tenders.Select(tender => LeftOf(tender, held))]);
    }

    /// <summary>What goes back for lines over the tenders: what food benefits paid of them to these, the rest as an amount.</summary>
    /// <param name="first">A tender that takes as much of the rest as it may before the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than is left.</exception>
    public IReadOnlyList<(TenderId Tender, Money Amount)> Over(IReadOnlyCollection<RefundShare> shares, TenderId? first = null) =>
        Over(Money.Sum(shares.Select(s => s.Amount)), first, Money.Sum(shares.Select(s => Money.Min(s.Amount, s.Of.FoodLeft))));

    /// <summary>An amount over the tenders, in proportion to what each may still take back. Food benefits take only what the others cannot.</summary>
    /// <param name="first">A tender that takes as much of it as it may before the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than is left.</exception>
    public IReadOnlyList<(TenderId Tender, Money Amount)> Over(Money amount, TenderId? first = null) => Over(amount, first, Money.Zero);

    private (TenderId Tender, Money Amount)[] Over(Money amount, TenderId? first, Money food)
    {
        if (amount.IsNegative || amount > Left)
            throw new ArgumentOutOfRangeException(nameof(amount), "More than may go back.");
        var parts = new Money[Tenders.Count];
        var rest = amount - Take(food, t => t.IsFood);
        rest -= Take(rest, t => t.Tender.Id == first && !t.IsFood);
        rest -= Take(rest, t => !t.IsFood);
        Take(rest, _ => true);
        return [.. Tenders.Select((t, i) => (t.Tender.Id, parts[i])).Where(p => p.Item2.IsPositive)];

        Money Take(Money wanted, Func<RefundableTender, bool> from)
        {
            Money[] room = [.. Tenders.Select((t, i) => from(t) ? t.Left - parts[i] : Money.Zero)];
            var taken = Money.Min(wanted, Money.Sum(room));
            var more = Rounding.Split(taken, room);
            for (var i = 0; i < parts.Length; i++)
                parts[i] += more[i];
            return taken;
        }
    }

    /// <summary>An amount over the lines, in proportion to what is left on each: its taxes are theirs.</summary>
    /// <remarks>Value that waits for its gift card gives only what the others cannot: a line of which something went back is not loaded any more.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">More than is left.</exception>
    public IReadOnlyList<RefundShare> Spread(Money amount)
    {
        if (amount.IsNegative || amount > Left)
            throw new ArgumentOutOfRangeException(nameof(amount), "More than may go back.");
        var others = Money.Min(amount, Money.Sum(Lines.Where(l => !l.IsGift).Select(l => l.MoneyLeft)));
        var parts = Rounding.Split(others, [.. Lines.Select(l => l.IsGift ? Money.Zero : l.MoneyLeft)]);
        var rest = Rounding.Split(amount - others, [.. Lines.Select(l => l.IsGift ? l.MoneyLeft : Money.Zero)]);
        for (var i = 0; i < parts.Length; i++)
            parts[i] += rest[i];
        return [.. Lines.Select((line, i) => new RefundShare(line, default, parts[i], line.TaxIn(parts[i]))).Where(s => s.Amount.IsPositive)];
    }

    private static RefundableLine LeftOf(SaleLine line, Money paid, Money tax, Money food, Refund[] held, IReadOnlyCollection<AttemptId> idleLoads)
    {
        var back = held.SelectMany(r => r.Lines).Where(l => l.SaleLineId == line.Id).ToArray();
        var quantity = line.Quantity - new Quantity(back.Sum(l => l.Quantity.Thousandths));
        var amount = Money.Sum(back.Select(l => l.Amount));
        var left = new RefundableLine(line, paid,
            new Quantity(Math.Max(0, quantity.Thousandths)),
            Money.Max(Money.Zero, paid - amount),
            Money.Max(Money.Zero, tax - Money.Sum(back.Select(l => l.Tax))))
        {
            FoodLeft = Money.Max(Money.Zero, food - amount),
            Held = new Quantity(held.Where(r => r.State == RefundState.Open).SelectMany(r => r.Lines).Where(l => l.SaleLineId == line.Id).Sum(l => l.Quantity.Thousandths)),
        };
        return line.GiftAttemptId is { } load && !idleLoads.Contains(load)
            ? left with { Left = default, MoneyLeft = Money.Zero, TaxLeft = Money.Zero, FoodLeft = Money.Zero, OnGiftCard = left.MoneyLeft }
            : left;
    }

    private static RefundableTender LeftOf(Tender tender, Refund[] held)
    {
        var back = held.SelectMany(r => r.Tenders).Where(t => t.TenderId == tender.Id).ToArray();
        return new RefundableTender(tender,
            Money.Max(Money.Zero, tender.Amount - Money.Sum(back.Select(t => t.Taken))),
            Money.Max(Money.Zero, tender.Tip - Money.Sum(back.Select(t => t.TipTaken))),
            back.Length == 0);
    }
}

/// <summary>What of a line may still go back.</summary>
/// <param name="Paid">What the tenders paid for the line, taxes included.</param>
/// <param name="Left">How many may still come back.</param>
/// <param name="MoneyLeft">What may still go back for it, taxes included.</param>
/// <param name="TaxLeft">The taxes in that.</param>
public sealed record RefundableLine(SaleLine Line, Money Paid, Quantity Left, Money MoneyLeft, Money TaxLeft)
{
    /// <summary>How many a refund holds that has not come to its end.</summary>
    public Quantity Held { get; init; }

    /// <summary>What food benefits paid of what is left: it goes back to them, before anything goes back to another tender.</summary>
    public Money FoodLeft { get; init; }

    /// <summary>What would be left, but is on a gift card or on the way there.</summary>
    public Money OnGiftCard { get; init; }

    /// <summary>It sold value on a gift card.</summary>
    public bool IsGift => Line.GiftLoad != GiftLoad.None;

    /// <summary>How many went back before.</summary>
    public Quantity Back => OnGiftCard.IsPositive ? default : Line.Quantity - Left - Held;

    /// <summary>What goes back for so many: the same share of the money that is left, all of it for the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing, or more than is left.</exception>
    public RefundShare Share(Quantity quantity)
    {
        if (quantity.Thousandths <= 0 || quantity.Thousandths > Left.Thousandths)
            throw new ArgumentOutOfRangeException(nameof(quantity), "More than may come back.");
        var amount = quantity == Left ? MoneyLeft : Rounding.Proportion(MoneyLeft, new Money(quantity.Thousandths), new Money(Left.Thousandths));
        return new RefundShare(this, quantity, amount, TaxIn(amount));
    }

    /// <summary>The taxes in an amount of it.</summary>
    public Money TaxIn(Money amount) => MoneyLeft.IsZero ? Money.Zero : Rounding.Proportion(TaxLeft, amount, MoneyLeft);
}

/// <summary>What of a tender may still go back.</summary>
/// <param name="Left">Tip apart.</param>
/// <param name="IsUntouched">Nothing of it has gone back or is about to: the whole charge may be voided.</param>
public sealed record RefundableTender(Tender Tender, Money Left, Money TipLeft, bool IsUntouched)
{
    /// <summary>Food benefits, which pay for food alone.</summary>
    public bool IsFood => Tender.Method == PayMethod.EbtFood;
}

/// <summary>What goes back for a line.</summary>
public sealed record RefundShare(RefundableLine Of, Quantity Quantity, Money Amount, Money Tax);
