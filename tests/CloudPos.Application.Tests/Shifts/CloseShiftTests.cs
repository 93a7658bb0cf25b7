using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Shifts;

public sealed class CloseShiftTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task A_Z_report_holds_the_figures_of_the_shift_and_never_changes()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var store = drawer.Store;
        var shift = await drawer.OpenAsync(20_000);
        var coffee = await drawer.SellAsync();
        var sale = Drawer.Must(await app.ScanAsync(store, TestStore.BeansSku));
        sale = Drawer.Must(await app.SendAs(store.Cashier, new ApplyDiscount(sale.Id, null, Discount.Of(new Money(150)))));
        var beans = (await app.PayCashAsync(store, sale)).Due;
        Drawer.Must(await drawer.MoveAsync(shift, CashMovementKind.Out, 2_000));

        var z = await drawer.CloseExactAsync(shift, left: new Money(20_000));

        Assert.Equal((1, 2), (z.Number, z.Figures.SaleCount));
        Assert.Equal((new Money(1_000 + 1_850), new Money(150), 1), (z.Figures.Gross, z.Figures.Discounts, z.Figures.DiscountCount));
        Assert.Equal([("LocalTax 5 %", new Money(50)), ("StateTax 10 %", new Money(100))], z.Figures.Taxes.Select(t => (t.Name, t.Amount)));
        Assert.Equal(coffee + beans, z.Figures.Paid);
        Assert.Equal(("Cash", 2, coffee + beans), z.Figures.Tenders.Select(t => (t.Name, t.Count, t.Amount)).Single());
        Assert.Equal(new Money(46 + 74), z.Figures.Saved); // the specification's sample saves 0.46; beans 4 % of 18.50, the discount being the same at both prices
        Assert.Equal(new Money(20_000) + coffee + beans - new Money(2_000), z.Expected);
        Assert.Equal((Money.Zero, new Money(20_000)), (z.Close!.Difference, z.Close.Left));
        Assert.Equal((z.Figures.FirstSale + 1, sale.Number), (z.Figures.LastSale, z.Figures.LastSale));

        var before = Text(await drawer.LookAsync(shift));
        // what the report was made of is changed behind its back: what is stored stays
        await app.InDatabaseAsync(store.System, async db =>
        {
            await db.Set<SaleTax>().Where(t => t.MerchantId == store.MerchantId).ExecuteUpdateAsync(set => set.SetProperty(t => t.Name, "Renamed"));
            await db.Sales.Where(s => s.ShiftId == shift).ExecuteUpdateAsync(set => set.SetProperty(s => s.Paid.Cents, 1));
            return await db.CashMovements.Where(m => m.ShiftId == shift).ExecuteUpdateAsync(set => set.SetProperty(m => m.Amount.Cents, 1));
        });
        var after = await drawer.LookAsync(shift);
        Assert.Equal(before, Text(after));
    }

    [Fact]
    public async Task A_Z_report_is_what_the_X_report_said_a_moment_before()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync();
        for (var i = 0; i < 3; i++)
            await drawer.SellAsync(i % 2 == 0 ? TestStore.CoffeeSku : TestStore.BeansSku);
        var x = await drawer.LookAsync(shift);
        Assert.Null(x.Number);
        Assert.Equal(Text(x), Text(await drawer.LookAsync(shift)));
        Assert.Equal(Text(x), Text(await drawer.CloseExactAsync(shift)));
    }

    [Fact]
    public async Task An_empty_shift_closes()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var z = await drawer.CloseExactAsync(await drawer.OpenAsync(0));
        Assert.Equal((1, 0, Money.Zero, (int?)null), (z.Number, z.Figures.SaleCount, z.Expected, z.Figures.FirstSale));
        Assert.Empty(z.Figures.Tenders);
    }

    [Fact]
    public async Task Two_tabs_that_close_at_once_make_one_Z_report()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync();
        var tally = await drawer.CountAsync(shift, 20_000);
        var other = await drawer.CountAsync(shift, 20_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => drawer.CloseAsync(i % 2 == 0 ? tally : other, left: new Money(i * 100))));
        Assert.All(answers, a => Assert.Equal(1, Drawer.Must(a).Number));
        Assert.Single(answers.Select(a => a.Value!.Close!.Left).Distinct());
        Assert.Equal(1, await app.InDatabaseAsync(drawer.Store.System, db => db.ZReports.CountAsync(z => z.ShiftId == shift)));
    }

    [Fact]
    public async Task Cash_that_came_in_after_the_count_is_not_closed_away()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync();
        var tally = await drawer.CountAsync(shift, 20_000);
        await drawer.SellAsync();
        Assert.Equal("shift.moved", (await drawer.CloseAsync(tally)).Refusal?.Code);
        Assert.True((await drawer.ShiftsAsync()).Single().IsOpen);
        Assert.Equal(1, (await drawer.CloseExactAsync(shift)).Number); // the refused close has used no number up
    }

    [Fact]
    public async Task A_sale_during_the_close_is_in_the_report_or_refused_never_between()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        for (var round = 0; round < 15; round++)
        {
            var shift = await drawer.OpenAsync();
            var sale = Drawer.Must(await app.ScanAsync(drawer.Store, TestStore.CoffeeSku));
            var tally = await drawer.CountAsync(shift, 20_000);
            var paying = app.SendAs(drawer.Store.Cashier, new PayCash(sale.Id, TenderId.New(), sale.Left.Cash));
            var closing = drawer.CloseAsync(tally);
            var (paid, closed) = (await paying, await closing);

            Assert.True(paid.IsRefused != closed.IsRefused, $"{paid.Refusal?.Code} {closed.Refusal?.Code}");
            Assert.Contains(paid.Refusal?.Code ?? closed.Refusal?.Code, new[] { "shift.closed", "shift.moved" });
            if (closed.IsRefused)
                await drawer.CloseExactAsync(shift);
            else
                await app.SendAs(drawer.Store.Cashier, new ClearSale(sale.Id, true));
        }

        var tenders = await drawer.CashTendersAsync();
        Assert.All(tenders, t => Assert.NotNull(t.ShiftId));
        Assert.All(await drawer.ShiftsAsync(), s => Assert.Equal(Money.Sum(tenders.Where(t => t.ShiftId == s.Id).Select(t => t.Amount)), s.Cash.Sales));
    }

    [Fact]
    public async Task Many_sales_at_once_with_closes_between_are_each_in_exactly_one_report()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        await drawer.OpenAsync();
        var selling = Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                if ((await app.ScanAsync(drawer.Store, TestStore.BeansSku)).Value is { } sale)
                    await app.SendAs(drawer.Store.Cashier, new PayCash(sale.Id, TenderId.New(), sale.Left.Cash));
            }
        });
        for (var i = 0; i < 6; i++)
        {
            var shift = (await drawer.ShiftsAsync()).Single(s => s.IsOpen).Id;
            var blind = await drawer.CountAsync(shift, 0);
            if (!(await drawer.CloseAsync(await drawer.CountAsync(shift, blind.Expected.Cents))).IsRefused)
                await drawer.OpenAsync();
        }

        await selling;
        await drawer.CloseExactAsync((await drawer.ShiftsAsync()).Single(s => s.IsOpen).Id);
        var (tenders, shifts) = (await drawer.CashTendersAsync(), await drawer.ShiftsAsync());
        Assert.NotEmpty(tenders);
        Assert.Equal(Money.Sum(tenders.Select(t => t.Amount)), Money.Sum(shifts.Select(s => s.Cash.Sales)));
        Assert.Equal(Enumerable.Range(1, shifts.Count), shifts.Select(s => s.ZNumber!.Value));
    }

    [Fact]
    public async Task Z_numbers_have_no_gap_under_twenty_closes_at_once_and_repeated_closes_of_one_register()
    {
        var first = await Drawer.InNewShopAsync(app);
        var drawers = new List<Drawer> { first };
        for (var i = 2; i <= 20; i++)
            drawers.Add(await first.AnotherAsync($"Register {i}"));
        for (var round = 1; round <= 3; round++)
        {
            var shifts = new List<(Drawer Drawer, DrawerTally Tally)>();
            foreach (var drawer in drawers)
                shifts.Add((drawer, await drawer.CountAsync(await drawer.OpenAsync(1_000), 1_000)));
            // every other one is refused on its way, after the number may have been taken
            var closes = await Task.WhenAll(shifts.SelectMany((s, i) => new[]
            {
                s.Drawer.CloseAsync(s.Tally with { Expected = new Money(i % 2 == 0 ? 999 : 1_000) }, reason: "as counted"), s.Drawer.CloseAsync(s.Tally),
            }));
            Assert.All(closes, c => Assert.True(c.Refusal is null or { Code: "shift.moved" }, c.Refusal?.Code));
            foreach (var drawer in drawers)
                Assert.Equal(Enumerable.Range(1, round), (await drawer.ShiftsAsync()).Select(s => s.ZNumber!.Value).Order());
        }
    }

    [Fact]
    public async Task What_was_taken_while_no_shift_was_open_is_the_next_ones()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var store = drawer.Store;
        await drawer.CloseExactAsync(await drawer.OpenAsync(0));
        Drawer.Must(await app.SendAs(store.Manager, new SaveShiftRules(store.StoreId, false, Money.Zero, 0)));
        var sold = await drawer.SellAsync();
        Drawer.Must(await app.SendAs(store.Manager, new SaveShiftRules(store.StoreId, true, Money.Zero, 0)));
        var z = await drawer.CloseExactAsync(await drawer.OpenAsync(0));
        Assert.Equal((1, sold, sold), (z.Figures.SaleCount, z.Cash.Sales, z.Expected));
    }

    [Fact]
    public async Task A_stores_day_is_the_sum_of_its_registers_reports()
    {
        var first = await Drawer.InNewShopAsync(app);
        var second = await first.AnotherAsync("Register 2");
        var third = await first.AnotherAsync("Register 3");
        var reports = new List<ShiftReport>();
        foreach (var drawer in new[] { first, second })
        {
            var shift = await drawer.OpenAsync();
            await drawer.SellAsync();
            await drawer.SellAsync(TestStore.BeansSku);
            reports.Add(await drawer.CloseExactAsync(shift, new Money(10_000)));
        }

        await third.OpenAsync();
        var day = Drawer.Must(await app.SendAs(first.Store.Manager, new GetStoreDay(first.Store.StoreId, reports[0].BusinessDate)));
        Assert.Equal(Money.Sum(reports.Select(r => r.Figures.Taken)), day.Figures.Taken);
        Assert.Equal(Money.Sum(reports.Select(r => r.Close!.Dropped)), day.ToSafe);
        Assert.Equal((4, 2), (day.Figures.SaleCount, day.Reports.Count));
        Assert.Equal(["Register 3"], day.StillOpen);
    }

    /// <summary>The figures of a report, without when and by whom.</summary>
    private static string Text(ShiftReport report) =>
        System.Text.Json.JsonSerializer.Serialize(new { report.Figures, report.Cash, report.Expected });
}
