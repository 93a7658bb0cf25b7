using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Sets how a store works with shifts: on or off, the difference that needs no manager, and the hour at which its day ends.</summary>
[Needs(Permission.ApproveDifference)]
public sealed record SaveShiftRules(StoreId StoreId, bool UsesShifts, Money DifferenceAllowed, int DayEndsAtHour) : IRequest<Result<Done>>;

internal sealed class SaveShiftRulesHandler(AppDbContext db) : IRequestHandler<SaveShiftRules, Result<Done>>
{
    public async Task<Result<Done>> Handle(SaveShiftRules request, CancellationToken cancel)
    {
        if (await db.Stores.SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel) is not { } store)
            return new Refusal("store.unknown", "That store does not exist.");
        if (!request.UsesShifts && await db.Shifts.AnyAsync(s => s.StoreId == store.Id && s.ClosedAt == null, cancel))
            return new Refusal("shift.open", "A register of this store has an open shift. Close it first, then turn shifts off.");
        store.KeepShifts(request.UsesShifts, request.DifferenceAllowed);
        store.EndDayAt(request.DayEndsAtHour);
        await db.SaveChangesAsync(cancel);
        return default(Done);
    }
}

internal sealed class SaveShiftRulesValidator : AbstractValidator<SaveShiftRules>
{
    public SaveShiftRulesValidator()
    {
        RuleFor(r => r.DifferenceAllowed).Must(a => !a.IsNegative && a <= Product.PriceMax).Says("An allowed difference is 0.00 or more.");
        RuleFor(r => r.DayEndsAtHour).InclusiveBetween(0, 23).Says("A day ends at an hour from 0 (midnight) to 23.");
    }
}
