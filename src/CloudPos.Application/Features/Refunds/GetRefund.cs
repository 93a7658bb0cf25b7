using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Refunds;

/// <summary>A refund in its true state.</summary>
[Needs(Permission.Refund)]
public sealed record GetRefund(RefundId RefundId) : IRequest<Result<RefundView>>;

internal sealed class GetRefundHandler(RefundReader reader) : IRequestHandler<GetRefund, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(GetRefund request, CancellationToken cancel) =>
        await reader.FindAsync(request.RefundId, cancel) is { } view ? view : RefundReader.Unknown;
}
