using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Empties the cart, or takes the cleared cart back (undo) while the register has no other.</summary>
[Needs(Permission.Sell)]
public sealed record ClearSale(SaleId SaleId, bool Cleared) : IRequest<Result<SaleView>>;
