using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Takes a line out of the cart, or puts it back (undo).</summary>
[Needs(Permission.Sell)]
public sealed record RemoveLine(SaleId SaleId, SaleLineId LineId, bool Removed) : IRequest<Result<SaleView>>;

internal sealed class RemoveLineHandler(CartDesk desk) : IRequestHandler<RemoveLine, Result<SaleView>>
{
    public Task<Result<SaleView>> Handle(RemoveLine request, CancellationToken cancel) => desk.ChangeAsync(request.SaleId, request.LineId, (sale, at) =>
    {
        sale.Remove(request.LineId, request.Removed, at);
        return request.Removed ? null : request.LineId;
    }, cancel);
}
