using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Payments;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Shifts;

/// <summary>A register with an open shift of 100.00 and a PIN pad that takes every tender, in the words of a test.</summary>
internal sealed class ShiftSteps(AppFixture app, RefundSteps refunds, ShiftId shift)
{
    public static readonly Money Float = new(10_000);

    private static readonly TenderRules All = new(true, TenderKind.Card, true, true, true, false);

    public RefundSteps Refunds => refunds;

    public Till Till => refunds.Till;

    public TestStore Store => refunds.Store;

    public ShiftId Shift => shift;

    public static async Task<ShiftSteps> OpenAsync(AppFixture app, int timeoutSeconds = 120)
    {
        var refunds = await RefundSteps.OpenAsync(app, timeoutSeconds);
        await RulesAsync(app, refunds.Store);
        return new ShiftSteps(app, refunds, await BeginAsync(app, refunds.Store, refunds.Till.Register));
    }

    /// <summary>The store works with shifts, and takes every tender.</summary>
    public static async Task RulesAsync(AppFixture app, TestStore store)
    {
        Till.Must(await app.SendAs(store.Manager, new SaveTenderRules(store.StoreId, All)));
        Till.Must(await app.SendAs(store.Manager, new SaveShiftRules(store.StoreId, true, Money.Zero, 0)));
    }

    public static async Task<ShiftId> BeginAsync(AppFixture app, TestStore store, RegisterId register)
    {
        var shift = ShiftId.New();
        Till.Must(await app.SendAs(store.Cashier, new OpenShift(shift, register, CountedCash.Of(Float))));
        return shift;
    }

    public async Task<ShiftReport> LookAsync() => Till.Must(await app.SendAs(Store.Manager, new GetShiftReport(shift)));

    /// <summary>Counts what should be there, and closes.</summary>
    public async Task<ShiftReport> CloseAsync()
    {
        var x = await LookAsync();
        var tally = Till.Must(await app.SendAs(Store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(x.Expected))));
        return Till.Must(await app.SendAs(Store.Cashier, new CloseShift(shift, tally.CountId, tally.Expected, Money.Zero, null, null)));
    }
}
