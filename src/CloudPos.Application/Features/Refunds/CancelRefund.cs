using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Asks a refund to stop: at once while queued; on the PIN pad only the customer's red key decides.</summary>
[Needs(Permission.Refund)]
public sealed record CancelRefund(RefundId RefundId) : IRequest<Result<RefundView>>;

internal sealed class CancelRefundHandler(AppDbContext db, CancelCardPaymentHandler stop, RefundReader reader)
    : IRequestHandler<CancelRefund, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(CancelRefund request, CancellationToken cancel)
    {
        var open = await db.Refunds.Where(r => r.Id == request.RefundId).Select(r => r.OpenAttemptId).SingleOrDefaultAsync(cancel);
        if (open is { } id)
            await stop.Handle(new CancelCardPayment(id), cancel); // the rules are those of any card payment
        return await reader.FindAsync(request.RefundId, cancel) is { } view ? view : RefundReader.Unknown;
    }
}
