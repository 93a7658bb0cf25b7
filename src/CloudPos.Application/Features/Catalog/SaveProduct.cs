using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Catalog;

/// <summary>Adds a product, or changes one. A category is named; a new name makes a new category.</summary>
/// <param name="Traits">Null leaves them as they are.</param>
/// <remarks><paramref name="Version"/> is null for a new product, else the version that the form was filled from.</remarks>
[Needs(Permission.ManageInventory)]
public sealed record SaveProduct(
    ProductId Id, int? Version, string Sku, string? Barcode, string Name, string? Category, Money CashPrice, Money? CardPrice, string Unit,
    string? Description, bool IsFavourite, IReadOnlyList<TaxId> Taxes, ProductTraits? Traits = null) : IRequest<Result<ProductDetail>>
{
    /// <summary>What is wrong at first sight, per field: a form with a price that cannot be read says the rest in the same round.</summary>
    public IReadOnlyDictionary<string, string> Problems() => new SaveProductValidator().Fields(this);
}

internal sealed class SaveProductValidator : AbstractValidator<SaveProduct>
{
    public SaveProductValidator()
    {
        RuleFor(r => r.Sku).Must(sku => ProductRules.Sku(sku) is null).Says(ProductRules.SkuWords);
        RuleFor(r => r.Barcode).Must(code => ProductRules.Barcode(code) is null).WithMessage(r => ProductRules.Barcode(r.Barcode) ?? "");
        RuleFor(r => r.Name).Must(name => ProductRules.Name(name) is null).Says(ProductRules.NameWords);
        RuleFor(r => r.Category).Must(c => (c?.Trim().Length ?? 0) <= ProductRules.CategoryLengthMax).Says(ProductRules.CategoryWords);
        RuleFor(r => r.CashPrice).Must(p => !p.IsNegative && p <= Product.PriceMax).Says(ProductRules.AboveMost("Cash Price"));
        RuleFor(r => r.CardPrice).Must(p => p is null || p.Value <= Product.PriceMax).Says(ProductRules.AboveMost("Card Price"));
        RuleFor(r => r.CardPrice).Must((r, card) => card is null || card.Value >= r.CashPrice)
            .WithMessage(r => ProductRules.CardBelowCash(r.CashPrice, r.CardPrice ?? Money.Zero));
        RuleFor(r => r.Unit).Must(unit => ProductRules.Unit(unit) is null).Says(ProductRules.UnitWords);
        RuleFor(r => r.Traits).Must(t => ProductRules.CommodityCode(t?.CommodityCode) is null).Says(ProductRules.CommodityCodeWords);
        RuleFor(r => r.Description).Must(d => (d?.Trim().Length ?? 0) <= Product.DescriptionLengthMax).Says(ProductRules.DescriptionWords);
    }
}

internal sealed class SaveProductHandler(AppDbContext db, RequestContext context) : IRequestHandler<SaveProduct, Result<ProductDetail>>
{
    internal static readonly Refusal Moved = new("product.moved",
        "Somebody else has just changed this product. What you typed is still here; open the product again to see the change.");

    public Task<Result<ProductDetail>> Handle(SaveProduct request, CancellationToken cancel) => WriteAsync(request, isSecondTry: false, cancel);

    private async Task<Result<ProductDetail>> WriteAsync(SaveProduct request, bool isSecondTry, CancellationToken cancel)
    {
        if (context.Actor.MerchantId is not { } merchant)
            return new Refusal("merchant.none", "Products belong to a merchant. Sign in as one of the merchant's people.");
        var product = await db.Products.Include(p => p.Taxes).SingleOrDefaultAsync(p => p.Id == request.Id, cancel);
        if (product is null)
        {
            if (request.Version is not null)
                return GetProductHandler.Unknown;
            product = new Product(request.Id, context.Actor.IsoId, merchant, request.Sku.Trim());
            db.Products.Add(product);
        }
        else if (request.Version is { } version && version != product.Version)
        {
            return Moved;
        }

        if (ProductRules.CardByMarkup(request.CashPrice, request.CardPrice, await db.Merchants.Select(m => m.Markup).FirstAsync(cancel)) is { } tooDear)
            return OnField("price.too.large", nameof(SaveProduct.CashPrice), tooDear);
        if (await TakenAsync(request, cancel) is { } refusal)
            return refusal;
        var known = await db.Taxes.Select(t => t.Id).ToListAsync(cancel);
        var category = await new CategoryNames(db, context.Actor.IsoId, merchant).FindOrAddAsync(request.Category, cancel);
        product.Describe(request.Sku.Trim(), Text(request.Barcode), request.Name.Trim(), category, request.CashPrice, request.CardPrice,
            request.Unit.Trim().ToUpperInvariant(), Text(request.Description), request.IsFavourite, request.Taxes.Where(known.Contains));
        if (request.Traits is { } traits && traits != product.Traits)
            product.SetTraits(traits with { CommodityCode = Text(traits.CommodityCode)?.ToUpperInvariant() });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Moved;
        }
        catch (DbUpdateException failure) when (UniqueViolation.Is(failure))
        {
            if (isSecondTry)
                return SkuTaken(request.Sku);
            // somebody made the same SKU, or only the same new category: the second look tells which
            db.ChangeTracker.Clear();
            return await WriteAsync(request, isSecondTry: true, cancel);
        }

        return await GetProductHandler.DetailAsync(db, product, cancel);
    }

    private async Task<Refusal?> TakenAsync(SaveProduct request, CancellationToken cancel)
    {
        var key = Product.Key(request.Sku);
        if (await db.Products.OfActorsMerchant(context).AnyAsync(p => p.Id != request.Id && p.SkuKey == key, cancel))
            return SkuTaken(request.Sku);
        if (Text(request.Barcode) is not { } barcode)
            return null;
        var other = await db.Products.OfActorsMerchant(context).Where(p => p.Id != request.Id && p.Barcode == barcode).Select(p => p.Name).FirstOrDefaultAsync(cancel);
        return other is null ? null : OnField("barcode.taken", nameof(SaveProduct.Barcode), $"This barcode is already on \"{other}\". A scan must find one item.");
    }

    private static Refusal SkuTaken(string sku) =>
        OnField("sku.taken", nameof(SaveProduct.Sku), $"The SKU {sku.Trim()} is already used by another product (perhaps an archived one).");

    private static Refusal OnField(string code, string field, string words) => new(code, words, new Dictionary<string, string> { [field] = words });

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Finds a merchant's categories by name, whatever the case, and makes new ones at the end.</summary>
internal sealed class CategoryNames(AppDbContext db, IsoId iso, MerchantId merchant)
{
    private Dictionary<string, Category>? _known;

    public async Task<CategoryId?> FindOrAddAsync(string? name, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        _known ??= (await db.Categories.ToListAsync(cancel)).GroupBy(c => Product.Key(c.Name)).ToDictionary(g => g.Key, g => g.First());
        if (_known.TryGetValue(Product.Key(name), out var category))
            return category.Id;
        category = new Category(CategoryId.New(), iso, merchant, name.Trim(), _known.Count == 0 ? 0 : _known.Values.Max(c => c.Position) + 1);
        db.Categories.Add(category);
        _known[Product.Key(name)] = category;
        return category.Id;
    }
}
