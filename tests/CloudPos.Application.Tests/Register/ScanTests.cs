using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Register;

public sealed class ScanTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task A_barcode_rings_up_its_item_at_both_prices()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeBarcode)).Value!;
        var line = Assert.Single(sale.Lines);
        Assert.Equal(TestStore.CoffeeSku, line.Sku);
        Assert.Equal(DualPrice.Of(new Money(1_000), new Money(1_040)), line.UnitPrice);
        Assert.Equal(DualPrice.Of(new Money(1_150), new Money(1_196)), sale.Total);
        Assert.Equal(line.Id, sale.Touched);
        Assert.True(sale.CanPay);
    }

    [Theory]
    [InlineData("COFFEE")]
    [InlineData("coffee")]
    [InlineData("  CoFFee ")]
    public async Task A_SKU_is_found_whatever_the_case(string typed)
    {
        var shop = await app.NewShopAsync();
        Assert.Equal(TestStore.CoffeeSku, Assert.Single((await app.ScanAsync(shop, typed)).Value!.Lines).Sku);
    }

    [Theory]
    [InlineData("036000291452", "0036000291452")]
    [InlineData("0036000291452", "036000291452")]
    public async Task A_UPC_A_and_its_EAN_13_are_the_same_barcode(string onRecord, string scanned)
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("SOAP") with { Barcode = onRecord });
        Assert.Equal("SOAP", Assert.Single((await app.ScanAsync(shop, scanned)).Value!.Lines).Sku);
    }

    [Fact]
    public async Task A_barcode_wins_over_a_SKU_that_reads_the_same()
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("777"));
        await app.SaveAsync(shop, TestShop.NewProduct("OTHER") with { Barcode = "777" });
        Assert.Equal("OTHER", Assert.Single((await app.ScanAsync(shop, "777")).Value!.Lines).Sku);
    }

    [Fact]
    public async Task An_unknown_code_is_named_and_opens_no_cart()
    {
        var shop = await app.NewShopAsync();
        var refused = await app.ScanAsync(shop, "4711");
        Assert.Equal("code.unknown", refused.Refusal!.Code);
        Assert.Contains("4711", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Null((await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Sale);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12345678901234567890123456789012345678901")]
    public async Task A_code_that_cannot_be_one_is_refused_in_words(string code)
    {
        var shop = await app.NewShopAsync();
        Assert.Equal("A code has 1 to 40 characters.", (await app.ScanAsync(shop, code)).Refusal!.Message);
    }

    [Fact]
    public async Task An_archived_item_is_not_rung_up()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Manager, new ArchiveProduct(shop.Coffee, true));
        Assert.Equal("code.unknown", (await app.ScanAsync(shop, TestStore.CoffeeBarcode)).Refusal!.Code);
        Assert.Equal("product.unknown",
            (await app.SendAs(shop.Cashier, new AddItem(shop.RegisterId, shop.Coffee, Quantity.One))).Refusal!.Code);
    }

    [Fact]
    public async Task A_tile_rings_up_its_product_and_the_second_tap_counts_it_up()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Cashier, new AddItem(shop.RegisterId, shop.Beans, Quantity.One));
        var sale = (await app.SendAs(shop.Cashier, new AddItem(shop.RegisterId, shop.Beans, Quantity.Of(2)))).Value!;
        Assert.Equal(Quantity.Of(3), Assert.Single(sale.Lines).Quantity);
        Assert.Equal(3, sale.ItemCount);
        Assert.Equal(new Money(3 * 1_850), sale.Total.Cash);
    }

    [Fact]
    public async Task Another_merchants_register_and_product_are_unknown()
    {
        var (mine, other) = (await app.NewShopAsync(), await app.NewShopAsync());
        Assert.Equal("register.unknown", (await app.ScanAsync(mine, TestStore.CoffeeSku, other.RegisterId)).Refusal!.Code);
        Assert.Equal("product.unknown",
            (await app.SendAs(mine.Cashier, new AddItem(mine.RegisterId, other.Coffee, Quantity.One))).Refusal!.Code);
    }

    [Fact]
    public async Task Fifty_scans_sent_in_order_land_in_order()
    {
        var shop = await app.NewShopAsync();
        var skus = Enumerable.Range(0, 50).Select(i => $"S{i * 37 % 50:00}").ToArray();
        foreach (var sku in skus)
            await app.SaveAsync(shop, TestShop.NewProduct(sku));
        SaleView? last = null;
        foreach (var sku in skus)
            last = (await app.ScanAsync(shop, sku)).Value;
        Assert.Equal(skus, last!.Lines.Select(l => l.Sku));
        var seen = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Sale!;
        Assert.Equal(skus, seen.Lines.Select(l => l.Sku));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1_000)]
    [InlineData(9_999_001)]
    public async Task A_quantity_outside_the_limits_is_refused_in_words(int thousandths)
    {
        var shop = await app.NewShopAsync();
        var quantity = new Quantity(thousandths);
        var scanned = await app.SendAs(shop.Cashier, new ScanCode(shop.RegisterId, TestStore.CoffeeSku, quantity));
        Assert.Equal("One line takes more than 0 and at most 9,999 pieces.", scanned.Refusal!.Message);
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        var changed = await app.SendAs(shop.Cashier, new ChangeLine(sale.Id, sale.Lines[0].Id, quantity));
        Assert.Equal("quantity.invalid", changed.Refusal!.Code);
    }

    [Fact]
    public async Task A_line_that_would_grow_over_the_limit_stays_as_it_is()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Cashier, new ScanCode(shop.RegisterId, TestStore.CoffeeSku, Quantity.Max));
        Assert.Equal("quantity.invalid", (await app.ScanAsync(shop, TestStore.CoffeeSku)).Refusal!.Code);
        var sale = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Sale!;
        Assert.Equal(Quantity.Max, Assert.Single(sale.Lines).Quantity);
    }
}
