using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Sales;

/// <summary>What is needed of a line to add it up. <paramref name="Taxes"/> are indexes into the sale's taxes.</summary>
public sealed record TotalsLine(DualPrice UnitPrice, Quantity Quantity, Discount Discount, IReadOnlyList<int> Taxes)
{
    /// <summary>False: the line costs its price, whatever is off the line or the sale.</summary>
    public bool TakesDiscount { get; init; } = true;
}

/// <summary>A line added up, at both prices: gross − discount = net; the taxes are the line's share of the sale's taxes.</summary>
public sealed record LineTotals(DualPrice Gross, DualPrice Discount, DualPrice Tax)
{
    /// <summary>What the line costs before tax.</summary>
    public DualPrice Net => Gross - Discount;
}

/// <summary>A sale added up at both prices. Every total is the sum of its parts, by construction.</summary>
/// <remarks>
/// Order of rounding: unit × quantity, once per line; discounts, once per line; each tax, once, on the taxable net of the tender's
/// prices; then each tax is spread over its lines by largest remainder. (The PIN pad's dual pricing block carries the same figures.)
/// </remarks>
public sealed class SaleTotals
{
    private SaleTotals(IReadOnlyList<LineTotals> lines, IReadOnlyList<DualPrice> taxes)
    {
        (Lines, Taxes) = (lines, taxes);
        Gross = DualPrice.Sum(lines.Select(l => l.Gross));
        Discount = DualPrice.Sum(lines.Select(l => l.Discount));
        Net = Gross - Discount;
        Tax = DualPrice.Sum(taxes);
        Total = Net + Tax;
    }

    /// <summary>The lines in the order given.</summary>
    public IReadOnlyList<LineTotals> Lines { get; }

    /// <summary>One amount per tax, in the order given.</summary>
    public IReadOnlyList<DualPrice> Taxes { get; }

    /// <summary>Before discounts and taxes.</summary>
    public DualPrice Gross { get; }

    /// <summary>All discounts, line and sale.</summary>
    public DualPrice Discount { get; }

    /// <summary>After discounts, before taxes: the subtotal.</summary>
    public DualPrice Net { get; }

    /// <summary>All taxes.</summary>
    public DualPrice Tax { get; }

    /// <summary>What there is to pay at each price.</summary>
    public DualPrice Total { get; }

    /// <summary>What the Card Price is above the Cash Price before tax (SPIn <c>FeeAmount</c>).</summary>
    public Money FeeAmount => Net.Difference;

    /// <summary>Adds up.</summary>
    /// <param name="lines">The lines that are sold.</param>
    /// <param name="taxRates">The sale's taxes; lines point into this list.</param>
    /// <param name="saleDiscount">Off the whole sale, but for lines that take none: a percentage of every line's net, or an amount spread over the lines by their cash net.</param>
    public static SaleTotals Of(IReadOnlyList<TotalsLine> lines, IReadOnlyList<Rate> taxRates, Discount saleDiscount)
    {
        var gross = lines.Select(GrossOf).ToArray();
        var discounts = lines.Select((line, i) => line.TakesDiscount ? line.Discount.Off(gross[i]) : DualPrice.Zero).ToArray();
        AddSaleDiscount(lines, gross, discounts, saleDiscount);
        var net = gross.Select((g, i) => g - discounts[i]).ToArray();

        var taxOfLine = new DualPrice[lines.Count];
        var taxes = new DualPrice[taxRates.Count];
        for (var t = 0; t < taxRates.Count; t++)
        {
            var taxable = Enumerable.Range(0, lines.Count).Where(i => lines[i].Taxes.Contains(t)).ToArray();
            var cash = TaxOn(taxable.Select(i => net[i].Cash).ToArray(), taxRates[t]);
            var card = TaxOn(taxable.Select(i => net[i].Card).ToArray(), taxRates[t]);
            taxes[t] = DualPrice.Amounts(Money.Sum(cash), Money.Sum(card));
            for (var i = 0; i < taxable.Length; i++)
                taxOfLine[taxable[i]] += DualPrice.Amounts(cash[i], card[i]);
        }

        return new SaleTotals(
            [.. lines.Select((_, i) => new LineTotals(gross[i], discounts[i], taxOfLine[i]))],
            taxes);
    }

    private static DualPrice GrossOf(TotalsLine line) => DualPrice.Of(
        Rounding.Times(line.UnitPrice.Cash, line.Quantity), Rounding.Times(line.UnitPrice.Card, line.Quantity));

    private static void AddSaleDiscount(IReadOnlyList<TotalsLine> lines, DualPrice[] gross, DualPrice[] discounts, Discount sale)
    {
        if (sale.IsNone || gross.Length == 0)
            return;
        if (sale.Percent.PartsPerMillion > 0)
        {
            for (var i = 0; i < gross.Length; i++)
                discounts[i] += lines[i].TakesDiscount ? sale.Off(gross[i] - discounts[i]) : DualPrice.Zero;
            return;
        }

        var weights = gross.Select((g, i) => lines[i].TakesDiscount ? (g - discounts[i]).Cash : Money.Zero).ToArray();
        var amount = Money.Min(sale.Amount, Money.Sum(weights));
        var parts = Rounding.Split(amount, weights);
        for (var i = 0; i < gross.Length; i++)
            discounts[i] += DualPrice.Amounts(parts[i], parts[i]);
    }

    private static Money[] TaxOn(Money[] nets, Rate rate) =>
        Rounding.Split(Rounding.PercentOf(Money.Sum(nets), rate), nets);
}
