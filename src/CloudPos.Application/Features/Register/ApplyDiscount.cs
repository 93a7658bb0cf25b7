using CloudPos.Application.Pipeline;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Sets the discount of a line, or of the whole sale where the line is null.</summary>
[Needs(Permission.Discount)]
public sealed record ApplyDiscount(SaleId SaleId, SaleLineId? LineId, Discount Discount) : IRequest<Result<SaleView>>;
