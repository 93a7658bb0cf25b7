using CloudPos.Domain.Catalog;
using Bunit;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Catalog;

namespace CloudPos.Web.Tests.Features.Catalog;

public sealed class ProductDrawerTests : BunitContext
{
    private readonly Answers _answers = new();
    private readonly ProductDetail _product =
        new(ProductId.New(), 4, "DRK-0101", null, "Flat white", "Coffee", new Money(450), null, "ITM", null, false, false, [], ProductTraits.None);

    private ProductId? _saved;

    public ProductDrawerTests() => _answers.Behind(this);

    [Fact]
    public void A_refused_save_keeps_what_was_typed_and_puts_the_sentence_beside_its_field()
    {
        _answers.To<SaveProduct, ProductDetail>(_ => new Refusal("invalid", "Not saved.", new Dictionary<string, string> { ["Sku"] = "The SKU is used already." }));
        var drawer = Open();
        drawer.Find("[data-testid=sku]").Change("MUG-1");

        drawer.Find("form").Submit();

        Assert.Equal("MUG-1", drawer.Find("[data-testid=sku]").GetAttribute("value"));
        Assert.Equal("The SKU is used already.", drawer.Find("#p-sku-x").TextContent);
        Assert.Equal("true", drawer.Find("[data-testid=sku]").GetAttribute("aria-invalid"));
        Assert.Equal("Not saved.", drawer.Find("[data-testid=product-problem] p").TextContent);
        Assert.Null(_saved);
    }

    [Fact]
    public void A_version_conflict_is_said_and_offers_what_is_saved()
    {
        _answers.To<SaveProduct, ProductDetail>(_ => new Refusal("product.changed", "Somebody else has saved this item."));
        var drawer = Open();

        drawer.Find("form").Submit();

        Assert.Contains("Somebody else has saved this item.", drawer.Find("[data-testid=product-problem]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(drawer.Find("[data-testid=product-problem] button"));
    }

    [Fact]
    public void A_save_sends_the_version_that_the_form_was_filled_from_and_tells_the_list()
    {
        _answers.To<SaveProduct, ProductDetail>(_ => _product);
        var drawer = Open();
        drawer.Find("[data-testid=cash-price]").Input("4.75");

        drawer.Find("form").Submit();

        var sent = Assert.IsType<SaveProduct>(Assert.Single(_answers.Asked));
        Assert.Equal((4, new Money(475), (Money?)null), (sent.Version, sent.CashPrice, sent.CardPrice));
        Assert.Equal(_product.Id, _saved);
    }

    [Fact]
    public void A_price_that_cannot_be_read_is_never_sent()
    {
        var drawer = Open();
        drawer.Find("[data-testid=cash-price]").Input("4,75");

        drawer.Find("form").Submit();

        Assert.Empty(_answers.Asked);
        Assert.Contains("4.75", drawer.Find("#p-cash-x").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Card_Price_by_the_markup_follows_the_Cash_Price_as_it_is_typed()
    {
        var drawer = Open();

        drawer.Find("[data-testid=cash-price]").Input("10");

        Assert.Equal("10.40", drawer.Find("[data-testid=card-price]").GetAttribute("placeholder"));
        Assert.Contains("$10.40 by the 4 % mark-up", drawer.Find("[data-testid=price-words]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Archiving_asks_in_place_before_it_is_done()
    {
        _answers.To<ArchiveProduct, Done>(_ => default(Done));
        var drawer = Open();

        drawer.Find("[data-testid=archive-product]").Click();
        Assert.Empty(_answers.Asked);

        drawer.Find("[data-testid=archive-confirm]").Click();
        Assert.Equal(new ArchiveProduct(_product.Id, true), Assert.Single(_answers.Asked));
    }

    [Fact]
    public void Closing_with_changes_asks_and_without_them_closes()
    {
        var closed = 0;
        var drawer = Render<ProductDrawer>(p => p.Add(d => d.Form, new ProductForm(_product)).Add(d => d.Closed, () => closed++));
        drawer.Find("[data-testid=name]").Change("Flat white, large");

        drawer.Find("[data-close]").Click();
        Assert.Equal(0, closed);

        drawer.Find("[data-testid=discard]").Click();
        Assert.Equal(1, closed);
    }

    private IRenderedComponent<ProductDrawer> Open() => Render<ProductDrawer>(p => p
        .Add(d => d.Form, new ProductForm(_product))
        .Add(d => d.Markup, new Rate(40_000))
        .Add(d => d.Saved, id => _saved = id));
}
