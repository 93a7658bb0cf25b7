using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

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
