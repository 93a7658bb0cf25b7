using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Refunds;

/// <summary>The refunds of a register that are not done: left open, set aside while unknown, or failed in part.</summary>
[Needs(Permission.Refund)]
public sealed record ListOpenRefunds(RegisterId RegisterId) : IRequest<Result<RefundList>>;

internal sealed class ListOpenRefundsHandler(AppDbContext db, RefundReader reader) : IRequestHandler<ListOpenRefunds, Result<RefundList>>
{
    public async Task<Result<RefundList>> Handle(ListOpenRefunds request, CancellationToken cancel) => new RefundList(
        await reader.ViewsAsync(db.Refunds.Where(r => r.RegisterId == request.RegisterId && r.State == RefundState.Open), cancel));
}
