using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Catalog;

/// <summary>Adds a product, or changes one. A category is named; a new name makes a new category.</summary>
/// <remarks><paramref name="Version"/> is null for a new product, else the version that the form was filled from.</remarks>
[Needs(Permission.ManageInventory)]
public sealed record SaveProduct(
    ProductId Id, int? Version, string Sku, string? Barcode, string Name, string? Category, Money CashPrice, Money? CardPrice, string Unit,
    string? Description, bool IsFavourite, IReadOnlyList<TaxId> Taxes) : IRequest<Result<ProductDetail>>;
