using CloudPos.Application.Pipeline;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Sets the discount of a line, or of the whole sale where the line is null.</summary>
[Needs(Permission.Discount)]
public sealed record ApplyDiscount(SaleId SaleId, SaleLineId? LineId, Discount Discount) : IRequest<Result<SaleView>>;

internal sealed class ApplyDiscountHandler(CartDesk desk) : IRequestHandler<ApplyDiscount, Result<SaleView>>
{
    public Task<Result<SaleView>> Handle(ApplyDiscount request, CancellationToken cancel) => desk.ChangeAsync(request.SaleId, request.LineId, (sale, at) =>
    {
        if (request.LineId is { } line)
            sale.DiscountLine(line, request.Discount, at);
        else
            sale.DiscountAll(request.Discount, at);
        return request.LineId;
    }, cancel);
}
