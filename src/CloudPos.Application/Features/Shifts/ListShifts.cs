using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Shifts, open ones and the newest first, paged on the server. Dates are business dates.</summary>
[Needs(Permission.ViewShifts)]
public sealed record ListShifts(StoreId? StoreId, DateOnly? From, DateOnly? To, int Skip, int Take) : IRequest<Result<ShiftPage>>;

internal sealed class ListShiftsHandler(AppDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<ListShifts, Result<ShiftPage>>
{
    private const int TakeMax = 200;

    public async Task<Result<ShiftPage>> Handle(ListShifts request, CancellationToken cancel)
    {
        var found = db.Shifts.AsNoTracking().OfActorsMerchant(context);
        if (request.StoreId is { } store)
            found = found.Where(s => s.StoreId == store);
        if (request.From is { } from)
            found = found.Where(s => s.BusinessDate >= from);
        if (request.To is { } to)
            found = found.Where(s => s.BusinessDate <= to);
        var total = await found.CountAsync(cancel);
        var page = await found.OrderByDescending(s => s.OpenedAt).ThenByDescending(s => s.Id)
            .Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, TakeMax)).ToListAsync(cancel);
        var stores = await db.Stores.AsNoTracking().OrderBy(s => s.Name).ToListAsync(cancel);
        var registers = await db.Registers.ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        var now = clock.GetUtcNow();
        return new ShiftPage(
            [.. page.Select(s => Row(s, stores.Single(x => x.Id == s.StoreId), registers.GetValueOrDefault(s.RegisterId, "")))], total,
            [.. stores.Select(s => new StoreShiftRules(s.Id, s.Name, s.UsesShifts, s.DifferenceAllowed, s.DayEndsAtHour, s.Clock.BusinessDate(now)))]);
    }

    private static ShiftRow Row(Shift shift, Domain.Tenancy.Store store, string register) => new(
        shift.Id, shift.ZNumber, store.Name, register, shift.BusinessDate, store.Clock.Local(shift.OpenedAt), shift.OpenedBy,
        shift.ClosedAt is { } closed ? store.Clock.Local(closed) : null, shift.ClosedBy, shift.Float, shift.FloatDifference,
        shift.IsOpen ? null : shift.Counted, shift.IsOpen ? null : shift.Difference, shift.ApprovedBy is not null);
}
