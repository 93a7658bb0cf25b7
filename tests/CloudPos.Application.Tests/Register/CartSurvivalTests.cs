using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Register;

public sealed class CartSurvivalTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task The_cart_is_there_after_a_restart_and_goes_on()
    {
        var shop = await app.NewShopAsync();
        await app.ScanAsync(shop, TestStore.CoffeeSku);
        var before = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!;
        await app.RestartAsync();
        var till = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!;
        Assert.Equal(before.Id, till.Sale!.Id);
        Assert.Equal(before.Total, till.Sale.Total);
        Assert.Equal(before.Lines.Select(l => (l.Id, l.Quantity, l.Net)), till.Sale.Lines.Select(l => (l.Id, l.Quantity, l.Net)));
        var after = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        Assert.Equal(before.Id, after.Id);
        Assert.Equal(3, after.ItemCount);
    }

    [Fact]
    public async Task The_cart_belongs_to_the_register_whoever_stands_there()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        var colleague = Actor.User(shop.IsoId, shop.MerchantId, [shop.StoreId], "colleague@test.cloudpos.test", StaffRole.Cashier);
        var till = (await app.SendAs(colleague, new GetTill(shop.RegisterId))).Value!;
        Assert.Equal(sale.Id, till.Sale!.Id);
        var more = (await app.SendAs(colleague, new ScanCode(shop.RegisterId, TestStore.BeansSku, Quantity.One))).Value!;
        Assert.Equal(sale.Id, more.Id);
        Assert.Equal(2, more.Lines.Count);
    }

    [Fact]
    public async Task Two_registers_of_a_store_have_a_cart_each()
    {
        var shop = await app.NewShopAsync();
        var other = await app.NewRegisterAsync(shop);
        var one = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        var two = (await app.ScanAsync(shop, TestStore.CoffeeSku, other)).Value!;
        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(Quantity.One, Assert.Single(two.Lines).Quantity);
    }

    [Fact]
    public async Task The_till_shows_the_last_sale_with_its_change()
    {
        var shop = await app.NewShopAsync();
        var paid = await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        var last = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.LastSale!;
        Assert.Equal((paid.SaleId, paid.SaleNumber, new Money(1_150), TenderKind.Cash), (last.Id, last.Number, last.Paid, last.Kind));
    }
}
