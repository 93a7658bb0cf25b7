using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Catalog;

/// <summary>A product as its form shows it.</summary>
[Needs(Permission.ManageInventory)]
public sealed record GetProduct(ProductId Id) : IRequest<Result<ProductDetail>>;

/// <summary>All that a person can change of a product.</summary>
public sealed record ProductDetail(
    ProductId Id, int Version, string Sku, string? Barcode, string Name, string? Category, Money CashPrice, Money? CardPrice, string Unit,
    string? Description, bool IsFavourite, bool IsArchived, IReadOnlyList<TaxId> Taxes, ProductTraits Traits);

internal sealed class GetProductHandler(AppDbContext db) : IRequestHandler<GetProduct, Result<ProductDetail>>
{
    internal static readonly Refusal Unknown = new("product.unknown", "That product does not exist.");

    public async Task<Result<ProductDetail>> Handle(GetProduct request, CancellationToken cancel)
    {
        var product = await db.Products.AsNoTracking().Include(p => p.Taxes).SingleOrDefaultAsync(p => p.Id == request.Id, cancel);
        return product is null ? Unknown : await DetailAsync(db, product, cancel);
    }

    internal static async Task<ProductDetail> DetailAsync(AppDbContext db, Product p, CancellationToken cancel) => new(
        p.Id, p.Version, p.Sku, p.Barcode, p.Name,
        await db.Categories.Where(c => c.Id == p.CategoryId).Select(c => c.Name).SingleOrDefaultAsync(cancel),
        p.CashPrice, p.CardPrice, p.Unit, p.Description, p.IsFavourite, p.IsArchived, [.. p.Taxes.Select(t => t.TaxId)], p.Traits);
}
