using CloudPos.Domain.Catalog;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Catalog;

namespace CloudPos.Web.Tests.Features.Catalog;

public sealed class ProductFormTests
{
    private static readonly Rate FourPercent = new(40_000);
    private static readonly TaxRow City = new(TaxId.New(), "City tax", new Rate(45_000));

    [Theory]
    [InlineData("4.50", "4.68", "$4.68 by the 4 % mark-up")]
    [InlineData("$1,000", "1040.00", "$1,040.00 by the 4 % mark-up")]
    [InlineData("0.12", "0.12", "$0.12 by the 4 % mark-up")]
    public void An_empty_Card_Price_shows_what_the_markup_makes_of_the_Cash_Price(string cash, string placeholder, string words)
    {
        var form = new ProductForm([]) { CashPrice = cash };

        Assert.Equal(placeholder, form.CardPlaceholder(FourPercent));
        Assert.StartsWith(words, form.PriceWords(FourPercent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4,50")]
    [InlineData("four")]
    public void A_Cash_Price_that_cannot_be_read_makes_no_Card_Price(string cash)
    {
        var form = new ProductForm([]) { CashPrice = cash };

        Assert.Equal("", form.CardPlaceholder(FourPercent));
        Assert.StartsWith("Leave the Card Price empty", form.PriceWords(FourPercent), StringComparison.Ordinal);
    }

    [Fact]
    public void A_typed_Card_Price_is_said_to_be_set_by_hand_and_is_sent()
    {
        var form = new ProductForm([]) { CashPrice = "4.50", CardPrice = "5" };

        Assert.StartsWith("Set by hand", form.PriceWords(FourPercent), StringComparison.Ordinal);
        Assert.True(form.TryRead(out var request));
        Assert.Equal((new Money(450), new Money(500)), (request.CashPrice, request.CardPrice!.Value));
    }

    [Fact]
    public void An_empty_Card_Price_is_sent_as_none_so_that_it_follows_the_markup()
    {
        var form = new ProductForm([]) { CashPrice = "4.50", CardPrice = " " };

        Assert.True(form.TryRead(out var request));
        Assert.Null(request.CardPrice);
    }

    [Fact]
    public void Prices_that_cannot_be_read_are_refused_beside_their_fields_and_kept_as_typed()
    {
        var form = new ProductForm([]) { CashPrice = "4,50", CardPrice = "x" };

        Assert.False(form.TryRead(out _));

        Assert.Contains("4.75", form.ProblemOf(nameof(SaveProduct.CashPrice)), StringComparison.Ordinal);
        Assert.Contains("4.75", form.ProblemOf(nameof(SaveProduct.CardPrice)), StringComparison.Ordinal);
        Assert.Equal(("4,50", "x"), (form.CashPrice, form.CardPrice));
    }

    [Fact]
    public void An_empty_item_is_told_all_that_is_missing_in_one_round()
    {
        var form = new ProductForm([]) { Unit = "!" };

        Assert.False(form.TryRead(out _));

        Assert.Equal(["CashPrice", "Name", "Sku", "Unit"], form.Problems.Keys.Order());
        Assert.Equal("Write the Cash Price.", form.ProblemOf(nameof(SaveProduct.CashPrice)));
    }

    [Fact]
    public void A_price_above_the_limit_names_it()
    {
        var form = new ProductForm([]) { CashPrice = "99999999999", CardPrice = "10,000,000" };

        Assert.False(form.TryRead(out _));

        Assert.Contains("more than $9,999,999.99", form.ProblemOf(nameof(SaveProduct.CashPrice)), StringComparison.Ordinal);
        Assert.Contains("more than $9,999,999.99", form.ProblemOf(nameof(SaveProduct.CardPrice)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_product_has_no_version_and_all_taxes()
    {
        var form = new ProductForm([City]) { CashPrice = "1" };

        Assert.True(form.TryRead(out var request));
        Assert.Null(request.Version);
        Assert.Equal(City.Id, Assert.Single(request.Taxes));
    }

    [Fact]
    public void A_changed_product_carries_the_version_it_was_read_with()
    {
        var form = new ProductForm(Product() with { Version = 7 }) { Name = " Flat white " };

        Assert.True(form.TryRead(out var request));
        Assert.Equal((7, "Flat white"), (request.Version, request.Name));
    }

    [Fact]
    public void What_is_saved_unchanged_is_sent_unchanged()
    {
        var product = Product() with { CardPrice = new Money(500), Taxes = [City.Id] };

        Assert.True(new ProductForm(product).TryRead(out var request));

        Assert.Equal((product.Sku, product.Barcode, product.Name, product.Category), (request.Sku, request.Barcode, request.Name, request.Category));
        Assert.Equal((product.CashPrice, product.CardPrice, product.Unit), (request.CashPrice, request.CardPrice, request.Unit));
        Assert.Equal(product.Taxes, request.Taxes);
    }

    [Fact]
    public void A_refusal_puts_its_sentences_beside_their_fields_and_says_none_twice()
    {
        const string taken = "The SKU is used by another item.";
        var form = new ProductForm(Product());

        form.Refuse(new Refusal("invalid", taken, new Dictionary<string, string> { ["Sku"] = taken }));

        Assert.Equal(taken, form.ProblemOf("Sku"));
        Assert.Equal("Nothing was saved yet. One field wants a look.", form.Problem);
        Assert.False(form.MayBeStale);
    }

    [Fact]
    public void A_refusal_of_the_whole_offers_a_look_at_what_is_saved()
    {
        var form = new ProductForm(Product());

        form.Refuse(new Refusal("product.changed", "Somebody else has saved this item."));

        Assert.Equal("Somebody else has saved this item.", form.Problem);
        Assert.True(form.MayBeStale);
    }

    [Fact]
    public void Leaving_asks_only_where_something_would_be_lost()
    {
        var form = new ProductForm(Product());
        Assert.True(form.MayLeave());

        form.SetTax(City.Id, applies: true);
        Assert.False(form.MayLeave());
        Assert.True(form.AsksBeforeLeaving);

        form.SetTax(City.Id, applies: false);
        Assert.True(form.MayLeave());
        Assert.False(form.AsksBeforeLeaving);
    }

    private static ProductDetail Product() =>
        new(ProductId.New(), 1, "DRK-0101", "4006381333931", "Flat white", "Coffee", new Money(450), null, "ITM", null, false, false, [], ProductTraits.None);
}
