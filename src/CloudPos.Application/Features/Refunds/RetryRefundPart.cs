using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>How a part that did not go back goes on.</summary>
public enum RefundRetry
{
    /// <summary>The same again: under the same RefId where it is proven not to have begun, else anew.</summary>
    SameAgain = 0,

    /// <summary>A return in place of a void that did not happen: the card is presented.</summary>
    Return = 1,

    /// <summary>Out of the drawer; needs approval.</summary>
    Cash = 2,
}

/// <summary>A part that is proven not to have gone back goes out again, or another way.</summary>
/// <param name="Failed">The attempt that failed, as the screen shows it: a second press meets another one and does nothing.</param>
[Needs(Permission.Refund)]
public sealed record RetryRefundPart(RefundId RefundId, AttemptId Failed, RefundRetry How, Approval? Approval = null) : IRequest<Result<RefundView>>;

internal sealed class RetryRefundPartHandler(
    AppDbContext db, RequestContext context, RefundParts parts, RefundReader reader, ApproveHere approve, TerminalLeases leases, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<RetryRefundPart, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(RetryRefundPart request, CancellationToken cancel)
    {
        var owner = await db.Refunds.Where(r => r.Id == request.RefundId).Select(r => new { r.MerchantId, r.StoreId }).SingleOrDefaultAsync(cancel);
        if (owner is null)
            return RefundReader.Unknown;
        string? approver = null;
        if (request.How == RefundRetry.Cash)
        {
            var approved = await approve.AskAsync(request.Approval, Permission.ApproveRefund, owner.MerchantId, owner.StoreId);
            if (approved.Value is null)
                return approved.Refusal!;
            approver = approved.Value;
        }

        var refund = await db.Refunds.Include(r => r.Lines).Include(r => r.Tenders).AsSplitQuery().SingleAsync(r => r.Id == request.RefundId, cancel);
        var failed = await db.Attempts.Include(a => a.Entries).SingleOrDefaultAsync(a => a.Id == request.Failed && a.RefundId == refund.Id, cancel);
        if (failed is not null && refund is { State: RefundState.Open, OpenAttemptId: null } && !failed.IsOpen && !failed.IsCharged
            && refund.Tenders.Find(t => t.AttemptId == failed.Id) is { IsWanted: true } part)
        {
            var (tender, charge) = await parts.OriginalAsync(part, cancel);
            if (await RefuseAsync(refund, charge, request.How, cancel) is { } refusal)
                return refusal;
            if (tender is not null)
                refund.CapTip(part.Id, tender.Tip);
            await GoOnAsync(refund, part, failed, request.How, approver, cancel);
            try
            {
                // cash leaves the drawer of the shift that is open now
                var needsShift = request.How == RefundRetry.Cash && await db.Stores.AnyAsync(s => s.Id == refund.StoreId && s.UsesShifts, cancel);
                if (!await ShiftGate.SaveAsync(db, refund.RegisterId, needsShift, cancel))
                    return ShiftRefusals.Closed;
                nudge.Give();
            }
            catch (DbUpdateException moved) when (moved is DbUpdateConcurrencyException || UniqueViolation.Is(moved))
            {
                db.ChangeTracker.Clear(); // another tab, or a late answer, was first: what is true now is the answer
            }
        }

        return await reader.FindAsync(request.RefundId, cancel) is { } view ? view : RefundReader.Unknown;
    }

    private async Task<Refusal?> RefuseAsync(Refund refund, PaymentAttempt? charge, RefundRetry how, CancellationToken cancel)
    {
        if (charge is { State: AttemptState.Voided })
            return new Refusal("tender.voided", "This payment has been voided meanwhile: the money is back already. Give up the rest of this refund.");
        if (how == RefundRetry.Cash && charge is { Method: PayMethod.EbtFood })
            return RefundPlan.FoodBenefits;
        return how == RefundRetry.Return && await parts.TerminalOfAsync(refund.RegisterId, refund.StoreId, cancel) is null ? RefundDesk.NoTerminal : null;
    }

    private async Task GoOnAsync(Refund refund, RefundTender part, PaymentAttempt failed, RefundRetry how, string? approver, CancellationToken cancel)
    {
        var (now, by) = (clock.GetUtcNow(), context.Actor.Email);
        switch (how)
        {
            case RefundRetry.SameAgain when failed.CanSendAgain && part.IsAskedBy(failed):
                await leases.SendAgainAsync(failed, by, now, cancel);
                refund.BeginAttempt(part.Id, failed.Id, now);
                break;
            case RefundRetry.SameAgain:
                await parts.StartAsync(refund, part, mayVoid: failed.Kind == AttemptKind.Void, by, now, cancel);
                break;
            case RefundRetry.Return:
                await parts.StartAsync(refund, part, mayVoid: false, by, now, cancel);
                break;
            case RefundRetry.Cash:
                var store = await db.Stores.SingleAsync(s => s.Id == refund.StoreId, cancel);
                refund.TurnTo(part.Id, TenderKind.Cash, PayMethod.Cash, now);
                refund.ApproveBy(approver!, now);
                refund.PayOut(part.Id, store.Clock, now);
                if (refund.SaleId is { } id)
                    (await db.Sales.SingleAsync(s => s.Id == id, cancel)).NoteRefund(part.GivenBack, part.Tip);
                await parts.StartNextAsync(refund, store.Clock, by, now, cancel);
                break;
        }
    }
}
