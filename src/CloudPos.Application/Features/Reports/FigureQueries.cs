using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Reports;

/// <summary>Which days of which stores. Business dates, both included; <paramref name="StoreId"/> null = all that the actor sees.</summary>
public sealed record ReportRange(DateOnly From, DateOnly To, StoreId? StoreId);

/// <summary>A figure added up over a range.</summary>
public sealed record Figure(
    FigureKind Kind, string Key, string Label, int Count, Quantity Quantity, Money Amount, Money Net, Money Tax, Money Tip, Money Discount, Money Kept,
    Money Saved, Money Cashback)
{
    /// <summary>Nothing of a kind.</summary>
    public static Figure None(FigureKind kind) => new(kind, "", "", 0, default, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);
}

/// <summary>What a range must be, for every report.</summary>
internal sealed class ReportRangeValidator : AbstractValidator<ReportRange>
{
    public const int DaysMax = 750;

    public ReportRangeValidator()
    {
        RuleFor(r => r.To).Must((r, to) => to >= r.From).Says("The last day lies before the first. Choose a last day on or after it.");
        RuleFor(r => r.To).Must((r, to) => to < r.From || to.DayNumber - r.From.DayNumber < DaysMax).Says("A report covers at most two years. Choose fewer days.");
    }
}

/// <summary>Reads the day's figures. Everything that a report says comes from here.</summary>
internal sealed class FigureQueries(AppDbContext db, RequestContext context)
{
    /// <summary>The figures of some kinds, added up over a range, the largest amount first.</summary>
    /// <param name="rowsMax">The most rows; a kind such as items may have thousands.</param>
    public async Task<IReadOnlyList<Figure>> SumAsync(ReportRange range, FigureKind[] kinds, int rowsMax, CancellationToken cancel)
    {
        var rows = await In(range).Where(f => kinds.Contains(f.Kind))
            .GroupBy(f => new { f.Kind, f.Key })
            .Select(g => new
            {
                g.Key.Kind,
                g.Key.Key,
                Label = g.Max(f => f.Label),
                Count = g.Sum(f => f.Count),
                Thousandths = g.Sum(f => f.Thousandths),
                Amount = g.Sum(f => f.Amount.Cents),
                Net = g.Sum(f => f.Net.Cents),
                Tax = g.Sum(f => f.Tax.Cents),
                Tip = g.Sum(f => f.Tip.Cents),
                Discount = g.Sum(f => f.Discount.Cents),
                Kept = g.Sum(f => f.Kept.Cents),
                Saved = g.Sum(f => f.Saved.Cents),
                Cashback = g.Sum(f => f.Cashback.Cents),
            })
            .OrderByDescending(r => r.Amount).Take(rowsMax).ToListAsync(cancel);
        return rows.ConvertAll(r => new Figure(r.Kind, r.Key, r.Label ?? "", r.Count, Pieces(r.Thousandths), new Money(r.Amount), new Money(r.Net),
            new Money(r.Tax), new Money(r.Tip), new Money(r.Discount), new Money(r.Kept), new Money(r.Saved), new Money(r.Cashback)));
    }

    /// <summary>The rows themselves, day by day, for a file.</summary>
    public IQueryable<DayFigure> In(ReportRange range)
    {
        var figures = db.DayFigures.AsNoTracking().OfActorsMerchant(context).Where(f => f.BusinessDate >= range.From && f.BusinessDate <= range.To);
        return range.StoreId is { } store ? figures.Where(f => f.StoreId == store) : figures;
    }

    /// <summary>The stores that the actor may choose from.</summary>
    public async Task<IReadOnlyList<Sales.StoreRow>> StoresAsync(CancellationToken cancel) =>
        await db.Stores.OrderBy(s => s.Name).Select(s => new Sales.StoreRow(s.Id, s.Name)).ToListAsync(cancel);

    /// <summary>Whether the actor may see the store.</summary>
    public async Task<bool> SeesAsync(StoreId? store, CancellationToken cancel) => store is null || await db.Stores.AnyAsync(s => s.Id == store, cancel);

    // a year of a busy store is more than a quantity of one line can be; what is shown then is its end
    private static Quantity Pieces(long thousandths) => new((int)Math.Min(int.MaxValue, thousandths));
}
