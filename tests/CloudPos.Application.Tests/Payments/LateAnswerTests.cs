using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Answers that come when nobody expects them any more: after a wrong proof, of an earlier dispatch, for a cart that is gone.</summary>
public sealed class LateAnswerTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    private static readonly TerminalAnswer Approved = new(AttemptSignal.Approved, AttemptReason.None,
        new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0");

    private static readonly TerminalAnswer Declined = new(AttemptSignal.Declined, AttemptReason.DeclinedByHost, null, false, "DECLINE", "code=1");

    private static readonly TerminalAnswer Offline = new(AttemptSignal.NotStarted, AttemptReason.TerminalOffline, null, false, "Terminal offline", "code=2");

    [Fact]
    public async Task What_a_late_approval_has_paid_is_not_sent_to_the_PIN_pad_again()
    {
        var (till, first) = await ProvenNotProcessedAsync();
        Till.Must(await app.SendAs(till.Store.Cashier, new ApplyDiscount(first.SaleId, null, Discount.Of(new Money(100)))));
        var second = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(first.SaleId, AttemptId.New())));
        Assert.NotEqual(first.AttemptId, second.AttemptId);
        await RecordAsync(till, first.AttemptId, Approved, null);

        Assert.Equal("sale.moved", (await DispatchAsync(till, second.AttemptId)).Refusal?.Code);
        Assert.Equal(AttemptState.NotStarted, (await till.AttemptAsync(second.AttemptId)).State);
    }

    [Fact]
    public async Task Stopping_what_was_to_be_sent_again_keeps_its_RefId()
    {
        var (till, begun) = await ProvenNotProcessedAsync();
        var refId = (await till.AttemptAsync(begun.AttemptId)).RefId;
        Till.Must(await app.SendAs(till.Store.Cashier, new SendAgain(begun.AttemptId)));
        Till.Must(await app.SendAs(till.Store.Cashier, new CancelCardPayment(begun.AttemptId)));
        Assert.Equal(AttemptState.NotStarted, (await till.AttemptAsync(begun.AttemptId)).State);

        var again = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(begun.SaleId, AttemptId.New())));
        Assert.Equal((begun.AttemptId, refId), (again.AttemptId, (await till.AttemptAsync(again.AttemptId)).RefId));
        Till.Must(await app.SendAs(till.Store.Cashier, new CancelCardPayment(again.AttemptId))); // others wait behind it
    }

    [Fact]
    public async Task The_answer_of_an_earlier_dispatch_ends_nothing_unless_money_was_taken()
    {
        var (till, begun) = await ProvenNotProcessedAsync();
        var earlier = (await till.AttemptAsync(begun.AttemptId)).SentAt;
        Till.Must(await app.SendAs(till.Store.Cashier, new SendAgain(begun.AttemptId)));
        Till.Must(await DispatchAsync(till, begun.AttemptId));
        var now = (await till.AttemptAsync(begun.AttemptId)).SentAt;
        Assert.NotEqual(earlier, now);

        await RecordAsync(till, begun.AttemptId, Declined, earlier);
        Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(begun.AttemptId)).State);
        await RecordAsync(till, begun.AttemptId, Approved, earlier);
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(begun.AttemptId)).State);
    }

    [Fact]
    public async Task The_answer_of_an_earlier_dispatch_that_is_recorded_once_more_does_not_end_what_waits_to_be_sent_again()
    {
        var (till, begun) = await SentAsync();
        var earlier = (await till.AttemptAsync(begun.AttemptId)).SentAt;
        await RecordAsync(till, begun.AttemptId, Offline, earlier);
        await till.SendAgainAsync(begun.AttemptId);

        await RecordAsync(till, begun.AttemptId, Offline, earlier); // the database had taken it, and only its word was lost

        Assert.Equal(AttemptState.Created, (await till.AttemptAsync(begun.AttemptId)).State);
        Till.Must(await DispatchAsync(till, begun.AttemptId));
        await RecordAsync(till, begun.AttemptId, Approved, null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_sent_again_does_not_wait_for_the_PIN_pad_that_a_dead_server_holds_for_it(bool isAHold)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(11)); // the leases of earlier tests are over
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = (await till.RingUpAsync()).Id;
        var id = isAHold
            ? Till.Must(await app.SendAs(till.Store.Manager, new AuthoriseSale(sale, AttemptId.New(), new Money(2_000), "Table 4"))).AttemptId
            : (await till.PayByCardAsync(sale)).AttemptId;
        Till.Must(await DispatchAsync(till, id));
        await RecordAsync(till, id, Offline, (await till.AttemptAsync(id)).SentAt);
        var now = app.Clock.GetUtcNow();
        await app.InDatabaseAsync(till.Store.System, db => db.TerminalLeases.Where(l => l.Tpn == till.Store.Tpn).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.Owner, AppFixture.AnotherMachine).SetProperty(l => l.HolderId, id.Value)
            .SetProperty(l => l.SeenAt, now).SetProperty(l => l.Until, now.AddMinutes(5))));

        await till.SendAgainAsync(id);

        Till.Must(await DispatchAsync(till, id));
        await RecordAsync(till, id, Declined, null);
    }

    [Fact]
    public async Task A_late_approval_of_a_cleared_cart_says_that_it_has_to_be_given_back()
    {
        var (till, begun) = await ProvenNotProcessedAsync();
        Till.Must(await app.SendAs(till.Store.Cashier, new ClearSale(begun.SaleId, true)));
        await RecordAsync(till, begun.AttemptId, Approved, null);
        Assert.Contains("cleared", (await till.SaleAsync(begun.SaleId)).AmountMismatch, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_long_time_not_found_proves_nothing_because_the_batch_may_be_settled()
    {
        var (till, begun) = await SentAsync();
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));
        for (var question = 0; question < 4; question++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            await app.SendAs(till.Store.System, new ResolveAttempt(begun.AttemptId));
        }

        Assert.Equal(AttemptState.NeedsReview, (await till.AttemptAsync(begun.AttemptId)).State);
    }

    private async Task<(Till Till, PaymentView Begun)> SentAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        Till.Must(await DispatchAsync(till, begun.AttemptId));
        return (till, begun);
    }

    private async Task<(Till Till, PaymentView Begun)> ProvenNotProcessedAsync()
    {
        var (till, begun) = await SentAsync();
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));
        for (var question = 0; question < 2; question++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(3));
            await app.SendAs(till.Store.System, new ResolveAttempt(begun.AttemptId));
        }

        Assert.Equal(AttemptState.NotProcessed, (await till.AttemptAsync(begun.AttemptId)).State);
        return (till, begun);
    }

    private Task<Application.Pipeline.Result<ChargeOrder>> DispatchAsync(Till till, AttemptId id) =>
        app.SendAs(till.Store.System, new DispatchAttempt(id));

    private async Task RecordAsync(Till till, AttemptId id, TerminalAnswer answer, DateTimeOffset? sentAt) =>
        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(id, answer, sentAt)));
}
