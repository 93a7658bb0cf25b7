using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Catalog;

/// <summary>A product as its form shows it.</summary>
[Needs(Permission.ManageInventory)]
public sealed record GetProduct(ProductId Id) : IRequest<Result<ProductDetail>>;

/// <summary>All that a person can change of a product.</summary>
public sealed record ProductDetail(
    ProductId Id, int Version, string Sku, string? Barcode, string Name, string? Category, Money CashPrice, Money? CardPrice, string Unit,
    string? Description, bool IsFavourite, bool IsArchived, IReadOnlyList<TaxId> Taxes);
