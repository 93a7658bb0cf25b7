using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Sets the quantity of a line.</summary>
[Needs(Permission.Sell)]
public sealed record ChangeLine(SaleId SaleId, SaleLineId LineId, Quantity Quantity) : IRequest<Result<SaleView>>;
