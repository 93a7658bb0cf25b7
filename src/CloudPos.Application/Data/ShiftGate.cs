using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CloudPos.Application.Data;

/// <summary>The way into an open shift. Whatever goes in takes the shift's row first, and so does the close: nothing slips in beside it.</summary>
internal static class ShiftGate
{
    /// <summary>Enters the register's open shift; null where none is open. Inside the caller's transaction, before it writes anything else.</summary>
    /// <remarks>The shift stays locked until that transaction ends: a close waits for it, or has been and then there is no open shift.</remarks>
    public static async Task<ShiftId?> EnterAsync(AppDbContext db, RegisterId register, CancellationToken cancel)
    {
        // the update comes first and takes the write lock, so the shift read after it cannot be closed by another
        var entered = await db.Shifts.Where(s => s.RegisterId == register && s.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1), cancel);
        return entered == 0 ? null : await db.Shifts.Where(s => s.RegisterId == register && s.ClosedAt == null).Select(s => (ShiftId?)s.Id).SingleAsync(cancel);
    }

    /// <summary>Saves what was booked on sales and refunds of a register, in the shift that is open at that moment. False where one is needed and none is open: nothing is saved.</summary>
    public static async Task<bool> SaveAsync(AppDbContext db, RegisterId register, bool needsShift, CancellationToken cancel)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null; // else the caller's
        var shift = await EnterAsync(db, register, cancel);
        if (shift is null && needsShift)
            return false;
        if (shift is { } open && BookedAt(db) is { } at)
        {
            foreach (var sale in db.Sales.Local.Where(s => s.RegisterId == register))
                sale.BookedIn(open, at);
            foreach (var refund in db.Refunds.Local.Where(r => r.RegisterId == register))
                refund.BookedIn(open, at);
        }

        await db.SaveChangesAsync(cancel);
        if (own is not null)
            await own.CommitAsync(cancel);
        return true;
    }

    /// <summary>When what is being saved was booked; null where nothing is. What was booked before is in the shift of its time, or from before there were shifts.</summary>
    /// <remarks>Not the opening of the shift: the clock of the server that opened it may be ahead of this one.</remarks>
    private static DateTimeOffset? BookedAt(AppDbContext db) => db.ChangeTracker.Entries().SelectMany(TimesOf).Min();

    private static IEnumerable<DateTimeOffset?> TimesOf(EntityEntry entry) => entry.Entity switch
    {
        Sale => New(entry, nameof(Sale.PaidAt)),
        Tender => [.. New(entry, nameof(Tender.At)), .. New(entry, nameof(Tender.GivenBackAt))],
        RefundTender => New(entry, nameof(RefundTender.DoneAt)),
        _ => [],
    };

    private static DateTimeOffset?[] New(EntityEntry entry, string time) =>
        entry.State == EntityState.Added || entry.Property(time).IsModified ? [(DateTimeOffset?)entry.Property(time).CurrentValue] : [];

    /// <summary>Takes into a shift what was booked since the last close while none was open: late answers of PIN pads, and what the end of the day books.</summary>
    public static async Task AdoptAsync(AppDbContext db, Shift shift, CancellationToken cancel)
    {
        var late = await db.Sales.Include(s => s.Tenders)
            .Where(s => s.RegisterId == shift.RegisterId && s.ChangedAt >= shift.Since
                && ((s.ShiftId == null && s.PaidAt >= shift.Since) || s.Tenders.Any(t =>
                    (t.ShiftId == null && t.At >= shift.Since) || (t.GivenBackShiftId == null && t.GivenBackAt >= shift.Since))))
            .ToListAsync(cancel);
        late.ForEach(sale => sale.BookedIn(shift.Id, shift.Since));
        var back = await db.Refunds.Include(r => r.Tenders)
            .Where(r => r.RegisterId == shift.RegisterId && r.ChangedAt >= shift.Since && r.Tenders.Any(t => t.ShiftId == null && t.DoneAt >= shift.Since))
            .ToListAsync(cancel);
        back.ForEach(refund => refund.BookedIn(shift.Id, shift.Since));
    }

    /// <summary>The next number of a register's Z reports. Inside the transaction of the close: where that fails, the number goes back.</summary>
    public static async Task<int> NextZAsync(AppDbContext db, Shift shift, CancellationToken cancel)
    {
        if (await AddOneAsync(db, shift.RegisterId, cancel) == 0)
        {
            // the first close of the register; a second one would wait at its shift, so nobody makes the same counter meanwhile
            db.ZCounters.Add(new ZCounter(shift.RegisterId, shift.IsoId, shift.MerchantId, shift.StoreId));
            await db.SaveChangesAsync(cancel);
            await AddOneAsync(db, shift.RegisterId, cancel);
        }

        return await db.ZCounters.Where(c => c.RegisterId == shift.RegisterId).Select(c => c.Last).SingleAsync(cancel);
    }

    private static Task<int> AddOneAsync(AppDbContext db, RegisterId register, CancellationToken cancel) => db.ZCounters
        .Where(c => c.RegisterId == register).ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last + 1), cancel);
}
