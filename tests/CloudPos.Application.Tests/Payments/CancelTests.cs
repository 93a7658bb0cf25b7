using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

public sealed class CancelTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task Asking_to_cancel_on_the_PIN_pad_changes_nothing_until_it_answers()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        await till.UntilScreenAsync("choose-price");

        var asked = await till.AskToCancelAsync(begun.AttemptId);

        Assert.Equal((PaymentPhase.CancelRequested, AttemptState.Sent, false), (asked.Phase, asked.State, asked.CanAskToCancel));
        Assert.Equal("sale.paying", (await till.PayCashAsync(sale.Id, 2_000)).Refusal?.Code);
        await till.PressAsync("cancel");
        var ended = await till.UntilAsync(begun.AttemptId, PaymentPhase.NotCharged);
        Assert.Equal(AttemptState.Cancelled, ended.State);
        Assert.Empty(await till.LedgerAsync());
    }

    [Fact]
    public async Task A_card_tapped_after_the_cashier_asked_to_cancel_is_an_approved_payment()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        await till.UntilScreenAsync("choose-price");
        await till.AskToCancelAsync(begun.AttemptId);

        await till.PressAsync("tap");

        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.True(paid.SaleIsPaid);
        Assert.Single(await till.LedgerAsync());
    }

    [Fact]
    public async Task A_cashier_who_would_rather_wait_takes_the_wish_to_stop_back_and_may_wish_it_again()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");
        Assert.True((await till.AskToCancelAsync(begun.AttemptId)).CanKeepWaiting);

        var waiting = await till.KeepWaitingAsync(begun.AttemptId);

        Assert.Equal((PaymentPhase.OnTerminal, true, false), (waiting.Phase, waiting.CanAskToCancel, waiting.CanKeepWaiting));
        Assert.Equal(PaymentPhase.OnTerminal, (await till.KeepWaitingAsync(begun.AttemptId)).Phase); // a second click changes nothing
        Assert.Equal(PaymentPhase.CancelRequested, (await till.AskToCancelAsync(begun.AttemptId)).Phase);
        await till.KeepWaitingAsync(begun.AttemptId);
        await till.PressAsync("tap");
        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.Equal(PaymentPhase.Approved, (await till.KeepWaitingAsync(begun.AttemptId)).Phase); // too late is no harm
        Assert.True(paid.SaleIsPaid);
        Assert.Single(await app.Simulator.WireAsync(till.Store.Tpn));
        Assert.Single(await till.LedgerAsync());
    }

    [Fact]
    public async Task Over_REST_the_PIN_pad_is_asked_to_stop_once_and_its_answer_decides()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: SpinProtocol.Rest);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = "delay", transType = "Sale", delayMs = 1_500 } } });
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("present-card");

        var asked = await till.AskToCancelAsync(begun.AttemptId); // the answer is slow on its way: what the cashier reads until then is looked at
        await till.AskToCancelAsync(begun.AttemptId);

        Assert.Equal((PaymentPhase.CancelRequested, AttemptState.Sent), (asked.Phase, asked.State));
        Assert.Equal("PIN pad 1 was asked to stop", asked.Headline);
        Assert.False(asked.CanKeepWaiting); // what was asked over the wire cannot be taken back
        Assert.Equal(PaymentPhase.CancelRequested, (await till.KeepWaitingAsync(begun.AttemptId)).Phase);
        var ended = await till.UntilAsync(begun.AttemptId, PaymentPhase.NotCharged);
        Assert.Equal(AttemptState.Cancelled, ended.State);
        var abort = Assert.Single(await till.WireAsync("AbortTransaction"));
        Assert.Equal((await till.AttemptAsync(begun.AttemptId)).RefId, abort.RefId);
        Assert.Single(await till.WireAsync("Sale"));
        Assert.Empty(await till.LedgerAsync());
    }

    [Fact]
    public async Task A_PIN_pad_that_does_not_stop_when_asked_is_still_waited_for()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: SpinProtocol.Rest);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = "status:1004", transType = "AbortTransaction" } } });
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("present-card");
        await till.AskToCancelAsync(begun.AttemptId);
        await AppFixture.EventuallyAsync(() => till.WireAsync("AbortTransaction"), rows => rows.Count == 1);
        Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(begun.AttemptId)).State);

        await till.PressAsync("tap");

        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.True(paid.SaleIsPaid);
        Assert.Single(await till.LedgerAsync());
    }

    [Fact]
    public async Task Over_XML_nothing_is_sent_and_the_cashier_reads_which_key_on_which_PIN_pad()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");

        var asked = await till.AskToCancelAsync(begun.AttemptId);

        Assert.Equal("Press the red X on PIN pad 1", asked.Headline);
        Assert.Single(await app.Simulator.WireAsync(till.Store.Tpn));
        await till.PressAsync("cancel");
        await till.UntilAsync(begun.AttemptId, PaymentPhase.NotCharged);
    }

    [Fact]
    public async Task A_payment_stopped_in_the_queue_is_never_sent()
    {
        var first = await Till.OpenAsync(app, app.Tenants.Coffee);
        var second = await Till.AddAsync(app, app.Tenants.Coffee, "Register 3");
        var running = await first.PayByCardAsync((await first.RingUpAsync()).Id);
        await first.UntilScreenAsync("choose-price");
        var queued = await second.PayByCardAsync((await second.RingUpAsync()).Id);
        await second.UntilAsync(queued.AttemptId, PaymentPhase.Queued);

        var stopped = await second.AskToCancelAsync(queued.AttemptId);

        Assert.Equal((PaymentPhase.NotCharged, AttemptState.Cancelled), (stopped.Phase, stopped.State));
        Assert.Equal(AttemptReason.StoppedByCashier, (await second.AttemptAsync(queued.AttemptId)).Reason);
        Assert.True((await second.SaleAsync(stopped.SaleId)).CanChange);
        await first.PressAsync("tap");
        await first.UntilAsync(running.AttemptId, PaymentPhase.Approved);
        await Task.Delay(1_200); // the worker looks twice a second: it would have been sent by now
        Assert.Single(await first.SalesOnTheWireAsync());
    }
}
