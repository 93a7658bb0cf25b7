using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Catalog;

/// <summary>The merchant's products, found, sorted and paged on the server.</summary>
[Needs(Permission.ManageInventory)]
public sealed record ListProducts(
    string? Text, CategoryId? CategoryId, bool Archived, ProductSort Sort, bool Descending, int Skip, int Take) : IRequest<Result<ProductPage>>;

/// <summary>What the list is sorted by.</summary>
public enum ProductSort
{
    Name,
    Sku,
    CashPrice,
    Category,
}

/// <summary>A page of products and what a form needs to edit one.</summary>
public sealed record ProductPage(
    IReadOnlyList<ProductRow> Rows, int Total, IReadOnlyList<CategoryRow> Categories, IReadOnlyList<TaxRow> Taxes, Rate Markup);

/// <summary>A product in the list.</summary>
public sealed record ProductRow(
    ProductId Id, string Sku, string? Barcode, string Name, string? CategoryName, DualPrice Price, bool HasOwnCardPrice, string Taxes,
    bool IsFavourite, bool IsArchived);

/// <summary>A category to choose.</summary>
public sealed record CategoryRow(CategoryId Id, string Name);

/// <summary>A tax to choose.</summary>
public sealed record TaxRow(TaxId Id, string Name, Rate Rate);

internal sealed class ListProductsHandler(AppDbContext db, RequestContext context) : IRequestHandler<ListProducts, Result<ProductPage>>
{
    private const int TakeMax = 200;

    public async Task<Result<ProductPage>> Handle(ListProducts request, CancellationToken cancel)
    {
        var found = Find(request);
        var total = await found.CountAsync(cancel);
        var page = await Sort(found, request).Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, TakeMax))
            .Include(p => p.Taxes).AsNoTracking().ToListAsync(cancel);
        var categories = await db.Categories.AsNoTracking().OrderBy(c => c.Position).ThenBy(c => c.Name).ToListAsync(cancel);
        var taxes = await db.Taxes.AsNoTracking().OrderBy(t => t.Kind).ThenBy(t => t.Name).ToListAsync(cancel);
        var markup = await db.Merchants.Select(m => m.Markup).FirstAsync(cancel);
        return new ProductPage(
            [.. page.Select(p => Row(p, markup))], total,
            [.. categories.Select(c => new CategoryRow(c.Id, c.Name))], [.. taxes.Select(t => new TaxRow(t.Id, t.Name, t.Rate))], markup);

        ProductRow Row(Product p, Rate rate) => new(
            p.Id, p.Sku, p.Barcode, p.Name, categories.Find(c => c.Id == p.CategoryId)?.Name, p.PriceAt(rate), p.CardPrice is not null,
            string.Join(", ", taxes.Where(t => p.Taxes.Exists(own => own.TaxId == t.Id)).Select(t => t.Name)), p.IsFavourite, p.IsArchived);
    }

    private IQueryable<Product> Find(ListProducts request)
    {
        var found = db.Products.OfActorsMerchant(context).Where(p => p.IsArchived == request.Archived);
        if (request.CategoryId is { } category)
            found = found.Where(p => p.CategoryId == category);
        foreach (var word in Product.Key(request.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            found = found.Where(p => p.SearchText.Contains(word));
        return found;
    }

    private IQueryable<Product> Sort(IQueryable<Product> found, ListProducts request) => (request.Sort, request.Descending) switch
    {
        (ProductSort.Sku, false) => found.OrderBy(p => p.SkuKey),
        (ProductSort.Sku, true) => found.OrderByDescending(p => p.SkuKey),
        (ProductSort.CashPrice, false) => found.OrderBy(p => p.CashPrice.Cents).ThenBy(p => p.SkuKey),
        (ProductSort.CashPrice, true) => found.OrderByDescending(p => p.CashPrice.Cents).ThenBy(p => p.SkuKey),
        // null, not 0, where there is no category: else those mix with the first category's
        (ProductSort.Category, false) => found.OrderBy(p => db.Categories.Where(c => c.Id == p.CategoryId).Select(c => (int?)c.Position).FirstOrDefault()).ThenBy(p => p.Name).ThenBy(p => p.SkuKey),
        (ProductSort.Category, true) => found.OrderByDescending(p => db.Categories.Where(c => c.Id == p.CategoryId).Select(c => (int?)c.Position).FirstOrDefault()).ThenBy(p => p.Name).ThenBy(p => p.SkuKey),
        (_, false) => found.OrderBy(p => p.Name).ThenBy(p => p.SkuKey),
        (_, true) => found.OrderByDescending(p => p.Name).ThenBy(p => p.SkuKey),
    };
}
