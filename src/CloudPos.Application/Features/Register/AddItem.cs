using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Rings up an item by its tile or from a search.</summary>
[Needs(Permission.Sell)]
public sealed record AddItem(RegisterId RegisterId, ProductId ProductId, Quantity Quantity) : IRequest<Result<SaleView>>;

internal sealed class AddItemHandler(AppDbContext db, CartDesk desk) : IRequestHandler<AddItem, Result<SaleView>>
{
    public async Task<Result<SaleView>> Handle(AddItem request, CancellationToken cancel)
    {
        // the product must be the register's own merchant's, also for somebody who sees several merchants
        var product = await db.Products.AsNoTracking().Include(p => p.Taxes).SingleOrDefaultAsync(p => p.Id == request.ProductId && !p.IsArchived
            && db.Registers.Any(r => r.Id == request.RegisterId && r.MerchantId == p.MerchantId), cancel);
        return product is null
            ? new Refusal("product.unknown", "That item is not sold here any more.")
            : await desk.AddAsync(request.RegisterId, product, request.Quantity, cancel);
    }
}
