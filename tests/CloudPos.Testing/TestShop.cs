using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;

namespace CloudPos.Testing;

/// <summary>What a shop does all day, in the words of a test.</summary>
public static class TestShop
{
    private static int _shops;

    /// <summary>A merchant of its own for one test, in the first ISO. Its TPN is unknown to the simulator.</summary>
    public static Task<TestStore> NewShopAsync(this AppFixture app, Rate? markup = null)
    {
        var number = Interlocked.Increment(ref _shops);
        var tpn = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"990000{number:000000}");
        return TestStore.MakeAsync(app, app.Tenants.Coffee.IsoId, $"Shop {number}", markup ?? new Rate(40_000), tpn, "9" + tpn, "Zz9yY8xX7w");
    }

    public static async Task<RegisterId> NewRegisterAsync(this AppFixture app, TestStore store, string name = "Register 2")
    {
        var id = RegisterId.New();
        await app.InDatabaseAsync(store.System, async db =>
        {
            db.Registers.Add(new Register(id, store.IsoId, store.MerchantId, store.StoreId, name));
            return await db.SaveChangesAsync();
        });
        return id;
    }

    public static async Task<ProductDetail> SaveAsync(this AppFixture app, TestStore store, SaveProduct product) =>
        (await app.SendAs(store.Manager, product)).Value ?? throw new InvalidOperationException("The product was refused: " + product);

    /// <summary>A new product's form, filled in well. Change what the test is about.</summary>
    public static SaveProduct NewProduct(string sku, long cents = 500, string? name = null) => new(
        ProductId.New(), null, sku, null, name ?? "Item " + sku, null, new Money(cents), null, "ITM", null, false, []);

    public static Task<Result<SaleView>> ScanAsync(this AppFixture app, TestStore store, string code, RegisterId? register = null) =>
        app.SendAs(store.Cashier, new ScanCode(register ?? store.RegisterId, code, Quantity.One));

    /// <summary>Scans codes into the open cart and takes cash for it.</summary>
    public static async Task<CashPaid> SellForCashAsync(this AppFixture app, TestStore store, params string[] codes)
    {
        SaleView? sale = null;
        foreach (var code in codes)
            sale = (await app.ScanAsync(store, code)).Value;
        return await app.PayCashAsync(store, sale!);
    }

    public static async Task<CashPaid> PayCashAsync(this AppFixture app, TestStore store, SaleView sale)
    {
        var paid = await app.SendAs(store.Cashier, new PayCash(sale.Id, TenderId.New(), sale.Left.Cash));
        return paid.Value ?? throw new InvalidOperationException(paid.Refusal?.Message);
    }
}
