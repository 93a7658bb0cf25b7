using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Shifts;

public sealed class OpenShiftTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task Without_an_open_shift_nothing_is_rung_up_and_no_money_is_taken()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var store = drawer.Store;
        var shift = await drawer.OpenAsync();
        var sale = Drawer.Must(await app.ScanAsync(store, TestStore.CoffeeSku));
        await drawer.CloseExactAsync(shift);

        Assert.Equal("shift.closed", (await app.ScanAsync(store, TestStore.CoffeeSku)).Refusal?.Code);
        Assert.Equal("shift.closed", (await app.SendAs(store.Cashier, new AddItem(store.RegisterId, store.Beans, Quantity.One))).Refusal?.Code);
        Assert.Equal("shift.closed", (await app.SendAs(store.Cashier, new PayCash(sale.Id, TenderId.New(), sale.Left.Cash))).Refusal?.Code);
        Assert.Equal("shift.closed", (await app.SendAs(store.Cashier, new PayByCard(sale.Id, AttemptId.New()))).Refusal?.Code);
        Assert.Empty(await drawer.CashTendersAsync());

        await drawer.OpenAsync();
        await app.PayCashAsync(store, sale);
        Assert.Single(await drawer.CashTendersAsync());
    }

    [Fact]
    public async Task A_store_that_works_without_shifts_sells_without_one()
    {
        var store = await app.NewShopAsync();
        await app.SellForCashAsync(store, TestStore.CoffeeSku);
        Assert.Equal("shifts.off", (await app.SendAs(store.Cashier, new OpenShift(ShiftId.New(), store.RegisterId, CountedCash.Of(Money.Zero)))).Refusal?.Code);
        Assert.Null((await app.SendAs(store.Cashier, new GetTill(store.RegisterId))).Value!.Shift);
    }

    [Fact]
    public async Task A_double_click_opens_one_shift_and_a_second_tab_finds_it_open()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var click = new OpenShift(ShiftId.New(), drawer.Register, CountedCash.Of(new Money(20_000)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => app.SendAs(drawer.Store.Cashier,
            i % 2 == 0 ? click : click with { ShiftId = ShiftId.New() })));

        var shift = Assert.Single(await drawer.ShiftsAsync());
        Assert.All(answers, a => Assert.True(a.Value?.Id == shift.Id || a.Refusal?.Code == "shift.open", a.Refusal?.Code));
        Assert.Equal(1, await app.InDatabaseAsync(drawer.Store.System, db => db.CashCounts.CountAsync(c => c.ShiftId == shift.Id)));
    }

    [Fact]
    public async Task The_float_stands_beside_what_the_last_close_left()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var first = Drawer.Must(await app.SendAs(drawer.Store.Cashier, new OpenShift(ShiftId.New(), drawer.Register, CountedCash.Of(new Money(20_000)))));
        Assert.Null(first.Expected);
        await drawer.CloseExactAsync(first.Id, left: new Money(15_000));
        var till = (await app.SendAs(drawer.Store.Cashier, new GetTill(drawer.Register))).Value!.Shift!;
        Assert.Equal((null, new Money(15_000), 1), (till.OpenId, till.Last!.Left, till.Last.ZNumber));

        int[] pieces = [1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var second = Drawer.Must(await app.SendAs(drawer.Store.Cashier, new OpenShift(ShiftId.New(), drawer.Register, CountedCash.Of(pieces))));
        Assert.Equal((new Money(14_000), new Money(15_000), new Money(-1_000)), (second.Float, second.Expected, second.Difference));
        var report = await drawer.CloseExactAsync(second.Id);
        Assert.Equal((new Money(-1_000), Money.Zero), (report.Float.Difference, report.Close!.Difference));
        var stored = await app.InDatabaseAsync(drawer.Store.System, db => db.CashCounts.AsNoTracking().SingleAsync(c => c.ShiftId == second.Id && c.IsOpening));
        Assert.Equal(pieces, stored.Pieces);
    }

    [Fact]
    public async Task A_count_that_is_none_is_refused()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        foreach (var count in new[] { CountedCash.Of(new Money(-1)), new CountedCash([1, 2], new Money(0)), new CountedCash(new int[CashPieces.Kinds.Count], new Money(5)) })
            Assert.Equal("input.invalid", (await app.SendAs(drawer.Store.Cashier, new OpenShift(ShiftId.New(), drawer.Register, count))).Refusal?.Code);
    }

    [Fact]
    public async Task The_hour_at_which_the_day_ends_decides_the_business_date_of_sales_and_shifts()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var local = new StoreClock("America/New_York", 0).Local(app.Clock.GetUtcNow());
        if (local.Hour == 23)
            app.Clock.Advance(TimeSpan.FromHours(1)); // no hour comes after 23 in which the day could end
        local = new StoreClock("America/New_York", 0).Local(app.Clock.GetUtcNow());
        var today = DateOnly.FromDateTime(local.DateTime);
        Drawer.Must(await app.SendAs(drawer.Store.Manager, new SaveShiftRules(drawer.Store.StoreId, true, Money.Zero, local.Hour + 1)));
        var shift = await drawer.OpenAsync();
        await drawer.SellAsync();
        Assert.Equal(today.AddDays(-1), (await drawer.LookAsync(shift)).BusinessDate);
        Assert.Equal(today.AddDays(-1), await app.InDatabaseAsync(drawer.Store.System, db => db.Sales.Where(s => s.ShiftId == shift).Select(s => s.BusinessDate).SingleAsync()));

        Assert.Equal("input.invalid", (await app.SendAs(drawer.Store.Manager, new SaveShiftRules(drawer.Store.StoreId, true, Money.Zero, 24))).Refusal?.Code);
        Assert.Equal("shift.open", (await app.SendAs(drawer.Store.Manager, new SaveShiftRules(drawer.Store.StoreId, false, Money.Zero, 0))).Refusal?.Code);
    }
}
