using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
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
