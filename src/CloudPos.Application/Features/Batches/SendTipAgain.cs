using CloudPos.Application.Data;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Sets the tip on the PIN pad to what the books say.</summary>
/// <param name="TipId">Made when the list is shown: a double click is the same tip.</param>
[Needs(Permission.Settle)]
public sealed record SendTipAgain(ReconciliationId Id, int Line, AttemptId TipId) : IRequest<Result<ReconciliationView>>;

internal sealed class SendTipAgainHandler(AppDbContext db, RequestContext context, DifferenceDesk desk, FollowUpDesk followUps, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<SendTipAgain, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(SendTipAgain request, CancellationToken cancel) =>
        desk.OnceAsync(request.Id, request.Line, DecisionKind.Sent, open => SendAsync(open, request, cancel), cancel, _ => db.Attempts.Any(a => a.Id == request.TipId));

    private async Task<Result<ReconciliationView>> SendAsync(OpenDifference open, SendTipAgain request, CancellationToken cancel)
    {
        if (open.Line is not { Difference: DifferenceKind.Tip, AttemptId: { } id })
            return new Refusal("difference.other", "Only another tip is set on the PIN pad like this.");
        var charge = await db.Attempts.SingleAsync(a => a.Id == id, cancel);
        if (!charge.CanAdjustTip)
            return DifferenceDesk.PaymentMoved;
        if (!TipRules.TakesTip(charge))
            return new Refusal("tip.debit", "Debit takes no tip afterwards, so the PIN pad would refuse. Book its tip instead, or mark the line with a reason.");
        if (await followUps.BusyAsync(id, cancel) is { } busy)
            return busy;
        var (tip, now) = (charge.Tip ?? Money.Zero, clock.GetUtcNow());
        charge.NoteFollowUp();
        db.Attempts.Add(PaymentAttempt.FollowUp(request.TipId, AttemptKind.TipAdjust, charge, charge.BaseAmount, tip, null, context.Actor.Email, now));
        open.Found.Decide(open.Line, DecisionKind.Sent, $"The tip of {MoneyText.Show(tip)} was sent to the PIN pad.", context.Actor.Email, now);
        var view = await desk.SaveAsync(open, cancel);
        if (!view.IsRefused)
            nudge.Give();
        return view;
    }
}
