using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Tests.Catalog;

public sealed class ProductTests
{
    private static readonly Rate FourPercent = new(40_000);

    [Fact]
    public void A_product_with_its_own_Card_Price_ignores_the_mark_up()
    {
        var product = Described(cash: 1_000, card: 1_099);
        Assert.Equal(DualPrice.Of(new Money(1_000), new Money(1_099)), product.PriceAt(FourPercent));
    }

    [Fact]
    public void A_product_without_a_Card_Price_takes_the_merchants_mark_up()
    {
        var product = Described(cash: 1_000, card: null);
        Assert.Equal(DualPrice.Of(new Money(1_000), new Money(1_040)), product.PriceAt(FourPercent));
        Assert.Equal(DualPrice.Of(new Money(1_000), new Money(1_000)), product.PriceAt(Rate.Zero));
    }

    [Theory]
    [InlineData(1_000, 999L)]
    [InlineData(-1, null)]
    [InlineData(-2, -1L)]
    public void A_Card_Price_below_the_Cash_Price_or_a_negative_price_is_refused_and_changes_nothing(long cash, long? card)
    {
        var product = Described(cash: 500, card: 520);
        Assert.Throws<ArgumentException>(() => Describe(product, cash, card, "Other name"));
        Assert.Equal(("Espresso", new Money(500), new Money(520), 1), (product.Name, product.CashPrice, product.CardPrice, product.Version));
    }

    [Fact]
    public void SKUs_are_compared_without_their_case_and_outer_blanks()
    {
        var product = new Product(ProductId.New(), IsoId.New(), MerchantId.New(), " es-01i ");
        Assert.Equal("ES-01I", product.SkuKey);
        Assert.Equal(Product.Key("Es-01i"), product.SkuKey);
    }

    [Fact]
    public void A_search_looks_through_name_SKU_and_barcode()
    {
        var product = new Product(ProductId.New(), IsoId.New(), MerchantId.New(), "es-01");
        product.Describe("es-01", "4006381333931", "Espresso", null, new Money(250), null, "ITM", null, false, []);
        Assert.Contains("ESPRESSO", product.SearchText, StringComparison.Ordinal);
        Assert.Contains("ES-01", product.SearchText, StringComparison.Ordinal);
        Assert.Contains("4006381333931", product.SearchText, StringComparison.Ordinal);
    }

    [Fact]
    public void Taxes_that_stay_keep_their_row_and_the_others_come_and_go()
    {
        var (stays, goes, comes) = (TaxId.New(), TaxId.New(), TaxId.New());
        var product = Described(500, null, stays, goes);
        var kept = product.Taxes.Single(t => t.TaxId == stays);
        Describe(product, 500, null, "Espresso", stays, comes, comes);
        Assert.Equal([stays, comes], product.Taxes.Select(t => t.TaxId));
        Assert.Same(kept, product.Taxes[0]);
        Assert.All(product.Taxes, t => Assert.Equal(product.Id, t.ProductId));
    }

    [Fact]
    public void Every_change_counts_the_version_up()
    {
        var product = Described(500, null);
        product.Archive(true);
        Assert.True(product.IsArchived);
        product.Archive(false);
        Assert.False(product.IsArchived);
        Assert.Equal(3, product.Version);
    }

    private static Product Described(long cash, long? card, params TaxId[] taxes)
    {
        var product = new Product(ProductId.New(), IsoId.New(), MerchantId.New(), "ES-01");
        Describe(product, cash, card, "Espresso", taxes);
        return product;
    }

    private static void Describe(Product product, long cash, long? card, string name, params TaxId[] taxes) =>
        product.Describe("ES-01", null, name, null, new Money(cash), card is { } c ? new Money(c) : null, "ITM", null, false, taxes);
}
