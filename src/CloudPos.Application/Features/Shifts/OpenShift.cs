using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Opens the shift of a register with its counted float.</summary>
/// <remarks>The id is made when the screen opens: a double click is the same shift. A second tab finds it open.</remarks>
[Needs(Permission.RunShift)]
public sealed record OpenShift(ShiftId ShiftId, RegisterId RegisterId, CountedCash Float) : IRequest<Result<OpenedShift>>;

internal sealed class OpenShiftHandler(AppDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<OpenShift, Result<OpenedShift>>
{
    private static readonly Refusal IsOpen = new("shift.open", "The shift of this register is open already. You can go on selling.");

    public Task<Result<OpenedShift>> Handle(OpenShift request, CancellationToken cancel) => Once.DoAsync(() => FindAsync(request, cancel), () => OpenAsync(request, cancel));

    private async Task<Result<OpenedShift>> OpenAsync(OpenShift request, CancellationToken cancel)
    {
        if (await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel) is not { } register)
            return Register.CartDesk.UnknownRegister;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == register.StoreId, cancel);
        if (!store.UsesShifts)
            return new Refusal("shifts.off", "This store works without shifts. A manager can turn them on under Shifts.");
        if (await db.Shifts.AnyAsync(s => s.RegisterId == register.Id && s.ClosedAt == null, cancel))
            return IsOpen;
        var before = await db.Shifts.AsNoTracking().Where(s => s.RegisterId == register.Id && s.ZNumber != null)
            .OrderByDescending(s => s.ZNumber).FirstOrDefaultAsync(cancel);
        var now = clock.GetUtcNow();
        var shift = new Shift(request.ShiftId, register, request.Float.Total, before, context.Actor.Email, store.Clock, now);
        db.Shifts.Add(shift);
        db.CashCounts.Add(request.Float.ToCount(new CashCountId(shift.Id.Value), shift, isOpening: true, context.Actor.Email, now));
        await ShiftGate.AdoptAsync(db, shift, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return IsOpen;
        }

        return View(shift, store);
    }

    private async Task<OpenedShift?> FindAsync(OpenShift request, CancellationToken cancel) =>
        await db.Shifts.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.ShiftId && s.RegisterId == request.RegisterId, cancel) is { } shift
            ? View(shift, await db.Stores.AsNoTracking().SingleAsync(s => s.Id == shift.StoreId, cancel)) : null;

    private static OpenedShift View(Shift shift, Domain.Tenancy.Store store) => new(
        shift.Id, store.Clock.Local(shift.OpenedAt), shift.Float, shift.HasFloatExpected ? shift.FloatExpected : null, shift.FloatDifference);
}

internal sealed class OpenShiftValidator : AbstractValidator<OpenShift>
{
    public OpenShiftValidator() => RuleFor(r => r.Float).SetValidator(new CountedCashValidator());
}
