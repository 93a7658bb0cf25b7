using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Testing;

/// <summary>The tenants of a fixture. Each merchant has its own TPN on the simulator.</summary>
public sealed record TestTenants(TestStore Coffee, TestStore Pharmacy, TestStore Foreign)
{
    internal static async Task<TestTenants> MakeAsync(AppFixture app)
    {
        var iso = IsoId.New();
        var other = IsoId.New();
        await AddIsoAsync(app, iso, "First ISO");
        await AddIsoAsync(app, other, "Other ISO");
        return new TestTenants(
            await TestStore.MakeAsync(app, iso, "Coffee", new Rate(40_000), "220326704411", "7104411", "Hb7kQ2mW9x"),
            await TestStore.MakeAsync(app, iso, "Pharmacy", Rate.Zero, "220326704431", "7104431", "Jp2wX7cF4q"),
            await TestStore.MakeAsync(app, other, "Foreign", new Rate(30_000), "220326704421", "7104421", "Hd9pL5sB6y"));
    }

    private static Task AddIsoAsync(AppFixture app, IsoId iso, string name) => app.InDatabaseAsync(Actor.System(iso, null), async db =>
    {
        db.Isos.Add(new Iso(iso, name));
        return await db.SaveChangesAsync();
    });
}

/// <summary>A merchant with one store, one register, one PIN pad, two taxes and a few products, and its people.</summary>
public sealed record TestStore(
    IsoId IsoId, MerchantId MerchantId, StoreId StoreId, RegisterId RegisterId, TerminalId TerminalId, string Tpn, string AuthKey, Rate Markup,
    TaxId LocalTax, TaxId StateTax, CategoryId Category, ProductId Coffee, ProductId Beans)
{
    public const string CoffeeSku = "COFFEE";
    public const string CoffeeBarcode = "2000000000015";
    public const string BeansSku = "BEANS";

    public Actor Cashier => Actor.User(IsoId, MerchantId, [StoreId], "cashier@test.cloudpos.test", StaffRole.Cashier);

    public Actor Manager => Actor.User(IsoId, MerchantId, null, "manager@test.cloudpos.test", StaffRole.Manager);

    public Actor IsoAdmin => Actor.User(IsoId, null, null, "iso@test.cloudpos.test", StaffRole.IsoAdmin);

    public Actor System => Actor.System(IsoId, MerchantId);

    /// <summary>Another merchant in a fixture that has started.</summary>
    public static async Task<TestStore> MakeAsync(AppFixture app, IsoId iso, string name, Rate markup, string tpn, string spinRegister, string key)
    {
        var made = new TestStore(iso, MerchantId.New(), StoreId.New(), RegisterId.New(), TerminalId.New(), tpn, key, markup,
            TaxId.New(), TaxId.New(), CategoryId.New(), ProductId.New(), ProductId.New());
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(Actor.System(iso, null));
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var secrets = scope.ServiceProvider.GetRequiredService<SecretBox>();
        made.Add(db, secrets, name, spinRegister);
        await db.SaveChangesAsync();
        return made;
    }

    private void Add(AppDbContext db, SecretBox secrets, string name, string spinRegister)
    {
        db.Merchants.Add(new Merchant(MerchantId, IsoId, name, Markup));
        db.Taxes.Add(new Tax(LocalTax, IsoId, MerchantId, "LocalTax", new Rate(50_000), TaxKind.Local));
        db.Taxes.Add(new Tax(StateTax, IsoId, MerchantId, "StateTax", new Rate(100_000), TaxKind.State));
        db.Categories.Add(new Category(Category, IsoId, MerchantId, "Drinks", 0));
        db.Stores.Add(new Store(StoreId, IsoId, MerchantId, name + " store", "America/New_York"));
        var terminal = new Terminal(TerminalId, IsoId, MerchantId, StoreId, Tpn);
        terminal.Describe("PIN pad 1", spinRegister, TerminalModel.P8, TerminalEndpoint.Simulator);
        terminal.SetKey(secrets.Seal(MerchantId, AuthKey), AuthKey[^2..]);
        db.Terminals.Add(terminal);
        db.Registers.Add(new Register(RegisterId, IsoId, MerchantId, StoreId, "Register 1"));
        db.SaleCounters.Add(new SaleCounter(StoreId, IsoId, MerchantId));
        // the specification's sample: 10.00 cash, taxes of 5 % and 10 %
        AddProduct(db, Coffee, CoffeeSku, CoffeeBarcode, "Coffee & cake", new Money(1_000), [LocalTax, StateTax]);
        AddProduct(db, Beans, BeansSku, null, "Beans", new Money(1_850), []);
    }

    private void AddProduct(AppDbContext db, ProductId id, string sku, string? barcode, string name, Money cash, TaxId[] taxes)
    {
        var product = new Product(id, IsoId, MerchantId, sku);
        product.Describe(sku, barcode, name, Category, cash, null, "ITM", null, true, taxes);
        db.Products.Add(product);
    }
}
