using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Shifts;

/// <summary>What is handed out of a drawer is missing in the drawer of the shift that is open, to the cent, and in no other.</summary>
public sealed class CashGivenBackTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task A_tip_that_is_paid_out_of_the_drawer_leaves_the_drawer_in_the_books_too()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var done = await PayOutWithTipAsync(at, await SellWithTipAsync(at, () => at.Refunds.SellAsync()));

        Assert.True(done.TipBack.IsPositive);
        Assert.Equal(done.GivenBack + done.TipBack, done.FromDrawer);
        Assert.Equal(done.FromDrawer, (await at.LookAsync()).Cash.Refunds);
    }

    [Fact]
    public async Task The_sentence_that_tells_what_to_hand_out_has_the_tip_in_it()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var done = await PayOutWithTipAsync(at, await SellWithTipAsync(at, () => at.Refunds.SellInTwoAsync(new Money(1_000))));

        Assert.Contains($"Give {MoneyText.Show(done.FromDrawer)} from the drawer.", done.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_takes_no_sale_of_before_there_were_shifts_into_the_shift()
    {
        var shop = await app.NewShopAsync();
        var sale = Till.Must(await app.ScanAsync(shop, TestStore.CoffeeSku, shop.RegisterId));
        await app.PayCashAsync(shop, sale); // the store works without shifts as yet
        Till.Must(await app.SendAs(shop.Cashier, new FinishSale(sale.Id)));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await ShiftSteps.RulesAsync(app, shop);
        var shift = await ShiftSteps.BeginAsync(app, shop, shop.RegisterId);

        var back = Till.Must(await app.SendAs(shop.Cashier, new UndoPayment(RefundId.New(), sale.Id, shop.RegisterId, "Wrong item")));

        var x = Till.Must(await app.SendAs(shop.Manager, new GetShiftReport(shift)));
        Assert.Equal((0, Money.Zero, back.FromDrawer, ShiftSteps.Float - back.FromDrawer), (x.Figures.SaleCount, x.Cash.Sales, x.Cash.Refunds, x.Expected));
    }

    [Fact]
    public async Task A_part_of_before_there_were_shifts_that_is_given_back_is_missing_in_the_drawer_and_was_not_taken_in_it()
    {
        var shop = await app.NewShopAsync();
        var till = new Till(app, shop, shop.RegisterId);
        var sale = Till.Must(await app.ScanAsync(shop, TestStore.CoffeeSku, shop.RegisterId));
        await till.PayPartInCashAsync(sale.Id, 300);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await ShiftSteps.RulesAsync(app, shop);
        var shift = await ShiftSteps.BeginAsync(app, shop, shop.RegisterId);

        Till.Must(await till.GiveBackAsync(sale.Id, (await till.SaleAsync(sale.Id)).Tenders.Single().Id));
        var rest = Till.Must(await till.PayCashAsync(sale.Id, 1_150));

        var x = Till.Must(await app.SendAs(shop.Manager, new GetShiftReport(shift)));
        Assert.Equal((1, rest.Due, new Money(300), ShiftSteps.Float + rest.Due - new Money(300)), (x.Figures.SaleCount, x.Cash.Sales, x.Cash.Refunds, x.Expected));
    }

    [Fact]
    public async Task A_refund_at_another_register_leaves_the_sale_in_the_shift_that_took_it()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sale = await at.Refunds.SellForCashAsync();
        Till.Must(await app.SendAs(at.Store.Cashier, new FinishSale(sale)));
        await at.CloseAsync();
        var other = await Till.AddAsync(app, at.Store, "Register 3");
        var second = await ShiftSteps.BeginAsync(app, at.Store, other.Register);

        var back = Till.Must(await app.SendAs(at.Store.Cashier, new UndoPayment(RefundId.New(), sale, other.Register, "Wrong item")));

        var x = Till.Must(await app.SendAs(at.Store.Manager, new GetShiftReport(second)));
        Assert.Equal((0, Money.Zero, back.FromDrawer), (x.Figures.SaleCount, x.Cash.Sales, x.Cash.Refunds));
        Assert.Equal(1, (await at.LookAsync()).Figures.SaleCount);
    }

    [Fact]
    public async Task No_cash_leaves_a_drawer_whose_shift_is_closed_when_a_part_is_given_back()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sale = await at.Till.RingUpAsync();
        await at.Till.PayPartInCashAsync(sale.Id, 300);
        var tender = (await at.Till.SaleAsync(sale.Id)).Tenders.Single();
        await at.CloseAsync();

        Assert.Equal(ShiftRefusals.Closed.Code, (await at.Till.GiveBackAsync(sale.Id, tender.Id)).Refusal?.Code);
        Assert.True((await at.Till.SaleAsync(sale.Id)).Tenders.Single().Counts);

        await ShiftSteps.BeginAsync(app, at.Store, at.Till.Register);
        Assert.True(Till.Must(await at.Till.GiveBackAsync(sale.Id, tender.Id)).IsDone);
    }

    [Fact]
    public async Task No_cash_leaves_a_drawer_whose_shift_is_closed_when_a_declined_return_is_paid_out()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sale = await at.Refunds.SellAsync();
        await app.SendAs(at.Store.Cashier, new FinishSale(sale));
        await at.Till.CustomerAsync("decline");
        var declined = await at.Refunds.UntilAsync((await at.Refunds.RefundAsync(sale, await at.Refunds.BeansAsync(sale))).RefundId, RefundPhase.Declined);
        await at.CloseAsync();
        var manager = await at.Refunds.PersonAsync(StaffRole.Manager);
        var payOut = new RetryRefundPart(declined.RefundId, declined.Waiting!.AttemptId!.Value, RefundRetry.Cash, manager);

        Assert.Equal(ShiftRefusals.Closed.Code, (await app.SendAs(at.Store.Cashier, payOut)).Refusal?.Code);
        Assert.Equal(RefundPhase.Declined, (await at.Refunds.LookAsync(declined.RefundId)).Phase);

        await ShiftSteps.BeginAsync(app, at.Store, at.Till.Register);
        Assert.Equal(RefundPhase.Refunded, Till.Must(await app.SendAs(at.Store.Cashier, payOut)).Phase);
    }

    private async Task<SaleId> SellWithTipAsync(ShiftSteps at, Func<Task<SaleId>> sell)
    {
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = true });
        await at.Till.CustomerAsync("tip");
        var sale = await sell();
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = false });
        await app.SendAs(at.Store.Cashier, new FinishSale(sale));
        await at.Refunds.SettleAsync();
        return sale;
    }

    /// <summary>The card takes nothing back, so all of it goes out of the drawer.</summary>
    private static async Task<RefundView> PayOutWithTipAsync(ShiftSteps at, SaleId sale)
    {
        await at.Till.CustomerAsync("decline");
        var declined = await at.Refunds.UntilAsync((await at.Refunds.UndoAsync(sale)).RefundId, RefundPhase.Declined);
        return await at.Refunds.RetryAsync(declined, RefundRetry.Cash, await at.Refunds.PersonAsync(StaffRole.Manager));
    }
}
