using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Refunds;

/// <summary>What a refund gives back of has moved since it was opened: it gives back what there is now, once.</summary>
public sealed class MovedMeanwhileTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Theory]
    [InlineData(RefundRetry.SameAgain)]
    [InlineData(RefundRetry.Cash)]
    public async Task What_was_voided_on_the_PIN_pad_meanwhile_is_not_returned_on_top_by_a_second_try(RefundRetry how)
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        Till.Must(await app.SendAs(at.Store.Cashier, new FinishSale(sale)));
        await at.Till.CustomerAsync("decline");
        var declined = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Declined);
        await at.Till.CustomerAsync("approve");
        await VoidedAsync(at, await ChargeAsync(at, sale));

        var again = await app.SendAs(at.Store.Cashier, new RetryRefundPart(declined.RefundId, declined.Waiting!.AttemptId!.Value, how,
            how == RefundRetry.Cash ? await at.PersonAsync(StaffRole.Manager) : null));

        Assert.Equal("tender.voided", again.Refusal?.Code);
    }

    [Fact]
    public async Task A_next_part_that_was_voided_meanwhile_is_given_up_and_the_refund_ends_with_what_went_back()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellOnTwoCardsAsync();
        Till.Must(await app.SendAs(at.Store.Cashier, new FinishSale(sale)));
        await app.Simulator.OnlineAsync(at.Store.Tpn, false);
        var failed = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.NotGiven);
        await app.Simulator.OnlineAsync(at.Store.Tpn, true);
        var other = (await at.Till.SaleAsync(sale)).Tenders.Single(t => t.Id != failed.Waiting!.TenderId);
        await VoidedAsync(at, await at.Till.AttemptAsync(other.AttemptId!.Value));

        await at.RetryAsync(failed, RefundRetry.SameAgain);
        var done = await at.UntilAsync(failed.RefundId, RefundPhase.Refunded);

        Assert.Equal((failed.Waiting!.Amount, failed.Waiting.Amount), (done.Amount, done.GivenBack));
        var sold = await at.Till.SaleAsync(sale);
        Assert.Equal((0m, sold.Paid, 0), (await at.PaidAtTheHostAsync(), sold.Refunded, await at.OnTheWireAsync("Return")));
    }

    [Fact]
    public async Task No_other_tip_is_set_while_a_refund_holds_the_payment_or_after_its_tip_went_back()
    {
        var (at, charge, failed) = await UndoOfATipFailedAsync();
        Assert.Equal("tip.refund", (await SendTipAsync(at, charge.Id)).Refusal?.Code);

        await at.RetryAsync(failed, RefundRetry.Return);
        var done = await at.UntilAsync(failed.RefundId, RefundPhase.Refunded);

        Assert.Equal((charge.Tip!.Value, 0m), (done.TipBack, await at.PaidAtTheHostAsync()));
        Assert.Equal("tip.refunded", (await SendTipAsync(at, charge.Id)).Refusal?.Code);
    }

    [Fact]
    public async Task A_tip_that_was_taken_off_meanwhile_does_not_go_back()
    {
        var (at, charge, failed) = await UndoOfATipFailedAsync();
        await app.InDatabaseAsync(at.Store.System, async db => // it had been sent before the refund was opened, and is known to be taken only now
        {
            var booked = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == charge.Id);
            booked.AdjustTip(Money.Zero, app.Clock.GetUtcNow());
            (await db.Sales.Include(s => s.Tenders).SingleAsync(s => s.Id == charge.SaleId)).AdjustTip(charge.Id, Money.Zero, app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        await at.RetryAsync(failed, RefundRetry.Cash, await at.PersonAsync(StaffRole.Manager));

        var done = await at.UntilAsync(failed.RefundId, RefundPhase.Refunded);
        Assert.Equal((charge.ChargedWithoutTip, Money.Zero, charge.ChargedWithoutTip), (done.GivenBack, done.TipBack, done.FromDrawer));
    }

    private async Task<(RefundSteps At, PaymentAttempt Charge, RefundView Failed)> UndoOfATipFailedAsync()
    {
        var at = await RefundSteps.OpenAsync(app);
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = true });
        await at.Till.CustomerAsync("tip");
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("approve");
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = false });
        Till.Must(await app.SendAs(at.Store.Cashier, new FinishSale(sale)));
        var charge = await ChargeAsync(at, sale);
        Assert.True(charge.Tip is { IsPositive: true });
        await app.Simulator.OnlineAsync(at.Store.Tpn, false);
        var failed = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.NotGiven);
        await app.Simulator.OnlineAsync(at.Store.Tpn, true);
        return (at, charge, failed);
    }

    private Task<Result<IReadOnlyList<TipTaken>>> SendTipAsync(RefundSteps at, AttemptId charge) =>
        app.SendAs(at.Store.Manager, new SendTips([new TipWanted(charge, AttemptId.New(), Money.Zero, true)]));

    private Task<PaymentAttempt> ChargeAsync(RefundSteps at, SaleId sale) =>
        app.InDatabaseAsync(at.Store.System, db => db.Attempts.AsNoTracking().SingleAsync(a => a.SaleId == sale && a.Kind == AttemptKind.Sale));

    /// <summary>Voided on the PIN pad, and booked so.</summary>
    private async Task VoidedAsync(RefundSteps at, PaymentAttempt charge)
    {
        await at.VoidByHandAsync(charge);
        var compared = Till.Must(await app.SendAs(at.Store.Manager, new ReconcileBatch(at.Store.TerminalId)));
        Till.Must(await app.SendAs(at.Store.Manager, new BookVoid(compared.Id, compared.Differences.Single(d => d.Kind == DifferenceKind.VoidedOnTerminal).Number, RefundId.New())));
    }
}
