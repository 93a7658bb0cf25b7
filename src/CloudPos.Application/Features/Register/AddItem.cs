using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Rings up an item by its tile or from a search.</summary>
[Needs(Permission.Sell)]
public sealed record AddItem(RegisterId RegisterId, ProductId ProductId, Quantity Quantity) : IRequest<Result<SaleView>>;
