using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Gives up what has not gone back: it may be asked for again. What is under way or unknown cannot be given up.</summary>
[Needs(Permission.Refund)]
public sealed record GiveUpRefundRest(RefundId RefundId) : IRequest<Result<RefundView>>;

internal sealed class GiveUpRefundRestHandler(AppDbContext db, RefundReader reader, TimeProvider clock) : IRequestHandler<GiveUpRefundRest, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(GiveUpRefundRest request, CancellationToken cancel)
    {
        var refund = await db.Refunds.Include(r => r.Lines).Include(r => r.Tenders).AsSplitQuery().SingleOrDefaultAsync(r => r.Id == request.RefundId, cancel);
        if (refund is null)
            return RefundReader.Unknown;
        if (refund is { State: RefundState.Open, OpenAttemptId: not null })
            return new Refusal("refund.running", "This refund is under way or not yet known. Wait until it is known whether the money went back.");
        if (refund.State == RefundState.Open)
        {
            var store = await db.Stores.SingleAsync(s => s.Id == refund.StoreId, cancel);
            refund.GiveUpRest(store.Clock, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear(); // it moved meanwhile: what is true now is the answer
            }
        }

        return await reader.FindAsync(request.RefundId, cancel) is { } view ? view : RefundReader.Unknown;
    }
}
