using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Data;

/// <summary>Works out the figures of stores that sold before there were figures. Afterwards the bookings keep them.</summary>
internal static class FillFigures
{
    /// <summary>Bounds the memory: a store may have sold for years.</summary>
    private const int BookingsAtOnce = 500;

    public static async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var store in await WithoutAsync(services, cancel))
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(Actor.System(store.IsoId, store.MerchantId));
            await FillAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), store.Id, cancel);
        }
    }

    private static async Task<List<Store>> WithoutAsync(IServiceProvider services, CancellationToken cancel)
    {
        const string reason = "the figures of every tenant are worked out once";
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return await db.Stores.AcrossTenants(reason).AsNoTracking()
            .Where(s => !db.DayFigures.AcrossTenants(reason).Any(f => f.StoreId == s.Id)
                && (db.Sales.AcrossTenants(reason).Any(x => x.MerchantId == s.MerchantId && x.StoreId == s.Id && x.State == SaleState.Paid)
                    || db.Refunds.AcrossTenants(reason).Any(r => r.MerchantId == s.MerchantId && r.StoreId == s.Id && r.State == RefundState.Done)))
            .ToListAsync(cancel);
    }

    /// <summary>One transaction for a store: after a crash it has all of its figures or none, and is done again.</summary>
    private static async Task FillAsync(AppDbContext db, StoreId store, CancellationToken cancel)
    {
        var days = new List<DayDeltas>();
        var sales = await db.Sales.Where(s => s.StoreId == store && s.State == SaleState.Paid && s.BusinessDate != null).Select(s => s.Id).ToListAsync(cancel);
        foreach (var some in sales.Chunk(BookingsAtOnce))
        {
            var read = await db.Sales.Include(s => s.Lines).Include(s => s.Taxes).Include(s => s.Tenders).AsSplitQuery().Where(s => some.Contains(s.Id)).ToListAsync(cancel);
            days = await AddAsync(db, days, read.Select(s => new FigureChange(s, null, null, Money.Zero, Money.Zero, 1)), cancel);
        }

        var refunds = await db.Refunds.Where(r => r.StoreId == store && r.State == RefundState.Done && r.BusinessDate != null).Select(r => r.Id).ToListAsync(cancel);
        foreach (var some in refunds.Chunk(BookingsAtOnce))
        {
            var read = await db.Refunds.Include(r => r.Lines).Include(r => r.Tenders).AsSplitQuery().Where(r => some.Contains(r.Id)).ToListAsync(cancel);
            days = await AddAsync(db, days, read.Select(r => new FigureChange(null, null, r, Money.Zero, Money.Zero, 1) { DoneBefore = r.DoneAt }), cancel);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await FigureRows.EnsureAsync(db, days, cancel);
        await FigureRows.RaiseAsync(db, days, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<List<DayDeltas>> AddAsync(AppDbContext db, List<DayDeltas> days, IEnumerable<FigureChange> changes, CancellationToken cancel)
    {
        days.AddRange(await new FigureReader(db).ReadAsync([.. changes], cancel));
        db.ChangeTracker.Clear();
        return [.. FigureReader.Added(days)];
    }
}
