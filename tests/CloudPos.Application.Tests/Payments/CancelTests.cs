using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
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
