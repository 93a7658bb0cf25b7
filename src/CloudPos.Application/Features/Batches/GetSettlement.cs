using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Batches;
using MediatR;

namespace CloudPos.Application.Features.Batches;

/// <summary>A settlement in its true state.</summary>
[Needs(Permission.Settle)]
public sealed record GetSettlement(SettlementId Id) : IRequest<Result<SettlementView>>;

internal sealed class GetSettlementHandler(SettlementReader settlements) : IRequestHandler<GetSettlement, Result<SettlementView>>
{
    public async Task<Result<SettlementView>> Handle(GetSettlement request, CancellationToken cancel) =>
        await settlements.FindAsync(request.Id, cancel) is { } view ? view : new Refusal("settlement.unknown", "That settlement does not exist.");
}
