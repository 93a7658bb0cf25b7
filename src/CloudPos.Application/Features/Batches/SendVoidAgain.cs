using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Voids on the PIN pad what is voided here and still alive there.</summary>
/// <param name="VoidId">Made when the list is shown: a double click is the same void.</param>
[Needs(Permission.Settle)]
public sealed record SendVoidAgain(ReconciliationId Id, int Line, AttemptId VoidId) : IRequest<Result<ReconciliationView>>;

internal sealed class SendVoidAgainHandler(AppDbContext db, RequestContext context, DifferenceDesk desk, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<SendVoidAgain, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(SendVoidAgain request, CancellationToken cancel) =>
        desk.OnceAsync(request.Id, request.Line, DecisionKind.Sent, open => SendAsync(open, request, cancel), cancel, _ => db.Attempts.Any(a => a.Id == request.VoidId));

    private async Task<Result<ReconciliationView>> SendAsync(OpenDifference open, SendVoidAgain request, CancellationToken cancel)
    {
        if (open.Line is not { Difference: DifferenceKind.VoidedOnRegister, AttemptId: { } id })
            return new Refusal("difference.other", "Only what is voided here and alive on the PIN pad is voided there.");
        var original = await db.Attempts.SingleAsync(a => a.Id == id, cancel);
        var now = clock.GetUtcNow();
        db.Attempts.Add(PaymentAttempt.FollowUp(request.VoidId, AttemptKind.Void, original, original.Amount, null, null, context.Actor.Email, now));
        open.Found.Decide(open.Line, DecisionKind.Sent, "The void was sent to the PIN pad again.", context.Actor.Email, now);
        var view = await desk.SaveAsync(open, cancel);
        nudge.Give();
        return view;
    }
}
