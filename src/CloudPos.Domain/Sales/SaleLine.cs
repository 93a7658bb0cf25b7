using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Sales;

/// <summary>An item in a sale. What was true when it was rung up (name, prices, taxes) is stamped on it and stays.</summary>
public sealed class SaleLine : IStoreOwned
{
    public const int NameLengthMax = 200;

    private SaleLine() { }

    internal SaleLine(Sale sale, int position, SoldItem item, Quantity quantity)
    {
        (Id, SaleId, IsoId, MerchantId, StoreId) = (SaleLineId.New(), sale.Id, sale.IsoId, sale.MerchantId, sale.StoreId);
        (Position, Quantity) = (position, quantity);
        (ProductId, Sku, Name, Unit) = (item.ProductId, item.Sku, item.Name, item.Unit);
        (UnitPrice, Discount) = (item.Price, Discount.None);
        (IsEbtFood, Health, CommodityCode, GiftLoad) = (item.Traits.IsEbtFood, item.Traits.Health, item.Traits.CommodityCode, item.GiftLoad);
    }

    public SaleLineId Id { get; private set; }

    public SaleId SaleId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>Order in the cart, from 1; never reused within a sale.</summary>
    public int Position { get; private set; }

    public ProductId? ProductId { get; private set; }

    public string Sku { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Unit { get; private set; } = "ITM";

    public Quantity Quantity { get; internal set; }

    /// <summary>EBT food benefits may pay it.</summary>
    public bool IsEbtFood { get; private set; }

    /// <summary>What HSA and FSA cards may pay it as.</summary>
    public Catalog.HealthKind Health { get; private set; }

    public string? CommodityCode { get; private set; }

    /// <summary>The line sells value on a gift card, which is put on the card once the sale is paid.</summary>
    public GiftLoad GiftLoad { get; private set; }

    /// <summary>Value on a gift card is paid in full: what is paid for it is what is put on the card.</summary>
    public bool TakesDiscount => GiftLoad == GiftLoad.None;

    /// <summary>The attempt that put the value on the card, or tries to.</summary>
    public AttemptId? GiftAttemptId { get; internal set; }

    public DateTimeOffset? GiftLoadedAt { get; internal set; }

    /// <summary>The price of one, before any discount.</summary>
    public DualPrice UnitPrice { get; private set; }

    public Discount Discount { get; internal set; }

    /// <summary>Taken out of the sale; kept so that it can be put back and so that it stays on record.</summary>
    public bool IsRemoved { get; internal set; }

    /// <summary>Indexes (<see cref="SaleTax.Position"/>) of the sale's taxes that apply.</summary>
    public List<int> Taxes { get; private set; } = [];

    /// <summary>Quantity × unit price.</summary>
    public DualPrice Gross { get; private set; }

    /// <summary>Line and sale discounts on this line.</summary>
    public DualPrice Discounted { get; private set; }

    /// <summary>The line's share of the sale's taxes.</summary>
    public DualPrice Tax { get; private set; }

    /// <summary>What the line costs before tax.</summary>
    public DualPrice Net => Gross - Discounted;

    /// <summary>Whether the same item may be added to this line instead of a new one.</summary>
    internal bool TakesMoreOf(SoldItem item) =>
        !IsRemoved && item.GiftLoad == GiftLoad.None && GiftLoad == GiftLoad.None && ProductId == item.ProductId && UnitPrice == item.Price && Sku == item.Sku && Discount.IsNone;

    internal void Apply(LineTotals totals) => (Gross, Discounted, Tax) = (totals.Gross, totals.Discount, totals.Tax);
}

/// <summary>A tax of a sale, stamped when the first line that carries it was rung up.</summary>
public sealed class SaleTax : IStoreOwned
{
    private SaleTax() { }

    internal SaleTax(Sale sale, int position, AppliedTax tax)
    {
        (SaleId, IsoId, MerchantId, StoreId) = (sale.Id, sale.IsoId, sale.MerchantId, sale.StoreId);
        (Position, TaxId, Name, Rate, Kind) = (position, tax.TaxId, tax.Name, tax.Rate, tax.Kind);
    }

    public SaleId SaleId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>The index that lines point to, from 0.</summary>
    public int Position { get; private set; }

    public TaxId TaxId { get; private set; }

    public string Name { get; private set; } = "";

    public Rate Rate { get; private set; }

    public Catalog.TaxKind Kind { get; private set; }

    /// <summary>The tax at both prices.</summary>
    public DualPrice Amount { get; internal set; }
}

/// <summary>An item as it goes into a sale: read from the catalog on the server, never taken from a browser.</summary>
public sealed record SoldItem(ProductId? ProductId, string Sku, string Name, string Unit, DualPrice Price, IReadOnlyList<AppliedTax> Taxes)
{
    /// <summary>What it is for cards that may not pay everything.</summary>
    public Catalog.ProductTraits Traits { get; init; } = Catalog.ProductTraits.None;

    /// <summary>Value on a gift card: no discount, no tax, one price.</summary>
    public GiftLoad GiftLoad { get; init; }
}

/// <summary>Value that is sold on a gift card.</summary>
public enum GiftLoad
{
    None = 0,

    /// <summary>A new card gets its first value.</summary>
    Activate = 1,

    /// <summary>A card that has value gets more.</summary>
    Reload = 2,
}

/// <summary>A tax as it applies to an item being sold.</summary>
public sealed record AppliedTax(TaxId TaxId, string Name, Rate Rate, Catalog.TaxKind Kind);
