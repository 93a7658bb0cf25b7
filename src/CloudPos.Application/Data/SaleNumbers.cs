using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>Hands out sale numbers: counted up by one statement, so that no two registers of a store get the same.</summary>
internal static class SaleNumbers
{
    /// <summary>Makes the store's counter where there is none yet. Outside the transaction, because it may lose a race.</summary>
    public static async Task PrepareAsync(AppDbContext db, Register register, CancellationToken cancel)
    {
        if (!await db.SaleCounters.AnyAsync(c => c.StoreId == register.StoreId, cancel))
            await StartAsync(db, register, cancel);
    }

    /// <summary>The next number. Inside the caller's transaction: the counter stays locked until it ends, so the store opens one sale at a time.</summary>
    public static async Task<int> NextAsync(AppDbContext db, Register register, CancellationToken cancel)
    {
        // the update comes first and takes the write lock, so the number read after it is ours alone
        await db.SaleCounters.Where(c => c.StoreId == register.StoreId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last + 1), cancel);
        return await db.SaleCounters.Where(c => c.StoreId == register.StoreId).Select(c => c.Last).SingleAsync(cancel);
    }

    /// <summary>Takes numbers for sales of the past; the last number that was given before them.</summary>
    public static async Task<int> ReserveAsync(AppDbContext db, StoreId store, int count, CancellationToken cancel)
    {
        await db.SaleCounters.Where(c => c.StoreId == store).ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last + count), cancel);
        return await db.SaleCounters.Where(c => c.StoreId == store).Select(c => c.Last).SingleAsync(cancel) - count;
    }

    private static async Task StartAsync(AppDbContext db, Register register, CancellationToken cancel)
    {
        var counter = db.SaleCounters.Add(new SaleCounter(register.StoreId, register.IsoId, register.MerchantId));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (UniqueViolation.Is(failure))
        {
            // another register of the store was first
        }

        counter.State = EntityState.Detached;
    }
}
