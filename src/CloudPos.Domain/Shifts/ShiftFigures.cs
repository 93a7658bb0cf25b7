using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Shifts;

/// <summary>A sale as a report adds it up, at the price that its receipt shows.</summary>
public sealed record FigureSale(int Number, string Cashier, Money Gross, Money Discount, Money Tax, Money Total, Money Paid, Money Tip);

/// <summary>A tax of a sale, at the price that its receipt shows.</summary>
public sealed record FigureTax(string Name, Money Amount);

/// <summary>A tender taken in the shift. <paramref name="Name"/> is "Cash" or the card's brand; <paramref name="Saved"/> what it paid less than the Card Price.</summary>
/// <param name="IsGivenBack">Given back in the same shift, before its sale was done or because it was one too many.</param>
public sealed record FigureTender(TenderKind Kind, string Name, Money Amount, Money Tip, Money Saved, bool IsGivenBack = false);

/// <summary>What was given back or undone in the shift, on cards and in cash, tips included.</summary>
/// <param name="Refunds">Given back for sales that were paid: in cash, or as a return on the PIN pad.</param>
/// <param name="Voids">Payments undone: voided on the PIN pad, or given back before their sale was done.</param>
public sealed record ShiftUndone(int RefundCount, Money Refunds, int VoidCount, Money Voids)
{
    public static readonly ShiftUndone None = new(0, Money.Zero, 0, Money.Zero);
}

/// <summary>A named sum of a report.</summary>
public sealed record FigureLine(string Name, int Count, Money Amount);

/// <summary>What an X report shows and a Z report stores, beside the cash.</summary>
/// <remarks>
/// Gross − Discounts = Net; Net + Taxes = Total; Total + PaidOtherwise = Paid; Paid + Tips = Taken; Taken + GivenBack + Carried = the tenders. By construction.
/// </remarks>
public sealed record ShiftFigures(
    int SaleCount, int? FirstSale, int? LastSale, Money Gross, int DiscountCount, Money Discounts, Money Total, Money Paid, Money Tips, Money Saved,
    IReadOnlyList<FigureLine> Taxes, IReadOnlyList<FigureLine> Tenders, IReadOnlyList<FigureLine> Cashiers, ShiftUndone Undone)
{
    private const string GivenBackName = "Taken and given back";

    internal static readonly FigureLine NothingGivenBack = new(GivenBackName, 0, Money.Zero);

    /// <summary>Tenders that came and went in this shift: no sale is paid by them.</summary>
    public FigureLine GivenBack { get; init; } = NothingGivenBack;

    public Money Net => Gross - Discounts;

    public Money Tax => Money.Sum(Taxes.Select(t => t.Amount));

    /// <summary>What mixed tenders and PIN pads made of the total: the cash part of a mixed payment, what a PIN pad added.</summary>
    public Money PaidOtherwise => Paid - Total;

    /// <summary>What the sales brought, tips included.</summary>
    public Money Taken => Paid + Tips;

    /// <summary>Payments towards sales that another shift has or will have: a part paid now, the rest later.</summary>
    public Money Carried => Money.Sum(Tenders.Select(t => t.Amount)) - Taken - GivenBack.Amount;

    /// <summary>Adds up.</summary>
    public static ShiftFigures Of(IReadOnlyList<FigureSale> sales, IEnumerable<FigureTax> taxes, IReadOnlyList<FigureTender> tenders, ShiftUndone undone) => new(
        sales.Count, sales.Count == 0 ? null : sales.Min(s => s.Number), sales.Count == 0 ? null : sales.Max(s => s.Number),
        Money.Sum(sales.Select(s => s.Gross)), sales.Count(s => s.Discount.IsPositive), Money.Sum(sales.Select(s => s.Discount)),
        Money.Sum(sales.Select(s => s.Total)), Money.Sum(sales.Select(s => s.Paid)), Money.Sum(sales.Select(s => s.Tip)),
        Money.Sum(tenders.Select(t => t.Saved)),
        Lines(taxes.GroupBy(t => t.Name).Select(g => new FigureLine(g.Key, g.Count(), Money.Sum(g.Select(t => t.Amount))))),
        [.. tenders.GroupBy(t => (t.Kind, t.Name)).OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new FigureLine(g.Key.Name, g.Count(), Money.Sum(g.Select(t => t.Amount + t.Tip))))],
        Lines(sales.GroupBy(s => s.Cashier).Select(g => new FigureLine(g.Key, g.Count(), Money.Sum(g.Select(s => s.Paid + s.Tip))))), undone)
    {
        GivenBack = new FigureLine(GivenBackName, tenders.Count(t => t.IsGivenBack), Money.Sum(tenders.Where(t => t.IsGivenBack).Select(t => t.Amount + t.Tip))),
    };

    /// <summary>Several registers' figures as one: a store's day.</summary>
    public static ShiftFigures Sum(IReadOnlyList<ShiftFigures> all) => new(
        all.Sum(f => f.SaleCount), all.Min(f => f.FirstSale), all.Max(f => f.LastSale), Of(all, f => f.Gross), all.Sum(f => f.DiscountCount),
        Of(all, f => f.Discounts), Of(all, f => f.Total), Of(all, f => f.Paid), Of(all, f => f.Tips), Of(all, f => f.Saved),
        Joined(all.SelectMany(f => f.Taxes)), Joined(all.SelectMany(f => f.Tenders)), Joined(all.SelectMany(f => f.Cashiers)),
        new ShiftUndone(all.Sum(f => f.Undone.RefundCount), Of(all, f => f.Undone.Refunds), all.Sum(f => f.Undone.VoidCount), Of(all, f => f.Undone.Voids)))
    {
        GivenBack = new FigureLine(GivenBackName, all.Sum(f => f.GivenBack.Count), Of(all, f => f.GivenBack.Amount)),
    };

    private static Money Of(IReadOnlyList<ShiftFigures> all, Func<ShiftFigures, Money> figure) => Money.Sum(all.Select(figure));

    private static FigureLine[] Joined(IEnumerable<FigureLine> lines) =>
        [.. lines.GroupBy(l => l.Name).Select(g => new FigureLine(g.Key, g.Sum(l => l.Count), Money.Sum(g.Select(l => l.Amount))))];

    private static FigureLine[] Lines(IEnumerable<FigureLine> lines) => [.. lines.OrderBy(l => l.Name, StringComparer.Ordinal)];
}
