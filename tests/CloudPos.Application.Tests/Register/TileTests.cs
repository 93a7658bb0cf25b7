using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Register;

public sealed class TileTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task Pages_of_a_category_hold_every_tile_once()
    {
        var shop = await app.NewShopAsync();
        for (var i = 0; i < 25; i++)
            await app.SaveAsync(shop, TestShop.NewProduct($"T{i:00}", name: i % 2 == 0 ? "Same name" : $"Tea {i:00}") with { Category = "Teas" });
        var category = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Categories.Single(c => c.Name == "Teas").Id;
        var seen = new List<ProductId>();
        for (var skip = 0; skip < 30; skip += 10)
        {
            var page = (await app.SendAs(shop.Cashier, new ListTiles(shop.RegisterId, category, skip, 10))).Value!;
            Assert.Equal(25, page.Total);
            seen.AddRange(page.Tiles.Select(t => t.ProductId));
        }

        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Distinct().Count());
    }

    [Fact]
    public async Task Favourites_come_first_and_only_favourites_are_among_them()
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("PLAIN"));
        var categories = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Categories;
        Assert.Null(categories[0].Id);
        var page = (await app.SendAs(shop.Cashier, new ListTiles(shop.RegisterId, null, 0, 120))).Value!;
        Assert.Equal([TestStore.BeansSku, TestStore.CoffeeSku], page.Tiles.Select(t => t.Sku));
        Assert.Equal(DualPrice.Of(new Money(1_850), new Money(1_924)), page.Tiles[0].Price);
        Assert.Equal("Drinks", page.Tiles[0].CategoryName);
    }

    [Fact]
    public async Task An_archived_item_is_neither_a_tile_nor_found()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Manager, new ArchiveProduct(shop.Beans, true));
        var page = (await app.SendAs(shop.Cashier, new ListTiles(shop.RegisterId, shop.Category, 0, 120))).Value!;
        Assert.Equal(1, page.Total);
        Assert.DoesNotContain(page.Tiles, t => t.ProductId == shop.Beans);
        Assert.Empty((await app.SendAs(shop.Cashier, new FindItems(shop.RegisterId, "beans"))).Value!);
    }

    [Theory]
    [InlineData(-5, 0, 1)]
    [InlineData(0, 100_000, 2)]
    [InlineData(50, 10, 0)]
    public async Task A_page_outside_the_limits_is_cut_not_refused(int skip, int take, int expected)
    {
        var shop = await app.NewShopAsync();
        Assert.Equal(expected, (await app.SendAs(shop.Cashier, new ListTiles(shop.RegisterId, null, skip, take))).Value!.Tiles.Count);
    }

    [Fact]
    public async Task Every_word_of_a_search_must_be_found_in_any_order_and_case()
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("L1", name: "Latte with oat milk"));
        await app.SaveAsync(shop, TestShop.NewProduct("L2", name: "Latte macchiato"));
        Assert.Equal(["L1"], await FindAsync(shop, "OAT latte"));
        Assert.Equal(["L2", "L1"], await FindAsync(shop, "latte"));
        Assert.Empty(await FindAsync(shop, "latte tea"));
        Assert.Empty(await FindAsync(shop, "   "));
    }

    [Fact]
    public async Task An_exact_SKU_or_barcode_comes_before_all_else()
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("AAA", name: "A 4711 perfume"));
        await app.SaveAsync(shop, TestShop.NewProduct("BBB", name: "4711 perfume"));
        await app.SaveAsync(shop, TestShop.NewProduct("ZZZ", name: "Zinc") with { Barcode = "4711" });
        Assert.Equal(["ZZZ", "BBB", "AAA"], await FindAsync(shop, "4711"));
        await app.SaveAsync(shop, TestShop.NewProduct("PERFUME", name: "Zebra perfume"));
        Assert.Equal("PERFUME", (await FindAsync(shop, "perfume"))[0]);
    }

    [Fact]
    public async Task A_search_takes_signs_literally_and_stops_at_thirty()
    {
        var shop = await app.NewShopAsync();
        for (var i = 0; i < 35; i++)
            await app.SaveAsync(shop, TestShop.NewProduct($"N{i:00}", name: $"Nut {i:00}"));
        await app.SaveAsync(shop, TestShop.NewProduct("PC", name: "100% juice"));
        Assert.Equal(FindItems.Max, (await FindAsync(shop, "nut")).Length);
        Assert.Equal(["PC"], await FindAsync(shop, "%"));
        Assert.Empty(await FindAsync(shop, "_ut"));
    }

    private async Task<string[]> FindAsync(TestStore shop, string text) =>
        [.. (await app.SendAs(shop.Cashier, new FindItems(shop.RegisterId, text))).Value!.Select(r => r.Sku)];
}
