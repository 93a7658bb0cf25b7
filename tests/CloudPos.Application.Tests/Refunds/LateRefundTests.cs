using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Tests.Refunds;

/// <summary>A part of a refund that was taken for undone went back after all: it is of the tender that it gives back of, and it is in the day's figures.</summary>
public sealed class LateRefundTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task What_went_back_after_it_was_given_up_does_not_go_back_once_more()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await SellInTwoAsync(at, new Money(1_000));
        var failed = await DeclinedAsync(at, sale);
        Till.Must(await app.SendAs(at.Store.Cashier, new GiveUpRefundRest(failed.RefundId)));
        var before = await at.LeftAsync(sale);
        await GoesThroughAsync(at, failed);

        Assert.Equal(before.Left - failed.Waiting!.Amount, (await at.LeftAsync(sale)).Left);
        await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);
        var sold = await at.Till.SaleAsync(sale);
        Assert.Equal(sold.Paid, sold.Refunded);
    }

    [Fact]
    public async Task A_card_gets_no_more_back_than_it_paid_after_a_refund_of_it_was_given_up_and_went_through()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await SellInTwoAsync(at, new Money(1_500));
        var (card, paid) = (await at.LeftAsync(sale)).Tenders.Where(t => t.Kind == TenderKind.Card).Select(t => (t.TenderId, t.Paid)).Single();
        await at.Till.CustomerAsync("decline");
        var most = paid - new Money(1);
        var failed = await at.UntilAsync(Till.Must(await at.AskAsync(sale, [], most, [new RefundWay(card, most)])).RefundId, RefundPhase.Declined);
        Till.Must(await app.SendAs(at.Store.Cashier, new GiveUpRefundRest(failed.RefundId)));
        await GoesThroughAsync(at, failed);

        Assert.Equal(new Money(1), (await at.LeftAsync(sale)).Tenders.Single(t => t.TenderId == card).Left);
    }

    [Fact]
    public async Task What_went_back_twice_does_not_go_back_a_third_time()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await SellInTwoAsync(at, new Money(100));
        var failed = await DeclinedAsync(at, sale);
        await at.RetryAsync(failed, RefundRetry.Cash, await at.PersonAsync(StaffRole.Manager));
        await GoesThroughAsync(at, failed);

        await at.Till.CustomerAsync("approve");

        // the card has got back more than it paid: what is left in all is less than the cash that was paid
        var (left, sold) = (await at.LeftAsync(sale), await at.Till.SaleAsync(sale));
        Assert.Equal(Money.Zero, left.Tenders.Single(t => t.Kind == TenderKind.Card).Left);
        Assert.Equal(left.Left, left.UndoAmount);
        if (left.Left.IsPositive)
            await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);
        Assert.Equal((sold.Refunded + left.Left, Money.Zero), ((await at.Till.SaleAsync(sale)).Refunded, (await at.LeftAsync(sale)).Left));
    }

    [Fact]
    public async Task A_part_that_waits_to_be_tried_again_is_done_when_an_earlier_try_of_it_went_through()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        var first = await DeclinedAsync(at, sale);
        var second = await at.RetryAsync(first, RefundRetry.SameAgain);
        await at.UntilAsync(first.RefundId, r => r.Phase == RefundPhase.Declined && r.Waiting!.AttemptId != first.Waiting!.AttemptId);
        await GoesThroughAsync(at, first);

        var done = await at.LookAsync(first.RefundId);
        Assert.Equal((RefundPhase.Refunded, new Money(1_924), 1), (done.Phase, done.GivenBack, done.Parts.Count));
        Assert.Equal((new Money(1_196), (string?)null), ((await at.LeftAsync(sale)).Left, (await at.Till.SaleAsync(sale)).AmountMismatch));
        Assert.NotEqual(first.Waiting!.AttemptId, second.Waiting?.AttemptId);
    }

    [Fact]
    public async Task The_days_figures_hold_what_went_back_late()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await SellInTwoAsync(at, new Money(1_000));
        var before = (await DayAsync(at)).Refunds;
        var failed = await DeclinedAsync(at, sale);
        Till.Must(await app.SendAs(at.Store.Cashier, new GiveUpRefundRest(failed.RefundId)));
        await GoesThroughAsync(at, failed);

        var (after, row) = ((await DayAsync(at)).Refunds, await at.RowAsync(failed.RefundId));
        Assert.Equal((row.GivenBack, 1), (after.Amount - before.Amount, after.Count - before.Count));
        Assert.Equal((Money.Sum(row.Lines.Select(l => l.Amount - l.Tax)), Money.Sum(row.Lines.Select(l => l.Tax))), (after.Net - before.Net, after.Tax - before.Tax));
    }

    private async Task<SaleId> SellInTwoAsync(RefundSteps at, Money cash)
    {
        var sale = await at.SellInTwoAsync(cash);
        Till.Must(await app.SendAs(at.Store.Cashier, new FinishSale(sale)));
        return sale;
    }

    private async Task<RefundView> DeclinedAsync(RefundSteps at, SaleId sale)
    {
        await at.Till.CustomerAsync("decline");
        var declined = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Declined);
        return declined;
    }

    /// <summary>The PIN pad says late that the try which had failed was done.</summary>
    private async Task GoesThroughAsync(RefundSteps at, RefundView failed)
    {
        var late = new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None, new ChargeResult { Charged = failed.Waiting!.Amount }, false, null, "late");
        Assert.Null((await app.SendAs(at.Store.System, new RecordAnswer(failed.Waiting.AttemptId!.Value, late))).Refusal);
        await at.Till.CustomerAsync("approve");
    }

    private async Task<Dashboard> DayAsync(RefundSteps at) => Till.Must(await app.SendAs(at.Store.Manager, new GetDashboard(null, at.Store.StoreId)));
}
