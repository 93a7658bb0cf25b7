using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Sets the quantity of a line.</summary>
[Needs(Permission.Sell)]
public sealed record ChangeLine(SaleId SaleId, SaleLineId LineId, Quantity Quantity) : IRequest<Result<SaleView>>;

internal sealed class ChangeLineHandler(CartDesk desk) : IRequestHandler<ChangeLine, Result<SaleView>>
{
    public Task<Result<SaleView>> Handle(ChangeLine request, CancellationToken cancel) => desk.ChangeAsync(request.SaleId, request.LineId, (sale, at) =>
    {
        sale.Change(request.LineId, request.Quantity, at);
        return request.LineId;
    }, cancel);
}
