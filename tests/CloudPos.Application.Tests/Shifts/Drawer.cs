using CloudPos.Application.Data.Identity;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Shifts;

/// <summary>The drawer of one register, in the words of a test.</summary>
internal sealed class Drawer(AppFixture app, TestStore store, RegisterId register)
{
    public const string Password = "A long password 1";

    /// <summary>A shop of its own that works with shifts.</summary>
    public static async Task<Drawer> InNewShopAsync(AppFixture app, long allowedCents = 500)
    {
        var store = await app.NewShopAsync();
        Must(await app.SendAs(store.Manager, new SaveShiftRules(store.StoreId, true, new Money(allowedCents), 0)));
        return new Drawer(app, store, store.RegisterId);
    }

    public TestStore Store => store;

    public RegisterId Register => register;

    public async Task<Drawer> AnotherAsync(string name) => new(app, store, await app.NewRegisterAsync(store, name));

    public async Task<ShiftId> OpenAsync(long cents = 20_000)
    {
        var id = ShiftId.New();
        Must(await app.SendAs(store.Cashier, new OpenShift(id, register, CountedCash.Of(new Money(cents)))));
        return id;
    }

    public async Task<Money> SellAsync(string sku = TestStore.CoffeeSku)
    {
        var sale = Must(await app.ScanAsync(store, sku, register));
        return (await app.PayCashAsync(store, sale)).Due;
    }

    public Task<Result<CashMoved>> MoveAsync(ShiftId shift, CashMovementKind kind, long cents, string reason = "Milk delivery", CashMovementId? id = null) =>
        app.SendAs(store.Cashier, new MoveCash(id ?? CashMovementId.New(), shift, kind, new Money(cents), reason));

    public async Task<DrawerTally> CountAsync(ShiftId shift, long cents) =>
        Must(await app.SendAs(store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(new Money(cents)))));

    public Task<Result<ShiftReport>> CloseAsync(DrawerTally tally, string? reason = null, Approval? approval = null, Money? left = null) =>
        app.SendAs(store.Cashier, new CloseShift(tally.ShiftId, tally.CountId, tally.Expected, left ?? Money.Zero, reason, approval));

    /// <summary>Counts what should be there, and closes.</summary>
    public async Task<ShiftReport> CloseExactAsync(ShiftId shift, Money? left = null)
    {
        var blind = await CountAsync(shift, 0);
        return Must(await CloseAsync(await CountAsync(shift, blind.Expected.Cents), left: left));
    }

    public async Task<ShiftReport> LookAsync(ShiftId shift) => Must(await app.SendAs(store.Manager, new GetShiftReport(shift)));

    public Task<List<Tender>> CashTendersAsync() => app.InDatabaseAsync(store.System, db => db.Sales.AsNoTracking()
        .Where(s => s.RegisterId == register).SelectMany(s => s.Tenders).Where(t => t.Kind == TenderKind.Cash).ToListAsync());

    public Task<List<Shift>> ShiftsAsync() => app.InDatabaseAsync(store.System,
        db => db.Shifts.AsNoTracking().Where(s => s.RegisterId == register).OrderBy(s => s.OpenedAt).ToListAsync());

    /// <summary>Somebody who can sign.</summary>
    public static async Task<string> PersonAsync(AppFixture app, TestStore of, StaffRole role, StoreId? store = null)
    {
        var email = $"{Guid.NewGuid():N}@test.cloudpos.test";
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var made = await users.CreateAsync(new AppUser
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
            FullName = "Mara " + role,
            IsoId = of.IsoId,
            MerchantId = role == StaffRole.IsoAdmin ? null : of.MerchantId,
            Role = role,
            StoreIds = store is { } only ? [only.Value] : [],
        }, Password);
        Assert.True(made.Succeeded);
        return email;
    }

    public static T Must<T>(Result<T> result)
    {
        Assert.Null(result.Refusal);
        return result.Value!;
    }
}
