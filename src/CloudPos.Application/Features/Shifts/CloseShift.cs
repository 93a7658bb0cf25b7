using CloudPos.Application.Data;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Closes a shift with a count that is on record, and stores its Z report. The same close again gives the same report.</summary>
/// <param name="Expected">What the screen said should be there; where it is something else by now, nothing is closed.</param>
/// <param name="Left">Stays in the drawer; the rest goes to the safe.</param>
[Needs(Permission.RunShift)]
public sealed record CloseShift(ShiftId ShiftId, CashCountId CountId, Money Expected, Money Left, string? Reason, Approval? Approval)
    : IRequest<Result<ShiftReport>>;

internal sealed class CloseShiftHandler(AppDbContext db, ShiftReader shifts, ApproveHere approve, RequestContext context, TimeProvider clock)
    : IRequestHandler<CloseShift, Result<ShiftReport>>
{
    /// <summary>A late answer of a PIN pad may change a sale that is being adopted; it does so once.</summary>
    private const int TriesMax = 3;

    private static readonly Refusal Moved = new("shift.moved",
        "Cash has come in or gone out since the drawer was counted. Nothing was closed. Count the drawer again.");

    public async Task<Result<ShiftReport>> Handle(CloseShift request, CancellationToken cancel)
    {
        if (await db.Shifts.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.ShiftId, cancel) is not { } shift)
            return ShiftRefusals.Unknown;
        if (!shift.IsOpen)
            return await shifts.ReadAsync(shift.Id, cancel);
        if (await db.CashCounts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CountId && c.ShiftId == shift.Id && !c.IsOpening, cancel) is not { } count)
            return new Refusal("count.unknown", "That count is not on record. Count the drawer, then close.");
        var allowed = await db.Stores.Where(s => s.Id == shift.StoreId).Select(s => s.DifferenceAllowed).SingleAsync(cancel);
        if (Refuse(request, count, allowed) is { } refusal)
            return refusal;
        var approval = await ApprovalAsync(request, shift, count, allowed);
        if (approval.Refusal is { } unsigned)
            return unsigned;
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await CloseAsync(request, shift.RegisterId, count.Total, allowed, approval.Value, cancel) is { } changed)
                    return changed;
                return await shifts.ReadAsync(shift.Id, cancel);
            }
            catch (DbUpdateConcurrencyException) when (tries < TriesMax)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private static Refusal? Refuse(CloseShift request, CashCount count, Money allowed)
    {
        if (request.Left.IsNegative || request.Left > count.Total)
            return new Refusal("left.invalid", $"At most the {MoneyText.Show(count.Total)} that was counted can stay in the drawer.");
        var difference = count.Total - request.Expected;
        if (!difference.IsZero && string.IsNullOrWhiteSpace(request.Reason))
            return new Refusal("reason.missing", "The drawer is over or short. Say why, as far as you know, then close.");
        return Shift.NeedsApproval(difference, allowed) && request.Approval is null
            ? new Refusal("approval.needed", $"A difference of more than {MoneyText.Show(allowed)} needs a manager. Ask one to sign here.")
            : null;
    }

    /// <summary>Who approved; no name where nobody has to.</summary>
    private async Task<Result<string?>> ApprovalAsync(CloseShift request, Shift shift, CashCount count, Money allowed)
    {
        if (request.Approval is not { } typed || !Shift.NeedsApproval(count.Total - request.Expected, allowed))
            return (string?)null;
        var signed = await approve.SignAsync(typed, Permission.ApproveDifference, shift.MerchantId, shift.StoreId);
        return signed.Refusal is { } refusal ? refusal : signed.Value;
    }

    /// <summary>One short transaction: the shift is locked first, then everything in it is added up and stored. Null where it is closed.</summary>
    private async Task<Refusal?> CloseAsync(CloseShift request, RegisterId register, Money counted, Money allowed, string? approvedBy, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await ShiftGate.EnterAsync(db, register, cancel) != request.ShiftId)
            return null; // another tab has just closed it: its report is the answer
        var shift = await db.Shifts.SingleAsync(s => s.Id == request.ShiftId, cancel);
        await ShiftGate.AdoptAsync(db, shift, cancel);
        await db.SaveChangesAsync(cancel);
        var cash = await shifts.CashAsync(shift, cancel);
        if (cash.Expected != request.Expected)
            return Moved;
        var figures = await shifts.FiguresAsync(shift.Id, cancel);
        var number = await ShiftGate.NextZAsync(db, shift, cancel);
        shift.Close(cash, counted, request.Left, new CloseDecision(request.Reason, approvedBy), allowed, number,
            context.Actor.Email, clock.GetUtcNow());
        db.ZReports.Add(new ZReport(shift, figures));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}

internal sealed class CloseShiftValidator : AbstractValidator<CloseShift>
{
    public CloseShiftValidator() => RuleFor(r => r.Reason)
        .Must(r => r is null || r.Trim().Length <= Shift.ReasonLengthMax).Says("A reason has at most 200 characters.");
}
