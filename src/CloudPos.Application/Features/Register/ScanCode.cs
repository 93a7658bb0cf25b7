using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Rings up what a scanner read or a cashier typed: barcode first, then SKU.</summary>
[Needs(Permission.Sell)]
public sealed record ScanCode(RegisterId RegisterId, string Code, Quantity Quantity) : IRequest<Result<SaleView>>;
