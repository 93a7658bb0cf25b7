using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Data;

public sealed class StoredFormTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task Amounts_rates_quantities_ids_and_instants_come_back_as_they_went_in()
    {
        var shop = await app.NewShopAsync(new Rate(88_750));
        var at = new DateTimeOffset(2026, 3, 8, 1, 59, 59, 123, TimeSpan.FromHours(-5));
        var taxes = new[] { new AppliedTax(shop.LocalTax, "LocalTax", new Rate(333_333), TaxKind.Local) };
        var sale = new Sale(SaleId.New(), shop.IsoId, shop.MerchantId, shop.StoreId, shop.RegisterId, 7, "somebody", at);
        var line = sale.Add(new SoldItem(shop.Coffee, "S", "Name", "LB", DualPrice.Of(new Money(999_999_999), new Money(999_999_999)), taxes), new Quantity(1_333), at);
        sale.DiscountLine(line.Id, Discount.Of(new Rate(12_345)), at);
        sale.DiscountAll(Discount.Of(new Money(1)), at);
        await app.InDatabaseAsync(shop.System, async db =>
        {
            db.Sales.Add(sale);
            return await db.SaveChangesAsync();
        });
        var read = await app.InDatabaseAsync(shop.System, db => db.Sales.AsNoTracking().Include(s => s.Lines).Include(s => s.Taxes).SingleAsync(s => s.Id == sale.Id));
        Assert.Equal((sale.Gross, sale.Discounted, sale.Tax, sale.Total, sale.Discount), (read.Gross, read.Discounted, read.Tax, read.Total, read.Discount));
        Assert.Equal((at, TimeSpan.Zero), (read.OpenedAt, read.OpenedAt.Offset));
        Assert.Equal((shop.IsoId, shop.MerchantId, shop.StoreId, shop.RegisterId), (read.IsoId, read.MerchantId, read.StoreId, read.RegisterId));
        var line2 = Assert.Single(read.Lines);
        Assert.Equal((line.Id, line.Quantity, line.UnitPrice, line.Discount, line.Net, line.ProductId), (line2.Id, line2.Quantity, line2.UnitPrice, line2.Discount, line2.Net, line2.ProductId));
        Assert.Equal([0], line2.Taxes);
        Assert.Equal((new Rate(333_333), sale.Taxes[0].Amount), (read.Taxes[0].Rate, read.Taxes[0].Amount));
        Assert.Equal(new Rate(88_750), await app.InDatabaseAsync(shop.System, db => db.Merchants.Select(m => m.Markup).SingleAsync()));
    }

    [Fact]
    public async Task Sums_orders_and_conditions_are_the_databases_work()
    {
        var shop = await app.NewShopAsync();
        await app.SaveAsync(shop, TestShop.NewProduct("OWN", 300) with { CardPrice = new Money(333) });
        var (sum, skus, dear, own, none) = await app.InDatabaseAsync(shop.System, async db => (
            await db.Products.SumAsync(p => p.CashPrice.Cents),
            await db.Products.OrderByDescending(p => p.CashPrice.Cents).Select(p => p.Sku).ToListAsync(),
            await db.Products.CountAsync(p => p.CashPrice.Cents > 1_000),
            await db.Products.Where(p => p.CardPrice != null).SumAsync(p => p.CardPrice!.Value.Cents),
            await db.Products.CountAsync(p => p.CardPrice == null)));
        Assert.Equal(1_000 + 1_850 + 300, sum);
        Assert.Equal(["BEANS", "COFFEE", "OWN"], skus);
        Assert.Equal((1, 333L, 2), (dear, own, none));
    }

    [Fact]
    public async Task Instants_are_ordered_and_compared_by_the_database()
    {
        var shop = await app.NewShopAsync();
        var first = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        var other = await app.NewRegisterAsync(shop);
        var second = (await app.ScanAsync(shop, TestStore.CoffeeSku, other)).Value!;
        var opened = await app.InDatabaseAsync(shop.System, db => db.Sales.OrderByDescending(s => s.OpenedAt).Select(s => new { s.Id, s.OpenedAt }).ToListAsync());
        Assert.Equal([second.Id, first.Id], opened.Select(o => o.Id));
        var since = opened[0].OpenedAt.ToOffset(TimeSpan.FromHours(9));
        Assert.Equal(1, await app.InDatabaseAsync(shop.System, db => db.Sales.CountAsync(s => s.OpenedAt >= since)));
    }
}
