using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Catalog;

public sealed class SaveProductTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task A_new_product_is_kept_as_typed_and_can_be_sold()
    {
        var shop = await app.NewShopAsync();
        var saved = await app.SaveAsync(shop, TestShop.NewProduct(" tea-1 ", 450) with
        {
            Name = " Green tea ", Category = " Teas ", CardPrice = new Money(499), Unit = "lb", Description = " Loose ", IsFavourite = true,
            Barcode = "036000291452", Taxes = [shop.LocalTax],
        });
        var read = (await app.SendAs(shop.Manager, new GetProduct(saved.Id))).Value!;
        Assert.Equal(("tea-1", "Green tea", "Teas", "LB", "Loose"), (read.Sku, read.Name, read.Category, read.Unit, read.Description));
        Assert.Equal((new Money(450), new Money(499), true, false), (read.CashPrice, read.CardPrice!.Value, read.IsFavourite, read.IsArchived));
        Assert.Equal([shop.LocalTax], read.Taxes);
        Assert.Equal(DualPrice.Of(new Money(450), new Money(499)), (await app.ScanAsync(shop, "036000291452")).Value!.Lines[0].UnitPrice);
    }

    [Fact]
    public async Task A_change_counts_the_version_up_and_a_form_filled_before_it_is_refused()
    {
        var shop = await app.NewShopAsync();
        var first = await app.SaveAsync(shop, TestShop.NewProduct("A"));
        var form = TestShop.NewProduct("A", 600) with { Id = first.Id, Version = first.Version };
        var second = await app.SaveAsync(shop, form);
        Assert.True(second.Version > first.Version);
        Assert.Equal("product.moved", (await app.SendAs(shop.Manager, form with { CashPrice = new Money(700) })).Refusal!.Code);
        Assert.Equal(new Money(600), (await app.SendAs(shop.Manager, new GetProduct(first.Id))).Value!.CashPrice);
    }

    [Fact]
    public async Task A_changed_product_that_is_not_there_is_not_added()
    {
        var shop = await app.NewShopAsync();
        Assert.Equal("product.unknown", (await app.SendAs(shop.Manager, TestShop.NewProduct("GHOST") with { Version = 3 })).Refusal!.Code);
        Assert.Equal("product.unknown", (await app.SendAs(shop.Manager, new GetProduct(ProductId.New()))).Refusal!.Code);
    }

    [Fact]
    public async Task A_SKU_is_taken_whatever_the_case_also_by_an_archived_product()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Manager, new ArchiveProduct(shop.Coffee, true));
        var refused = await app.SendAs(shop.Manager, TestShop.NewProduct("coffee"));
        Assert.Equal("sku.taken", refused.Refusal!.Code);
        Assert.Contains("coffee", refused.Refusal.Fields![nameof(SaveProduct.Sku)], StringComparison.Ordinal);
        Assert.Null((await app.SendAs(shop.Manager, TestShop.NewProduct("COFFEE") with { Id = shop.Coffee })).Refusal);
    }

    [Fact]
    public async Task A_barcode_that_another_product_has_is_refused_with_its_name()
    {
        var shop = await app.NewShopAsync();
        var refused = await app.SendAs(shop.Manager, TestShop.NewProduct("NEW") with { Barcode = TestStore.CoffeeBarcode });
        Assert.Equal("barcode.taken", refused.Refusal!.Code);
        Assert.Contains("Coffee & cake", refused.Refusal.Fields![nameof(SaveProduct.Barcode)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Cash_Price_from_which_the_markup_makes_more_than_a_card_can_pay_is_refused_beside_its_field()
    {
        var shop = await app.NewShopAsync();
        var refused = await app.SendAs(shop.Manager, TestShop.NewProduct("DEAR", 999_999_999));
        Assert.StartsWith("The mark-up makes the Card Price $10,399,999.99: more than $9,999,999.99", refused.Refusal!.Fields![nameof(SaveProduct.CashPrice)], StringComparison.Ordinal);
        Assert.Null((await app.SendAs(shop.Manager, TestShop.NewProduct("DEAR", 999_999_999) with { CardPrice = new Money(999_999_999) })).Refusal);
    }

    [Fact]
    public async Task Two_merchants_may_use_the_same_SKU_and_barcode()
    {
        var (one, two) = (await app.NewShopAsync(), await app.NewShopAsync());
        await app.SaveAsync(one, TestShop.NewProduct("SAME") with { Barcode = "036000291452" });
        await app.SaveAsync(two, TestShop.NewProduct("SAME") with { Barcode = "036000291452" });
    }

    [Fact]
    public async Task Both_of_two_new_products_with_one_SKU_at_once_never_stand()
    {
        var shop = await app.NewShopAsync();
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => app.SendAs(shop.Manager, TestShop.NewProduct("RACE")))));
        Assert.Single(both, r => !r.IsRefused);
        Assert.All(both.Where(r => r.IsRefused), r => Assert.Equal("sku.taken", r.Refusal!.Code));
    }

    public static TheoryData<string, SaveProduct, string> Slips => new()
    {
        { "no SKU", TestShop.NewProduct("  "), nameof(SaveProduct.Sku) },
        { "long SKU", TestShop.NewProduct(new string('S', 41)), nameof(SaveProduct.Sku) },
        { "no name", TestShop.NewProduct("A", name: " "), nameof(SaveProduct.Name) },
        { "long name", TestShop.NewProduct("A", name: new string('n', 201)), nameof(SaveProduct.Name) },
        { "long category", TestShop.NewProduct("A") with { Category = new string('c', 61) }, nameof(SaveProduct.Category) },
        { "long description", TestShop.NewProduct("A") with { Description = new string('d', 401) }, nameof(SaveProduct.Description) },
        { "long unit", TestShop.NewProduct("A") with { Unit = "KILOGRAMS" }, nameof(SaveProduct.Unit) },
        { "odd unit", TestShop.NewProduct("A") with { Unit = "a b" }, nameof(SaveProduct.Unit) },
        { "check digit", TestShop.NewProduct("A") with { Barcode = "036000291453" }, nameof(SaveProduct.Barcode) },
        { "EAN check digit", TestShop.NewProduct("A") with { Barcode = "2000000000016" }, nameof(SaveProduct.Barcode) },
        { "blank in barcode", TestShop.NewProduct("A") with { Barcode = "12 34" }, nameof(SaveProduct.Barcode) },
        { "long barcode", TestShop.NewProduct("A") with { Barcode = new string('1', 41) }, nameof(SaveProduct.Barcode) },
        { "negative", TestShop.NewProduct("A", -1), nameof(SaveProduct.CashPrice) },
        { "too dear", TestShop.NewProduct("A", 1_000_000_000), nameof(SaveProduct.CashPrice) },
        { "card below cash", TestShop.NewProduct("A", 500) with { CardPrice = new Money(499) }, nameof(SaveProduct.CardPrice) },
        { "card too dear", TestShop.NewProduct("A", 500) with { CardPrice = new Money(1_000_000_000) }, nameof(SaveProduct.CardPrice) },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_slip_is_named_beside_its_field_and_nothing_is_written(string slip, SaveProduct form, string field)
    {
        var shop = await app.NewShopAsync();
        var refused = await app.SendAs(shop.Manager, form);
        Assert.True(refused.Refusal?.Fields?.ContainsKey(field), $"{slip}: {refused.Refusal}");
        Assert.EndsWith(".", refused.Refusal!.Fields![field], StringComparison.Ordinal);
        Assert.Equal(2, await app.InDatabaseAsync(shop.System, db => db.Products.CountAsync()));
    }

    [Fact]
    public async Task The_longest_texts_and_the_highest_price_are_taken()
    {
        var shop = await app.NewShopAsync();
        var saved = await app.SaveAsync(shop, TestShop.NewProduct(new string('S', 40), 999_999_999) with
        {
            Name = new string('n', 200), Category = new string('c', 60), Description = new string('d', 400), Unit = "POUNDS12",
            Barcode = new string('1', 40), CardPrice = new Money(999_999_999),
        });
        Assert.Equal(200, saved.Name.Length);
        Assert.Null((await app.ScanAsync(shop, new string('s', 40))).Refusal);
    }

    [Fact]
    public async Task A_tax_of_another_merchant_or_of_nobody_is_not_taken()
    {
        var (shop, other) = (await app.NewShopAsync(), await app.NewShopAsync());
        var saved = await app.SaveAsync(shop, TestShop.NewProduct("A") with { Taxes = [shop.StateTax, other.StateTax, TaxId.New(), shop.StateTax] });
        Assert.Equal([shop.StateTax], saved.Taxes);
    }

    [Fact]
    public async Task A_category_is_one_whatever_the_case()
    {
        var shop = await app.NewShopAsync();
        Assert.Equal("Drinks", (await app.SaveAsync(shop, TestShop.NewProduct("A") with { Category = "DRINKS" })).Category);
        Assert.Single((await app.SendAs(shop.Manager, new ListProducts(null, null, false, ProductSort.Name, false, 0, 10))).Value!.Categories);
    }

    [Fact]
    public async Task Six_new_products_at_once_share_the_category_that_the_first_one_makes()
    {
        var shop = await app.NewShopAsync();
        var saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => app.SendAs(shop.Manager, TestShop.NewProduct($"P{i}") with { Category = "Brand new" }))));
        Assert.DoesNotContain(saved, r => r.Refusal?.Code == "sku.taken");
        Assert.Equal(1, await app.InDatabaseAsync(shop.System, db => db.Categories.CountAsync(c => c.Name == "Brand new")));
    }

    [Fact]
    public async Task A_changed_price_leaves_the_line_already_in_the_cart_as_it_is()
    {
        var shop = await app.NewShopAsync();
        var first = await app.SaveAsync(shop, TestShop.NewProduct("A", 500));
        await app.ScanAsync(shop, "A");
        await app.SaveAsync(shop, TestShop.NewProduct("A", 700) with { Id = first.Id, Version = first.Version });
        var sale = (await app.ScanAsync(shop, "A")).Value!;
        Assert.Equal([new Money(500), new Money(700)], sale.Lines.Select(l => l.UnitPrice.For(TenderKind.Cash)));
    }

    [Fact]
    public async Task An_archived_product_can_be_put_back()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Manager, new ArchiveProduct(shop.Coffee, true));
        Assert.True((await app.SendAs(shop.Manager, new GetProduct(shop.Coffee))).Value!.IsArchived);
        await app.SendAs(shop.Manager, new ArchiveProduct(shop.Coffee, false));
        Assert.Null((await app.SendAs(shop.Cashier, new AddItem(shop.RegisterId, shop.Coffee, Quantity.One))).Refusal);
        Assert.Equal("product.unknown", (await app.SendAs(shop.Manager, new ArchiveProduct(ProductId.New(), true))).Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_without_the_right_saves_or_archives()
    {
        var shop = await app.NewShopAsync();
        Assert.Equal("not.allowed", (await app.SendAs(shop.Cashier, TestShop.NewProduct("A"))).Refusal!.Code);
        Assert.Equal("not.allowed", (await app.SendAs(shop.Cashier, new ArchiveProduct(shop.Coffee, true))).Refusal!.Code);
    }
}
