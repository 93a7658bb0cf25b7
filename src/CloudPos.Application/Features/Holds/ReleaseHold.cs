using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Holds;

/// <summary>Lets go of a hold: a void of it, so that the customer has the amount back at once.</summary>
/// <param name="Id">Made when the button is shown: a double click releases once.</param>
[Needs(Permission.AdjustTips)]
public sealed record ReleaseHold(AttemptId HoldId, AttemptId Id) : IRequest<Result<FollowUpBegun>>;

internal sealed class ReleaseHoldHandler(FollowUpDesk desk, TimeProvider clock) : IRequestHandler<ReleaseHold, Result<FollowUpBegun>>
{
    public Task<Result<FollowUpBegun>> Handle(ReleaseHold request, CancellationToken cancel) => desk.OnceAsync(
        request.Id, a => a.OriginalId == request.HoldId && a.Kind == AttemptKind.Void, () => ReleaseAsync(request, cancel), cancel);

    private async Task<Result<FollowUpBegun>> ReleaseAsync(ReleaseHold request, CancellationToken cancel)
    {
        if (await desk.FindAsync(request.HoldId, cancel) is not { } hold)
            return FollowUpDesk.Unknown;
        if (!hold.CanCapture)
            return new Refusal("hold.gone", "This hold is captured or released already. Nothing was sent.");
        if (await desk.BusyAsync(hold.Id, cancel) is { } busy)
            return busy;
        var attempt = PaymentAttempt.FollowUp(request.Id, AttemptKind.Void, hold, hold.BaseAmount, null, null, desk.User, clock.GetUtcNow());
        return await desk.SaveAsync(hold, attempt, cancel);
    }
}
