using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Puts a blind count of the drawer on record, and only then says what should be there. The shift goes on.</summary>
/// <remarks>Every count is kept: who counts again until it fits is seen.</remarks>
[Needs(Permission.RunShift)]
public sealed record CountDrawer(CashCountId CountId, ShiftId ShiftId, CountedCash Counted) : IRequest<Result<DrawerTally>>;

internal sealed class CountDrawerHandler(AppDbContext db, ShiftReader shifts, RequestContext context, TimeProvider clock)
    : IRequestHandler<CountDrawer, Result<DrawerTally>>
{
    public async Task<Result<DrawerTally>> Handle(CountDrawer request, CancellationToken cancel)
    {
        if (await db.Shifts.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.ShiftId, cancel) is not { } shift)
            return ShiftRefusals.Unknown;
        if (!shift.IsOpen)
            return ShiftRefusals.Ended;
        var count = await FindAsync(request, cancel);
        if (count is null)
        {
            count = request.Counted.ToCount(request.CountId, shift, isOpening: false, context.Actor.Email, clock.GetUtcNow());
            db.CashCounts.Add(count);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException failure) when (UniqueViolation.Is(failure))
            {
                db.ChangeTracker.Clear();
                if ((count = await FindAsync(request, cancel)) is null)
                    return ShiftRefusals.Unknown;
            }
        }

        var cash = await shifts.CashAsync(shift, cancel);
        var allowed = await db.Stores.Where(s => s.Id == shift.StoreId).Select(s => s.DifferenceAllowed).SingleAsync(cancel);
        var difference = count.Total - cash.Expected;
        return new DrawerTally(shift.Id, count.Id, count.Total, cash, cash.Expected, difference, allowed, Shift.NeedsApproval(difference, allowed));
    }

    private Task<CashCount?> FindAsync(CountDrawer request, CancellationToken cancel) =>
        db.CashCounts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CountId && c.ShiftId == request.ShiftId && !c.IsOpening, cancel);
}

internal sealed class CountDrawerValidator : AbstractValidator<CountDrawer>
{
    public CountDrawerValidator() => RuleFor(r => r.Counted).SetValidator(new CountedCashValidator());
}
