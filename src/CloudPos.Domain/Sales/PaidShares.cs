using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Sales;

/// <summary>What was paid for each line of a sale, for the goods and for each of its taxes, at the prices that its tenders really paid. Adds up to the tenders, to the cent.</summary>
/// <remarks>
/// Each tender is split over the lines' nets and their taxes at its own price, by largest remainder. Food benefits pay the lines that they
/// may pay, before tax, and the other tenders what is left of these. A tender that covers nothing (one too many) pays for nothing and is
/// left out. What goes back is worked out from the same shares, so that nothing stays behind when all of it has gone back.
/// </remarks>
public sealed class PaidShares
{
    private readonly SaleLine[] _lines;
    private readonly SaleTax[] _taxes;
    private readonly Money[] _nets;
    private readonly Money[] _food;
    private readonly Money[][] _taxesOf;

    private PaidShares(Sale sale, Func<Tender, Money> amountOf)
    {
        _lines = [.. sale.ActiveLines];
        _taxes = [.. sale.Taxes.OrderBy(t => t.Position)];
        if (_taxes.Length == 0 && Array.Exists(_lines, l => l.Taxes.Count > 0))
            throw new InvalidOperationException("The sale was read without its taxes.");
        (_nets, _food) = (new Money[_lines.Length], new Money[_lines.Length]);
        _taxesOf = Array.ConvertAll(_lines, _ => new Money[_taxes.Length]);
        var weights = new Dictionary<TenderKind, Money[]>();
        foreach (var tender in sale.Tenders.Where(t => t.Counts && t.Covers != DualPrice.Zero).OrderBy(t => t.Method != PayMethod.EbtFood))
        {
            var amount = amountOf(tender);
            if (tender.Method == PayMethod.EbtFood)
                amount -= PayFood(amount, tender.PricedAt);
            if (!weights.TryGetValue(tender.PricedAt, out var at))
                weights[tender.PricedAt] = at = WeightsAt(tender.PricedAt);
            Pay(amount, at, tender.PricedAt);
        }
    }

    /// <summary>The shares of a sale's counting tenders.</summary>
    public static PaidShares Of(Sale sale) => Of(sale, t => t.Amount);

    /// <summary>The shares as they are, or were, with these amounts of the tenders.</summary>
    public static PaidShares Of(Sale sale, Func<Tender, Money> amountOf) => new(sale, amountOf);

    /// <summary>What was paid for each active line before tax, in cart order.</summary>
    public IReadOnlyList<Money> Nets => _nets;

    /// <summary>What of that food benefits paid.</summary>
    public IReadOnlyList<Money> Food => _food;

    /// <summary>What was paid as tax for each active line.</summary>
    public IReadOnlyList<Money> Taxes => Array.ConvertAll(_taxesOf, t => Money.Sum(t));

    /// <summary>What was paid for the lines in all, before tax.</summary>
    public Money Net => Money.Sum(_nets);

    /// <summary>What was paid as tax in all.</summary>
    public Money Tax => Money.Sum(_taxesOf.SelectMany(t => t));

    /// <summary>What was paid as the tax at this position of the sale.</summary>
    public Money TaxOf(int position) => Array.FindIndex(_taxes, t => t.Position == position) is >= 0 and var tax ? Money.Sum(_taxesOf.Select(t => t[tax])) : Money.Zero;

    /// <summary>What was paid for a line as each of the sale's taxes, in their order.</summary>
    public IReadOnlyList<Money> TaxesOf(SaleLineId line) =>
        Array.FindIndex(_lines, l => l.Id == line) is >= 0 and var index ? _taxesOf[index] : new Money[_taxes.Length];

    /// <returns>What of it the eligible lines take.</returns>
    private Money PayFood(Money amount, TenderKind side)
    {
        Money[] left = [.. _lines.Select((l, i) => l.IsEbtFood ? Money.Max(Money.Zero, l.Net.For(side) - _food[i]) : Money.Zero)];
        var taken = Money.Min(amount, Money.Sum(left));
        var parts = Rounding.Split(taken, left);
        for (var i = 0; i < parts.Length; i++)
            (_nets[i], _food[i]) = (_nets[i] + parts[i], _food[i] + parts[i]);
        return taken;
    }

    private void Pay(Money amount, Money[] weights, TenderKind side)
    {
        Money[] left = [.. weights];
        for (var i = 0; i < _lines.Length; i++)
        {
            // food benefits pay the Cash Price
            if (_food[i].IsPositive)
                left[i] = Rounding.Proportion(_lines[i].Net.For(side), Money.Max(Money.Zero, _lines[i].Net.Cash - _food[i]), _lines[i].Net.Cash);
        }

        if (Money.Sum(left).IsZero)
            left = weights;
        if (Money.Sum(left).IsZero)
            return; // everything was given away: there is nothing that the money could be for
        var parts = Rounding.Split(amount, left);
        for (var i = 0; i < _lines.Length; i++)
        {
            _nets[i] += parts[i];
            for (var t = 0; t < _taxes.Length; t++)
                _taxesOf[i][t] += parts[_lines.Length + (i * _taxes.Length) + t];
        }
    }

    /// <summary>The lines' nets, then each line's share of each tax, as the sale was added up.</summary>
    private Money[] WeightsAt(TenderKind side)
    {
        var weights = new Money[_lines.Length * (1 + _taxes.Length)];
        Money[] nets = [.. _lines.Select(l => l.Net.For(side))];
        nets.CopyTo(weights, 0);
        for (var t = 0; t < _taxes.Length; t++)
        {
            Money[] taxable = [.. _lines.Select((l, i) => l.Taxes.Contains(_taxes[t].Position) ? nets[i] : Money.Zero)];
            if (Money.Sum(taxable).IsZero)
                continue;
            var parts = Rounding.Split(_taxes[t].Amount.For(side), taxable);
            for (var i = 0; i < parts.Length; i++)
                weights[_lines.Length + (i * _taxes.Length) + t] = parts[i];
        }

        return weights;
    }
}
