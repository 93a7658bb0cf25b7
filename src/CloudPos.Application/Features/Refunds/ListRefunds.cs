using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Refunds;

/// <summary>The refunds of a sale, oldest first; those that were given up before anything went back are left out.</summary>
[Needs(Permission.Refund)]
public sealed record ListRefunds(SaleId SaleId) : IRequest<Result<RefundList>>;

/// <summary>Refunds in their true state.</summary>
public sealed record RefundList(IReadOnlyList<RefundView> Refunds);

internal sealed class ListRefundsHandler(AppDbContext db, RefundReader reader) : IRequestHandler<ListRefunds, Result<RefundList>>
{
    public async Task<Result<RefundList>> Handle(ListRefunds request, CancellationToken cancel) => new RefundList(
        await reader.ViewsAsync(db.Refunds.Where(r => r.SaleId == request.SaleId && r.State != RefundState.Abandoned), cancel));
}
