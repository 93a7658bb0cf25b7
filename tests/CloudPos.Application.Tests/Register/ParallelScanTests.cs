using CloudPos.Application.Features.Register;
using CloudPos.Domain.Sales;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Register;

// SQLite answers on the caller's thread: only Task.Run makes these scans meet
public sealed class ParallelScanTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task Sale_numbers_count_up_without_doubles_on_two_registers_at_once()
    {
        var shop = await app.NewShopAsync();
        var second = await app.NewRegisterAsync(shop);
        var registers = new List<Domain.Tenancy.RegisterId> { shop.RegisterId, second };
        for (var i = 2; i < 20; i++)
            registers.Add(await app.NewRegisterAsync(shop, $"Register {i + 1}"));
        var sales = await Task.WhenAll(registers.Select(r => Task.Run(() => app.ScanAsync(shop, TestStore.CoffeeSku, r))));
        Assert.All(sales, s => Assert.Null(s.Refusal));
        Assert.Equal(Enumerable.Range(1_001, 20), sales.Select(s => s.Value!.Number).Order());
    }

    [Fact]
    public async Task Twenty_first_scans_on_two_registers_make_two_carts_and_lose_nothing()
    {
        var shop = await app.NewShopAsync();
        var second = await app.NewRegisterAsync(shop);
        var scans = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => app.ScanAsync(shop, TestStore.CoffeeSku, i % 2 == 0 ? shop.RegisterId : second))));
        var open = await app.InDatabaseAsync(shop.System, db => db.Sales.AsNoTracking().Include(s => s.Lines).Where(s => s.State == SaleState.Open).ToListAsync());
        Assert.Equal(2, open.Count);
        Assert.All(scans, s => Assert.Null(s.Refusal));
        Assert.Equal(2, open.Select(s => s.Number).Distinct().Count());
        Assert.Equal(20, open.Sum(s => s.Lines.Sum(l => l.Quantity.Thousandths)) / 1_000);
    }

    [Fact]
    public async Task Parallel_scans_of_one_cart_all_land()
    {
        var shop = await app.NewShopAsync();
        await app.ScanAsync(shop, TestStore.BeansSku);
        var scans = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => app.ScanAsync(shop, i % 2 == 0 ? TestStore.CoffeeSku : TestStore.BeansSku))));
        Assert.All(scans, s => Assert.Null(s.Refusal));
        var sale = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Sale!;
        Assert.Equal(11, sale.ItemCount);
        Assert.Equal(2, sale.Lines.Count);
    }
}
