using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Empties the cart, or takes the cleared cart back (undo) while the register has no other.</summary>
[Needs(Permission.Sell)]
public sealed record ClearSale(SaleId SaleId, bool Cleared) : IRequest<Result<SaleView>>;

internal sealed class ClearSaleHandler(AppDbContext db, CartDesk desk) : IRequestHandler<ClearSale, Result<SaleView>>
{
    public async Task<Result<SaleView>> Handle(ClearSale request, CancellationToken cancel)
    {
        if (!request.Cleared && await db.Sales.AnyAsync(other => other.State == SaleState.Open && other.ParkedAt == null
            && db.Sales.Any(s => s.Id == request.SaleId && s.RegisterId == other.RegisterId), cancel))
            return new Refusal("register.has.cart", "This register already has another cart. Finish it first, then take the cleared one back.");
        return await desk.ChangeAsync(request.SaleId, null, (sale, at) =>
        {
            sale.Clear(request.Cleared, at);
            return null;
        }, cancel);
    }
}
