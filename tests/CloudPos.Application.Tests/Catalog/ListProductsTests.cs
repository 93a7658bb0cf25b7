using CloudPos.Application.Features.Catalog;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Catalog;

public sealed class ListProductsTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Theory]
    [InlineData(ProductSort.Name)]
    [InlineData(ProductSort.Sku)]
    [InlineData(ProductSort.CashPrice)]
    [InlineData(ProductSort.Category)]
    public async Task Every_column_sorts_both_ways_and_pages_hold_every_product_once(ProductSort sort)
    {
        var shop = await ShopAsync();
        foreach (var descending in new[] { false, true })
        {
            var rows = new List<ProductRow>();
            for (var skip = 0; skip < 24; skip += 5)
                rows.AddRange((await ListAsync(shop, sort: sort, descending: descending, skip: skip, take: 5)).Rows);
            Assert.Equal(22, rows.Count);
            Assert.Equal(22, rows.Select(r => r.Id).Distinct().Count());
            Func<ProductRow, string> key = sort switch
            {
                ProductSort.Name => r => r.Name,
                ProductSort.Sku => r => r.Sku,
                ProductSort.CashPrice => r => $"{r.Price.For(TenderKind.Cash).Cents:0000000000}",
                _ => r => r.CategoryName switch { null => "0", "Drinks" => "1", "Alpha" => "2", _ => "3" },
            };
            var keys = rows.Select(key).ToArray();
            Assert.Equal(descending ? keys.OrderDescending(StringComparer.Ordinal) : keys.Order(StringComparer.Ordinal), keys);
        }
    }

    [Fact]
    public async Task Search_category_and_archive_narrow_the_list()
    {
        var shop = await ShopAsync();
        Assert.Equal(["P01"], (await ListAsync(shop, text: "P01 item")).Rows.Select(r => r.Sku));
        Assert.Equal([TestStore.CoffeeSku], (await ListAsync(shop, text: "coffee CAKE")).Rows.Select(r => r.Sku));
        Assert.Equal([TestStore.CoffeeSku], (await ListAsync(shop, text: TestStore.CoffeeBarcode)).Rows.Select(r => r.Sku));
        var page = await ListAsync(shop);
        var alpha = page.Categories.Single(c => c.Name == "Alpha").Id;
        Assert.All((await ListAsync(shop, category: alpha)).Rows, r => Assert.Equal("Alpha", r.CategoryName));
        await app.SendAs(shop.Manager, new ArchiveProduct(shop.Beans, true));
        Assert.Equal(21, (await ListAsync(shop)).Total);
        Assert.Equal([TestStore.BeansSku], (await ListAsync(shop, archived: true)).Rows.Select(r => r.Sku));
    }

    [Fact]
    public async Task A_row_shows_both_prices_and_its_taxes()
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("OWN", 1_000) with { CardPrice = new Money(1_100) });
        var page = await ListAsync(shop);
        Assert.Equal((3, shop.Markup), (page.Total, page.Markup));
        var own = page.Rows.Single(r => r.Sku == "OWN");
        Assert.True(own.HasOwnCardPrice);
        Assert.Equal(new Money(1_100), own.Price.For(TenderKind.Card));
        var coffee = page.Rows.Single(r => r.Sku == TestStore.CoffeeSku);
        Assert.Equal("LocalTax, StateTax", coffee.Taxes);
        Assert.Equal((new Money(1_040), false), (coffee.Price.For(TenderKind.Card), coffee.HasOwnCardPrice));
    }

    [Fact]
    public async Task A_page_takes_at_most_200_rows_and_a_bounded_number_of_commands()
    {
        var shop = await app.NewShopAsync();
        var csv = "SKU,Name,Cash Price\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"R{i:000},Row {i:000},1.00\n"));
        await app.SendAs(shop.Manager, new ImportProducts(System.Text.Encoding.UTF8.GetBytes(csv), "rows.csv", null));
        ProductPage? page = null;
        var commands = await SqlCounter.CountAsync(app, async () => page = await ListAsync(shop, take: 5_000));
        Assert.Equal((200, 302), (page!.Rows.Count, page.Total));
        Assert.InRange(commands, 1, 5);
    }

    private async Task<TestStore> ShopAsync()
    {
        var shop = await app.NewShopAsync();
        string?[] categories = ["Alpha", null, "Zulu", "Drinks"];
        for (var i = 0; i < 20; i++)
            await app.SaveAsync(shop, TestShop.NewProduct($"P{i:00}", 100 + i % 7 * 50, i % 5 == 0 ? "Same" : null) with { Category = categories[i % 4] });
        return shop;
    }

    private async Task<ProductPage> ListAsync(TestStore shop, string? text = null, CategoryId? category = null, bool archived = false,
        ProductSort sort = ProductSort.Name, bool descending = false, int skip = 0, int take = 100) =>
        (await app.SendAs(shop.Manager, new ListProducts(text, category, archived, sort, descending, skip, take))).Value!;
}
