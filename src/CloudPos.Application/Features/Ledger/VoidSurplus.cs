using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>Gives a charge back that was one too many: by a void, or by a return once its batch is settled.</summary>
/// <param name="Id">Made when the button is shown: a double click gives it back once.</param>
[Needs(Permission.ManagePayments)]
public sealed record VoidSurplus(AttemptId AttemptId, AttemptId Id) : IRequest<Result<FollowUpBegun>>;

internal sealed class VoidSurplusHandler(AppDbContext db, FollowUpDesk desk, TerminalLeases leases, TimeProvider clock) : IRequestHandler<VoidSurplus, Result<FollowUpBegun>>
{
    public Task<Result<FollowUpBegun>> Handle(VoidSurplus request, CancellationToken cancel) => desk.OnceAsync(
        request.Id, a => a.OriginalId == request.AttemptId && (a.Kind == AttemptKind.Void || a.Kind == AttemptKind.Return),
        () => VoidAsync(request, cancel), cancel);

    private async Task<Result<FollowUpBegun>> VoidAsync(VoidSurplus request, CancellationToken cancel)
    {
        if (await desk.FindAsync(request.AttemptId, cancel) is not { } surplus)
            return FollowUpDesk.Unknown;
        if (surplus.ToVoidSince is null || !surplus.IsCharged)
            return new Refusal("surplus.none", "This payment is not one too many any more. Nothing was sent.");
        if (await desk.BusyAsync(surplus.Id, cancel) is { } busy)
            return busy;
        var now = clock.GetUtcNow();
        var attempt = surplus.CanVoid && !await WasSettledAsync(db, surplus.Id, cancel)
            ? PaymentAttempt.FollowUp(request.Id, AttemptKind.Void, surplus, surplus.BaseAmount, null, null, desk.User, now)
            : await ReturnAsync(request.Id, surplus, now, cancel);
        return await desk.SaveAsync(surplus, attempt, cancel);
    }

    /// <summary>The PIN pad did not find it for a void: it is out of the open batch, whatever the books say.</summary>
    internal static async Task<bool> WasSettledAsync(AppDbContext db, AttemptId surplus, CancellationToken cancel)
    {
        var last = await db.Attempts.AsNoTracking().Where(a => a.OriginalId == surplus && (a.Kind == AttemptKind.Void || a.Kind == AttemptKind.Return))
            .OrderByDescending(a => a.CreatedAt).Select(a => new { a.Kind, a.State, a.Reason }).FirstOrDefaultAsync(cancel);
        return last is { Kind: AttemptKind.Return } or { State: AttemptState.NotStarted, Reason: AttemptReason.NotFound };
    }

    /// <summary>All that was charged, cash back included.</summary>
    private async Task<PaymentAttempt> ReturnAsync(AttemptId id, PaymentAttempt surplus, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = new AttemptPlan(AttemptKind.Return, surplus.MethodUsed, surplus.PricedAt, surplus.Charged ?? surplus.Asked, surplus, surplus.SaleId, OriginalId: surplus.Id);
        return await db.ReturnAgainAsync(leases, surplus.Id, plan.Amount, desk.User, now, cancel)
            ?? PaymentAttempt.Of(id, plan, surplus.TerminalId, Guid.CreateVersion7().ToString("N"), desk.User, now);
    }
}
