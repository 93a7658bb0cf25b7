using CloudPos.Domain.Reports;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>Makes and raises the rows of the day's figures.</summary>
internal static class FigureRows
{
    /// <summary>Makes rows that are not there yet, at zero, in the order in which they are raised: within a transaction of the caller's they stay locked until it ends.</summary>
    public static async Task EnsureAsync(AppDbContext db, IReadOnlyList<DayDeltas> days, CancellationToken cancel)
    {
        var known = new HashSet<(StoreId, DateOnly, FigureKind, string)>();
        foreach (var (store, date) in days.Select(d => (d.Owner.StoreId, d.Date)))
        {
            known.UnionWith((await db.DayFigures.Where(f => f.StoreId == store && f.BusinessDate == date)
                .Select(f => new { f.Kind, f.Key }).ToListAsync(cancel)).Select(f => (store, date, f.Kind, f.Key)));
        }

        foreach (var (day, delta) in InOrder(days).Where(x => !known.Contains((x.Day.Owner.StoreId, x.Day.Date, x.Delta.Kind, x.Delta.Key))))
            await InsertAsync(db, day.Owner, day.Date, delta, cancel);
    }

    /// <summary>Adds the deltas.</summary>
    public static async Task RaiseAsync(AppDbContext db, IReadOnlyList<DayDeltas> days, CancellationToken cancel)
    {
        foreach (var (day, delta) in InOrder(days))
        {
            var (store, iso, merchant, date) = (day.Owner.StoreId.Value, day.Owner.IsoId.Value, day.Owner.MerchantId.Value, day.Date);
            var kind = (int)delta.Kind;
            // plain SQL that both databases take: it is said of every payment several times, and EF would work the statement out anew each time
            var raised = await db.Database.ExecuteSqlAsync($"""
                UPDATE DayFigures SET Label = {delta.Label}, "Count" = "Count" + {delta.Count}, Thousandths = Thousandths + {delta.Thousandths},
                    Amount_Cents = Amount_Cents + {delta.Amount.Cents}, Net_Cents = Net_Cents + {delta.Net.Cents}, Tax_Cents = Tax_Cents + {delta.Tax.Cents},
                    Tip_Cents = Tip_Cents + {delta.Tip.Cents}, Discount_Cents = Discount_Cents + {delta.Discount.Cents}, Kept_Cents = Kept_Cents + {delta.Kept.Cents},
                    Saved_Cents = Saved_Cents + {delta.Saved.Cents}, Cashback_Cents = Cashback_Cents + {delta.Cashback.Cents}
                WHERE StoreId = {store} AND IsoId = {iso} AND MerchantId = {merchant} AND BusinessDate = {date} AND Kind = {kind} AND "Key" = {delta.Key}
                """, cancel);
            if (raised != 1)
                throw new InvalidOperationException($"The figure {delta.Kind} {delta.Key} of {date} was not there to be raised. Nothing was saved.");
        }
    }

    /// <summary>Always the same order, so that two bookings never wait for each other in a ring.</summary>
    private static IEnumerable<(DayDeltas Day, FigureDelta Delta)> InOrder(IReadOnlyList<DayDeltas> days) => days.SelectMany(d => d.Deltas.Select(delta => (Day: d, Delta: delta)))
        .OrderBy(x => x.Day.Owner.StoreId.Value).ThenBy(x => x.Day.Date).ThenBy(x => x.Delta.Kind).ThenBy(x => x.Delta.Key, StringComparer.Ordinal);

    private static async Task InsertAsync(AppDbContext db, IStoreOwned owner, DateOnly date, FigureDelta delta, CancellationToken cancel)
    {
        var (store, iso, merchant) = (owner.StoreId.Value, owner.IsoId.Value, owner.MerchantId.Value);
        var kind = (int)delta.Kind;
        try
        {
            // the context holds the booking itself, unsaved: this one row is written past it, in plain SQL that both databases take
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO DayFigures (StoreId, IsoId, MerchantId, BusinessDate, Kind, "Key", Label, "Count", Thousandths,
                    Amount_Cents, Net_Cents, Tax_Cents, Tip_Cents, Discount_Cents, Kept_Cents, Saved_Cents, Cashback_Cents)
                SELECT {store}, {iso}, {merchant}, {date}, {kind}, {delta.Key}, {delta.Label}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
                WHERE NOT EXISTS (SELECT 1 FROM DayFigures WHERE StoreId = {store} AND BusinessDate = {date} AND Kind = {kind} AND "Key" = {delta.Key})
                """, cancel);
        }
        catch (Exception failure) when (UniqueViolation.Is(failure))
        {
            // another register made the same row in this very moment: it is there, which is all that was wanted
        }
    }
}
