using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Asks Status of a refund that is not known now, instead of at the planned time.</summary>
[Needs(Permission.Refund)]
public sealed record CheckRefundNow(RefundId RefundId) : IRequest<Result<RefundView>>;

internal sealed class CheckRefundNowHandler(AppDbContext db, CheckNowHandler check, RefundReader reader) : IRequestHandler<CheckRefundNow, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(CheckRefundNow request, CancellationToken cancel)
    {
        var open = await db.Refunds.Where(r => r.Id == request.RefundId).Select(r => r.OpenAttemptId).SingleOrDefaultAsync(cancel);
        if (open is { } id)
            await check.Handle(new CheckNow(id), cancel);
        return await reader.FindAsync(request.RefundId, cancel) is { } view ? view : RefundReader.Unknown;
    }
}
