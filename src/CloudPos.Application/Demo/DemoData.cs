using CloudPos.Application.Data;
using CloudPos.Application.Data.Identity;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Demo;

/// <summary>
/// Fills an empty installation: one ISO, a coffee bar with two stores, a pharmacy with one, four TPNs that exist on the simulator, a
/// person for each role, and the products, which come through the importer that users have.
/// </summary>
public sealed class DemoData(
    IServiceScopeFactory scopes, ScopedSender sender, DemoHistory history, SqliteConnections connections, IOptions<DemoOptions> options, TimeProvider clock)
{
    private const string IsoName = "Northstar Merchant Services";

    private static readonly IsoId Iso = IsoId.New();

    /// <summary>Does nothing where there is an ISO already.</summary>
    public async Task FillAsync(CancellationToken cancel)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var isos = await db.Isos.AcrossTenants("is anything here?").Select(i => i.Name).ToListAsync(cancel);
            if (isos.Count > 0 && !await IsHalfFilledAsync(db, isos, cancel))
                return;
            if (isos.Count > 0)
                await StartAgainAsync(db, cancel);
        }

        var coffee = MerchantId.New();
        var pharmacy = MerchantId.New();
        await AsIsoAsync(db => db.Isos.Add(new Iso(Iso, IsoName)), cancel);
        var pier = await CoffeeAsync(coffee, cancel);
        await PharmacyAsync(pharmacy, cancel);
        await ImportAsync(coffee, "harbor-lane-coffee.csv", cancel);
        await ImportAsync(pharmacy, "juniper-pharmacy.csv", cancel);
        await UserAsync(DemoLogins.Manager, "Mara Lindqvist", StaffRole.Manager, coffee, null);
        await UserAsync(DemoLogins.Cashier, "Casey Brandt", StaffRole.Cashier, coffee, pier);
        await UserAsync(DemoLogins.PharmacyManager, "Jun Park", StaffRole.Manager, pharmacy, null);
        await history.FillAsync(Iso, coffee, pier, DemoLogins.Cashier, cancel);
        await UserAsync(DemoLogins.Iso, "Ines Okafor", StaffRole.IsoAdmin, null, null); // last: tells that all of it is there
    }

    /// <summary>The first start was stopped in the middle: the demo's ISO is there, the last thing that is written is not.</summary>
    private static async Task<bool> IsHalfFilledAsync(AppDbContext db, List<string> isos, CancellationToken cancel) =>
        isos is [IsoName] && !await db.Users.AnyAsync(u => u.Email == DemoLogins.Iso, cancel);

    private async Task StartAgainAsync(AppDbContext db, CancellationToken cancel)
    {
        if (!db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal))
            throw new InvalidOperationException("The first start was stopped while the demo data was filled in. Empty the database and start again.");
        // nobody may keep open what is about to be deleted
        connections.CloseIdle();
        SqliteConnections.Close(db.Database.GetDbConnection());
        await db.Database.EnsureDeletedAsync(cancel);
        await DatabaseProvider.PrepareSqliteAsync(db, cancel);
        await db.Database.MigrateAsync(cancel);
    }

    private async Task<StoreId> CoffeeAsync(MerchantId coffee, CancellationToken cancel)
    {
        var (pier, depot) = (StoreId.New(), StoreId.New());
        await AsIsoAsync(db =>
        {
            db.Merchants.Add(new Merchant(coffee, Iso, "Harbor Lane Coffee", new Rate(40_000)));
            db.Taxes.Add(new Tax(TaxId.New(), Iso, coffee, "State tax", new Rate(40_000), TaxKind.State));
            db.Taxes.Add(new Tax(TaxId.New(), Iso, coffee, "City tax", new Rate(45_000), TaxKind.Local));
            Store(db, coffee, pier, "Pier 4", "America/New_York", "4 Harbor Lane, Portland, ME 04101", "(207) 555-0104");
            Store(db, coffee, depot, "Depot", "America/New_York", "21 Station Square, Portland, ME 04102", "(207) 555-0121");
        }, cancel);
        await TerminalAsync(coffee, pier, "220326704411", "7104411", "Hb7kQ2mW9x", "PIN pad 1", TerminalModel.P8, cancel);
        await TerminalAsync(coffee, pier, "220326704412", "7104412", "Hc4tR8nV3z", "PIN pad 2", TerminalModel.QD4, cancel);
        if (options.Value.TwoRegisters)
            await SecondRegisterAsync(coffee, pier, cancel);
        await TerminalAsync(coffee, depot, "220326704421", "7104421", "Hd9pL5sB6y", "PIN pad 1", TerminalModel.P12, cancel);
        return pier;
    }

    private async Task PharmacyAsync(MerchantId pharmacy, CancellationToken cancel)
    {
        var main = StoreId.New();
        await AsIsoAsync(db =>
        {
            db.Merchants.Add(new Merchant(pharmacy, Iso, "Juniper Pharmacy", Rate.Zero));
            db.Taxes.Add(new Tax(TaxId.New(), Iso, pharmacy, "Sales tax", new Rate(29_000), TaxKind.State));
            db.Taxes.Add(new Tax(TaxId.New(), Iso, pharmacy, "County tax", new Rate(7_500), TaxKind.Local));
            Store(db, pharmacy, main, "Main Street", "America/Denver", "310 Main Street, Boulder, CO 80302", "(303) 555-0131");
        }, cancel);
        await TerminalAsync(pharmacy, main, "220326704431", "7104431", "Jp2wX7cF4q", "PIN pad 1", TerminalModel.QD2, cancel);
    }

    private void Store(AppDbContext db, MerchantId merchant, StoreId id, string name, string zone, string address, string phone)
    {
        var store = new Store(id, Iso, merchant, name, zone);
        store.Describe(address, phone, "Thank you. Keep this receipt for returns within 30 days.");
        db.Stores.Add(store);
        store.KeepShifts(on: true, differenceAllowed: new Money(5_00));
        var register = new Register(RegisterId.New(), Iso, merchant, id, "Register 1");
        db.Registers.Add(register);
        OpenShift(db, register, store);
        db.SaleCounters.Add(new SaleCounter(id, Iso, merchant));
    }

    /// <summary>Opened already, so that the first thing to do is to sell.</summary>
    private void OpenShift(AppDbContext db, Register register, Store store)
    {
        var (counted, now) = (new Money(200_00), clock.GetUtcNow());
        var shift = new Shift(ShiftId.New(), register, counted, null, DemoLogins.Manager, store.Clock, now);
        db.Shifts.Add(shift);
        db.CashCounts.Add(new CashCount(CashCountId.New(), shift, isOpening: true, counted, DemoLogins.Manager, now));
    }

    private Task TerminalAsync(
        MerchantId merchant, StoreId store, string tpn, string registerId, string authKey, string label, TerminalModel model, CancellationToken cancel) =>
        InScopeAsync(async services =>
        {
            var terminal = new Terminal(TerminalId.New(), Iso, merchant, store, tpn);
            terminal.Describe(label, registerId, model, TerminalEndpoint.Simulator);
            terminal.SetKey(services.GetRequiredService<SecretBox>().Seal(merchant, authKey), authKey[^2..]);
            var db = services.GetRequiredService<AppDbContext>();
            db.Terminals.Add(terminal);
            var register = await db.Registers.SingleAsync(r => r.StoreId == store, cancel);
            if (register.TerminalId is null)
                register.Use(terminal.Id);
            await db.SaveChangesAsync(cancel);
        });

    private Task SecondRegisterAsync(MerchantId merchant, StoreId store, CancellationToken cancel) => InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        var first = await db.Registers.SingleAsync(r => r.StoreId == store, cancel);
        var second = new Register(RegisterId.New(), Iso, merchant, store, "Register 2");
        second.Use(first.TerminalId);
        db.Registers.Add(second);
        OpenShift(db, second, await db.Stores.SingleAsync(s => s.Id == store, cancel));
        await db.SaveChangesAsync(cancel);
    });

    private async Task UserAsync(string email, string name, StaffRole role, MerchantId? merchant, StoreId? store)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = new AppUser
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            FullName = name,
            IsoId = Iso,
            MerchantId = merchant,
            Role = role,
            StoreIds = store is { } only ? [only.Value] : [],
        };
        var made = await users.CreateAsync(user, DemoLogins.Password);
        if (!made.Succeeded)
            throw new InvalidOperationException("A demo user could not be made: " + string.Join(" ", made.Errors.Select(e => e.Description)));
    }

    private async Task ImportAsync(MerchantId merchant, string name, CancellationToken cancel)
    {
        await using var stream = typeof(DemoData).Assembly.GetManifestResourceStream("Demo." + name)
            ?? throw new InvalidOperationException($"The demo file {name} is missing from the build.");
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancel);
        var result = await sender.SendAsync(Actor.System(Iso, merchant), new ImportProducts(bytes.ToArray(), name, null), cancel);
        if (result.Value is not { Failed: 0 })
            throw new InvalidOperationException($"The demo file {name} did not import whole: {result.Refusal?.Message} {result.Value?.FailedRowsCsv}");
    }

    private Task AsIsoAsync(Action<AppDbContext> add, CancellationToken cancel) => InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        add(db);
        await db.SaveChangesAsync(cancel);
    });

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(Actor.System(Iso, null));
        await work(scope.ServiceProvider);
    }
}
