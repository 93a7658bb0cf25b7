using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>The drawers of a store's business day: steps 2 and 3 of its end.</summary>
/// <param name="UsesShifts">Off: no drawer has to be counted.</param>
/// <param name="Shifts">Of this day, and of earlier days as long as they are open; open ones first.</param>
public sealed record DayDrawers(bool UsesShifts, IReadOnlyList<DayShift> Shifts)
{
    public int Open => Shifts.Count(s => s.IsOpen);

    /// <summary>Nothing is left to count or to explain.</summary>
    public bool IsDone => Open == 0;

    /// <summary>Over or short, all closed drawers together.</summary>
    public Money Difference => Money.Sum(Shifts.Select(s => s.Difference ?? Money.Zero));
}

/// <summary>A shift as the end of the day shows it. What should be in an open drawer is not told: it is counted blind.</summary>
public sealed record DayShift(
    ShiftId Id, RegisterId RegisterId, string RegisterName, int? ZNumber, DateOnly BusinessDate, DateTimeOffset OpenedAtLocal, string OpenedBy,
    Money? Expected, Money? Counted, Money? Difference, string? Reason, string? ApprovedBy)
{
    public bool IsOpen => Counted is null;
}

internal sealed class DayDrawerReader(AppDbContext db, RequestContext context)
{
    public async Task<DayDrawers> OfAsync(Store store, DateOnly day, CancellationToken cancel)
    {
        var shifts = await db.Shifts.AsNoTracking().OfActorsMerchant(context)
            .Where(s => s.StoreId == store.Id && (s.BusinessDate == day || (s.ClosedAt == null && s.BusinessDate < day))).ToListAsync(cancel);
        var registers = await db.Registers.Where(r => r.StoreId == store.Id).ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        return new DayDrawers(store.UsesShifts,
        [
            .. shifts.OrderByDescending(s => s.IsOpen).ThenBy(s => registers.GetValueOrDefault(s.RegisterId, ""), StringComparer.Ordinal).ThenBy(s => s.OpenedAt)
                .Select(s => new DayShift(
                    s.Id, s.RegisterId, registers.GetValueOrDefault(s.RegisterId, ""), s.ZNumber, s.BusinessDate, store.Clock.Local(s.OpenedAt), s.OpenedBy,
                    s.IsOpen ? null : s.Cash.Expected, s.IsOpen ? null : s.Counted, s.IsOpen ? null : s.Difference, s.DifferenceReason, s.ApprovedBy)),
        ]);
    }
}
