using CloudPos.Application.Data.Identity;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Sales;

public sealed class ListSalesTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    private static readonly SalesFilter All = new(null, null, null, null, SaleTenderFilter.Any);

    [Fact]
    public async Task Count_and_sum_are_those_of_all_rows_and_pages_hold_each_once()
    {
        var shop = await app.NewShopAsync();
        for (var i = 0; i < 23; i++)
            await app.SellForCashAsync(shop, i % 3 == 0 ? TestStore.BeansSku : TestStore.CoffeeSku);
        await app.ScanAsync(shop, TestStore.CoffeeSku);
        var rows = new List<SaleRow>();
        SalePage page;
        do
        {
            page = await ListAsync(shop, All, rows.Count, 10);
            rows.AddRange(page.Rows);
        }
        while (page.Rows.Count > 0);
        Assert.Equal((23, 23), (page.Total, rows.Select(r => r.Id).Distinct().Count()));
        Assert.Equal(new SaleSums(Money.Sum(rows.Select(r => r.Paid)), Money.Zero, Money.Zero), page.Sums);
        Assert.Equal(Enumerable.Range(1_001, 23).Reverse(), rows.Select(r => r.Number));
        Assert.All(rows, r => Assert.Equal(("Cash", 1, TenderKind.Cash, "cashier@test.cloudpos.test"), (r.TenderText, r.ItemCount, r.Tender!.Value, r.Cashier)));
    }

    [Theory]
    [InlineData("1001", 1)]
    [InlineData("#1001", 1)]
    [InlineData(" 1002 ", 1)]
    [InlineData("9999", 0)]
    [InlineData("PCT", 1)]
    [InlineData("pct", 1)]
    [InlineData("juice", 1)]
    [InlineData("JUICE", 1)]
    [InlineData("%", 1)]
    [InlineData("_", 1)]
    [InlineData("[b]", 1)]
    [InlineData("a\\b", 1)]
    [InlineData("50%_[", 0)]
    [InlineData("Coffee", 2)]
    public async Task A_text_finds_number_SKU_and_name_and_is_taken_literally(string text, int expected)
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("Pct", name: "100% juice"));
        await app.SaveAsync(shop, TestShop.NewProduct("US", name: "under_score"));
        await app.SaveAsync(shop, TestShop.NewProduct("BR", name: "a[b]c a\\b"));
        await app.SellForCashAsync(shop, "PCT", TestStore.CoffeeSku);
        await app.SellForCashAsync(shop, "US", TestStore.CoffeeSku);
        await app.SellForCashAsync(shop, "BR");
        var page = await ListAsync(shop, All with { Text = text });
        Assert.Equal((expected, expected), (page.Total, page.Rows.Count));
    }

    [Theory]
    [InlineData("Ana Reyes", 1)]
    [InlineData("ana reyes", 1)]
    [InlineData("cashier@test.cloudpos.test", 1)]
    [InlineData("Ana R%", 0)]
    [InlineData("Somebody Else", 0)]
    public async Task A_sale_is_found_by_the_name_and_the_e_mail_of_who_took_the_money(string text, int expected)
    {
        var shop = await app.NewShopAsync();
        await app.InDatabaseAsync(shop.System, async db =>
        {
            if (!await db.Users.AnyAsync(u => u.FullName == "Ana Reyes"))
                db.Users.Add(new AppUser { Id = Guid.CreateVersion7(), UserName = "ana", Email = "cashier@test.cloudpos.test", FullName = "Ana Reyes", IsoId = shop.IsoId, MerchantId = shop.MerchantId });
            return await db.SaveChangesAsync();
        });
        await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        Assert.Equal(expected, (await ListAsync(shop, All with { Text = text })).Total);
    }

    [Fact]
    public async Task A_line_taken_out_again_is_not_found()
    {
        var shop = await app.NewShopAsync();
        await app.ScanAsync(shop, TestStore.CoffeeSku);
        var sale = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!;
        var without = (await app.SendAs(shop.Cashier, new RemoveLine(sale.Id, sale.Lines[1].Id, true))).Value!;
        await app.PayCashAsync(shop, without);
        Assert.Equal(0, (await ListAsync(shop, All with { Text = TestStore.BeansSku })).Total);
        Assert.Equal(1, Assert.Single((await ListAsync(shop, All with { Text = TestStore.CoffeeSku })).Rows).ItemCount);
    }

    [Fact]
    public async Task Business_dates_and_stores_bound_the_list_on_both_sides()
    {
        var shop = await app.NewShopAsync();
        await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        var day = (await ListAsync(shop, All)).Rows[0].BusinessDate;
        Assert.Equal(1, (await ListAsync(shop, All with { From = day, To = day, StoreId = shop.StoreId })).Total);
        Assert.Equal(0, (await ListAsync(shop, All with { From = day.AddDays(1) })).Total);
        Assert.Equal(0, (await ListAsync(shop, All with { To = day.AddDays(-1) })).Total);
        Assert.Equal(0, (await ListAsync(shop, All with { StoreId = StoreId.New() })).Total);
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_page_of_zero()
    {
        var shop = await app.NewShopAsync();
        var page = await ListAsync(shop, All);
        Assert.Equal((0, new SaleSums(Money.Zero, Money.Zero, Money.Zero), 0), (page.Total, page.Sums, page.Rows.Count));
        Assert.Equal("not.allowed", (await app.SendAs(shop.Cashier, new ListSales(All, 0, 10))).Refusal!.Code);
    }

    [Fact]
    public async Task A_page_costs_the_same_commands_whatever_its_size()
    {
        var shop = await app.NewShopAsync();
        for (var i = 0; i < 30; i++)
            await app.SellForCashAsync(shop, TestStore.CoffeeSku, TestStore.BeansSku);
        var one = await SqlCounter.CountAsync(app, () => ListAsync(shop, All, 0, 1));
        var thirty = await SqlCounter.CountAsync(app, () => ListAsync(shop, All, 0, 200));
        Assert.InRange(one, 1, 8);
        Assert.Equal(one, thirty);
        var id = (await ListAsync(shop, All)).Rows[0].Id;
        Assert.InRange(await SqlCounter.CountAsync(app, () => app.SendAs(shop.Manager, new GetSale(id))), 1, 14);
    }

    [Fact]
    public async Task A_cart_scan_costs_a_bounded_number_of_commands()
    {
        var shop = await app.NewShopAsync();
        await app.ScanAsync(shop, TestStore.CoffeeSku);
        var second = await SqlCounter.CountAsync(app, () => app.ScanAsync(shop, TestStore.BeansSku));
        for (var i = 0; i < 20; i++)
        {
            await app.SaveAsync(shop, TestShop.NewProduct($"M{i}"));
            await app.ScanAsync(shop, $"M{i}");
        }

        Assert.InRange(second, 1, 14);
        Assert.InRange(await SqlCounter.CountAsync(app, () => app.ScanAsync(shop, TestStore.BeansSku)), 1, second + 1);
    }

    private async Task<SalePage> ListAsync(TestStore shop, SalesFilter filter, int skip = 0, int take = 100) =>
        (await app.SendAs(shop.Manager, new ListSales(filter, skip, take))).Value!;
}
