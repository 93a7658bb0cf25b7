using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Books cash that goes into the drawer, out of it, or from it to the safe; or that the drawer was opened and nothing moved.</summary>
/// <remarks>The id is made when the screen opens: a double click is the same movement.</remarks>
[Needs(Permission.RunShift)]
public sealed record MoveCash(CashMovementId MovementId, ShiftId ShiftId, CashMovementKind Kind, Money Amount, string Reason) : IRequest<Result<CashMoved>>;

internal sealed class MoveCashHandler(AppDbContext db, ShiftReader shifts, RequestContext context, TimeProvider clock)
    : IRequestHandler<MoveCash, Result<CashMoved>>
{
    public Task<Result<CashMoved>> Handle(MoveCash request, CancellationToken cancel) => Once.DoAsync(() => FindAsync(request, cancel), () => MoveAsync(request, cancel));

    private async Task<Result<CashMoved>> MoveAsync(MoveCash request, CancellationToken cancel)
    {
        if (await db.Shifts.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.ShiftId, cancel) is not { } shift)
            return ShiftRefusals.Unknown;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await ShiftGate.EnterAsync(db, shift.RegisterId, cancel) != shift.Id)
            return ShiftRefusals.Ended;
        if (request.Kind is CashMovementKind.Out or CashMovementKind.Drop && request.Amount > (await shifts.CashAsync(shift, cancel)).Expected)
            return new Refusal("cash.too.much",
                $"{MoneyText.Show(request.Amount)} is more than the drawer can hold. Nothing was booked. Look at the amount again.");
        var movement = new CashMovement(request.MovementId, shift, request.Kind, request.Amount, request.Reason, context.Actor.Email, clock.GetUtcNow());
        db.CashMovements.Add(movement);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (UniqueViolation.Is(failure))
        {
            return ShiftRefusals.Ended;
        }

        await transaction.CommitAsync(cancel);
        return View(movement);
    }

    private async Task<CashMoved?> FindAsync(MoveCash request, CancellationToken cancel) =>
        await db.CashMovements.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MovementId && m.ShiftId == request.ShiftId, cancel) is { } movement
            ? View(movement) : null;

    private static CashMoved View(CashMovement movement) => new(movement.Id, movement.Kind, movement.Amount, movement.Reason);
}

internal sealed class MoveCashValidator : AbstractValidator<MoveCash>
{
    public MoveCashValidator()
    {
        RuleFor(r => r.Kind).IsInEnum().Says("Choose cash in, cash out, drop to the safe or no sale.");
        RuleFor(r => r.Amount).Must((r, a) => CashMovement.IsAmountOf(r.Kind, a))
            .Says("Type an amount above 0.00; where the drawer is only opened there is none.");
        RuleFor(r => r.Amount).Must(a => a <= Product.PriceMax).Says($"That is more than {MoneyText.Show(Product.PriceMax)}. Look at the amount again.");
        RuleFor(r => r.Reason).Must(r => !string.IsNullOrWhiteSpace(r) && r.Trim().Length <= Shift.ReasonLengthMax)
            .Says("Say what it is for, in 1 to 200 characters.");
    }
}
