using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Catalog;

/// <summary>Something a merchant sells.</summary>
/// <remarks>The SKU is unique within the merchant, whatever its case; so is a barcode. An archived product is not sold and keeps its history.</remarks>
public sealed class Product(ProductId id, IsoId isoId, MerchantId merchantId, string sku) : IMerchantOwned
{
    public const int SkuLengthMax = 40;
    public const int BarcodeLengthMax = 40;
    public const int NameLengthMax = 200;
    public const int DescriptionLengthMax = 400;
    public const int UnitLengthMax = 8;

    /// <summary>The dearest thing that one can sell: the most that a SPIn Amount holds is 9,999,999.99.</summary>
    public static readonly Money PriceMax = new(999_999_999);

    public ProductId Id { get; private set; } = id;

    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    public string Sku { get; private set; } = sku;

    /// <summary>The SKU in upper case: what uniqueness and look-up go by.</summary>
    public string SkuKey { get; private set; } = Key(sku);

    public string? Barcode { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Name, SKU and barcode in upper case: what a search looks through.</summary>
    public string SearchText { get; private set; } = "";

    public CategoryId? CategoryId { get; private set; }

    public Money CashPrice { get; private set; }

    /// <summary>The product's own Card Price; where it has none, the merchant's mark-up makes it.</summary>
    public Money? CardPrice { get; private set; }

    /// <summary>Unit of measure as the PIN pad wants it, e.g. <c>ITM</c>.</summary>
    public string Unit { get; private set; } = "ITM";

    public string? Description { get; private set; }

    /// <summary>On the till's first page.</summary>
    public bool IsFavourite { get; private set; }

    public bool IsArchived { get; private set; }

    public bool IsEbtFood { get; private set; }

    public HealthKind Health { get; private set; }

    public string? CommodityCode { get; private set; }

    /// <summary>What it is for cards that may not pay everything.</summary>
    public ProductTraits Traits => new(IsEbtFood, Health, CommodityCode);

    /// <summary>Ids of the merchant's taxes that apply.</summary>
    public List<ProductTax> Taxes { get; private set; } = [];

    /// <summary>Counts the changes; two people who save the same product do not overwrite each other unseen.</summary>
    public int Version { get; private set; }

    /// <summary>Both prices as the till sells it.</summary>
    public DualPrice PriceAt(Rate markup) =>
        CardPrice is { } card ? DualPrice.Of(CashPrice, Money.Max(card, CashPrice)) : DualPrice.FromCash(CashPrice, markup);

    /// <summary>Changes what a person can change. Checked for shape by the caller; the Card Price must not lie below the Cash Price.</summary>
    /// <exception cref="ArgumentException">A Card Price below the Cash Price, or a negative price.</exception>
    public void Describe(string sku, string? barcode, string name, CategoryId? category, Money cash, Money? card,
        string unit, string? description, bool isFavourite, IEnumerable<TaxId> taxes)
    {
        _ = DualPrice.Of(cash, card ?? cash);
        (Sku, SkuKey, Barcode, Name) = (sku, Key(sku), barcode, name);
        (CategoryId, CashPrice, CardPrice, Unit) = (category, cash, card, unit);
        (Description, IsFavourite) = (description, isFavourite);
        SearchText = Key($"{name} {sku} {barcode}".TrimEnd());
        var wanted = taxes.ToHashSet();
        Taxes.RemoveAll(t => !wanted.Contains(t.TaxId));
        Taxes.AddRange(wanted.Where(w => Taxes.TrueForAll(t => t.TaxId != w)).Select(w => new ProductTax(IsoId, MerchantId, Id, w)));
        Version++;
    }

    /// <summary>Sets what it is for cards that may not pay everything.</summary>
    public void SetTraits(ProductTraits traits)
    {
        (IsEbtFood, Health, CommodityCode) = (traits.IsEbtFood, traits.Health, traits.CommodityCode);
        Version++;
    }

    /// <summary>Takes the product off the till, or puts it back.</summary>
    public void Archive(bool archived)
    {
        IsArchived = archived;
        Version++;
    }

    /// <summary>The form in which SKUs and searches are compared.</summary>
    public static string Key(string text) => text.Trim().ToUpperInvariant();
}

/// <summary>That a tax applies to a product.</summary>
public sealed class ProductTax(IsoId isoId, MerchantId merchantId, ProductId productId, TaxId taxId) : IMerchantOwned
{
    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    public ProductId ProductId { get; private set; } = productId;

    public TaxId TaxId { get; private set; } = taxId;
}
