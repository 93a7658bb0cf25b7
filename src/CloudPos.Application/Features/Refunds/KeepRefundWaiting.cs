using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Takes the wish to stop a refund back: the customer goes on at the PIN pad.</summary>
[Needs(Permission.Refund)]
public sealed record KeepRefundWaiting(RefundId RefundId) : IRequest<Result<RefundView>>;

internal sealed class KeepRefundWaitingHandler(AppDbContext db, KeepWaitingHandler keep, RefundReader reader)
    : IRequestHandler<KeepRefundWaiting, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(KeepRefundWaiting request, CancellationToken cancel)
    {
        var open = await db.Refunds.Where(r => r.Id == request.RefundId).Select(r => r.OpenAttemptId).SingleOrDefaultAsync(cancel);
        if (open is { } id)
            await keep.Handle(new KeepWaiting(id), cancel); // the rules are those of any card payment
        return await reader.FindAsync(request.RefundId, cancel) is { } view ? view : RefundReader.Unknown;
    }
}
