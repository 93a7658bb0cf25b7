using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Several registers on one PIN pad, and the other PIN pad beside it.</summary>
public sealed class QueueTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private const int Clicks = 6;

    [Fact]
    public async Task Who_waits_reads_whom_the_PIN_pad_serves_how_many_are_before_him_and_about_how_long()
    {
        var (first, second, third) = await ThreeAsync();
        var running = await RunAsync(first);
        var next = await second.PayByCardAsync((await second.RingUpAsync()).Id);
        await second.UntilAsync(next.AttemptId, PaymentPhase.Queued);
        var last = await third.PayByCardAsync((await third.RingUpAsync()).Id);

        var waits = await second.UntilAsync(next.AttemptId, PaymentPhase.Queued);
        Assert.Matches(@"^PIN pad 1 is serving Register 2 \(about \d+ s\)$", waits.Headline);
        Assert.True(waits is { Before: 1, AboutSeconds: >= 5 and <= 120 });
        var waitsLonger = await third.UntilAsync(last.AttemptId, PaymentPhase.Queued);
        Assert.Equal(2, waitsLonger.Before);
        Assert.True(waitsLonger.AboutSeconds > waits.AboutSeconds);
        Assert.Contains("2 are before you", waitsLonger.Detail, StringComparison.Ordinal);

        Assert.Equal(PaymentPhase.NotCharged, (await third.AskToCancelAsync(last.AttemptId)).Phase); // stop waiting
        Assert.Equal(PaymentPhase.NotCharged, (await second.AskToCancelAsync(next.AttemptId)).Phase);
        await EndAsync(first, running);
        Assert.Single(await first.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task A_till_that_asks_for_nothing_reads_what_the_PIN_pad_is_busy_with()
    {
        var (first, second, _) = await ThreeAsync();
        Assert.Equal((null, null), (await BusyWithAsync(first), await BusyWithAsync(second)));
        var running = await RunAsync(first);

        Assert.Equal(("Customer is paying", "Serving Register 2"), (await BusyWithAsync(first), await BusyWithAsync(second)));
        Assert.Equal("Serving Register 2", (await second.OpenTillAsync()).Terminal?.BusyWith);
        var waiting = await second.UntilAsync((await second.PayByCardAsync((await second.RingUpAsync()).Id)).AttemptId, PaymentPhase.Queued);
        Assert.Equal("Register 2", waiting.Serving);

        await second.AskToCancelAsync(waiting.AttemptId);
        await EndAsync(first, running);
        Assert.Equal((null, null), (await BusyWithAsync(first), await BusyWithAsync(second)));
    }

    private async Task<string?> BusyWithAsync(Till till) => Till.Must(await app.SendAs(till.Store.Cashier, new LookAtTerminal(till.Register))).BusyWith;

    [Fact]
    public async Task Who_waits_goes_to_the_other_PIN_pad_once_however_often_it_is_pressed()
    {
        var (first, second, _) = await ThreeAsync();
        var other = await first.OtherPinPadAsync();
        await app.Simulator.CustomerAsync(Till.OtherTpn, "approve");
        var running = await RunAsync(first);
        var waiting = await second.UntilAsync((await second.PayByCardAsync((await second.RingUpAsync()).Id)).AttemptId, PaymentPhase.Queued);
        Assert.Contains(waiting.Others, o => o.Id == other && o.Label == "PIN pad 2");

        // a till keeps the id of its attempt until that has ended, so it names the one that waits
        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => Task.Run(() =>
            app.SendAs(second.Store.Cashier, new UseOtherTerminal(waiting.AttemptId, other, waiting.AttemptId)))));

        Assert.All(answers, a => Assert.Equal((waiting.AttemptId, "PIN pad 2"), (Till.Must(a).AttemptId, a.Value!.TerminalLabel)));
        Assert.True((await second.UntilAsync(waiting.AttemptId, PaymentPhase.Approved)).SaleIsPaid);
        Assert.Equal(1, await app.Simulator.CountAsync(Till.OtherTpn, "Sale"));
        Assert.Single(await first.SalesOnTheWireAsync());
        await EndAsync(first, running);
    }

    [Fact]
    public async Task What_was_sent_stays_with_its_PIN_pad_in_words()
    {
        var (first, second, _) = await ThreeAsync();
        var other = await first.OtherPinPadAsync();
        var running = await RunAsync(first);

        var sent = (await app.SendAs(first.Store.Cashier, new UseOtherTerminal(running, other, AttemptId.New()))).Refusal;
        Assert.Equal("attempt.sent", sent?.Code);
        Assert.Contains("Wait for its answer there", sent!.Message, StringComparison.Ordinal);

        // sent once, found busy, and waiting for a second turn: that PIN pad knows its RefId
        var waiting = await second.UntilAsync((await second.PayByCardAsync((await second.RingUpAsync()).Id)).AttemptId, PaymentPhase.Queued);
        await app.InDatabaseAsync(second.Store.System, async db =>
        {
            await db.Database.ExecuteSqlAsync($"UPDATE Attempts SET SentAt = ChangedAt WHERE RefId = {db.Attempts.Single(a => a.Id == waiting.AttemptId).RefId}");
            return 0;
        });
        var again = (await app.SendAs(second.Store.Cashier, new UseOtherTerminal(waiting.AttemptId, other, AttemptId.New()))).Refusal;
        Assert.Equal("attempt.sent", again?.Code);
        Assert.Contains("Stop waiting", again!.Message, StringComparison.Ordinal);
        await second.AskToCancelAsync(waiting.AttemptId);
        await EndAsync(first, running);
    }

    [Fact]
    public async Task A_PIN_pad_that_is_offline_gives_the_sale_to_the_other_one()
    {
        var (first, _, _) = await ThreeAsync();
        var other = await first.OtherPinPadAsync();
        await app.Simulator.CustomerAsync(Till.OtherTpn, "approve");
        await app.Simulator.OnlineAsync(first.Store.Tpn, false);
        var fault = await first.SellAsync(PaymentPhase.TerminalFault);
        Assert.Contains(fault.Others, o => o.Id == other);
        var next = AttemptId.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => Task.Run(() =>
            app.SendAs(first.Store.Cashier, new UseOtherTerminal(fault.AttemptId, other, next)))));

        Assert.All(answers, a => Assert.Equal(next, Till.Must(a).AttemptId));
        Assert.True((await first.UntilAsync(next, PaymentPhase.Approved)).SaleIsPaid);
        Assert.NotEqual((await first.AttemptAsync(fault.AttemptId)).RefId, (await first.AttemptAsync(next)).RefId);
        Assert.Equal(1, await app.Simulator.CountAsync(Till.OtherTpn, "Sale"));
    }

    [Fact]
    public async Task A_payment_that_begins_anew_at_another_PIN_pad_keeps_its_cash_back()
    {
        var (first, _, _) = await ThreeAsync();
        var other = await first.OtherPinPadAsync();
        await app.Simulator.OnlineAsync(first.Store.Tpn, false);
        var sale = await first.RingUpAsync();
        var begun = Till.Must(await app.SendAs(first.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(2_000))));
        var fault = await first.UntilAsync(begun.AttemptId, PaymentPhase.TerminalFault);
        await app.Simulator.CustomerAsync(Till.OtherTpn, "approve");

        var next = Till.Must(await app.SendAs(first.Store.Cashier, new UseOtherTerminal(fault.AttemptId, other, AttemptId.New())));

        Assert.Equal(new Money(2_000), (await first.UntilAsync(next.AttemptId, PaymentPhase.Approved)).Cashback);
    }

    [Fact]
    public async Task Who_waits_behind_the_payment_that_was_set_aside_here_reads_that_it_is_still_being_checked()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await till.ParkAsync(unknown.SaleId);
        var next = await till.PayByCardAsync((await till.RingUpAsync()).Id);

        var waits = await till.UntilAsync(next.AttemptId, PaymentPhase.Queued);
        Assert.Equal("The payment that was set aside is still being checked", waits.Headline);

        Assert.Equal(PaymentPhase.NotCharged, (await till.AskToCancelAsync(next.AttemptId)).Phase);
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        await till.AttemptAsync(unknown.AttemptId, a => a.State == AttemptState.NotProcessed);
    }

    [Fact]
    public async Task Another_merchants_PIN_pad_is_not_one_of_the_others()
    {
        var (first, _, _) = await ThreeAsync();
        await first.OtherPinPadAsync();
        await app.Simulator.OnlineAsync(first.Store.Tpn, false);
        var fault = await first.SellAsync(PaymentPhase.TerminalFault);

        var refusal = (await app.SendAs(first.Store.Cashier, new UseOtherTerminal(fault.AttemptId, app.Tenants.Pharmacy.TerminalId, AttemptId.New()))).Refusal;

        Assert.Equal("terminal.unknown", refusal?.Code);
        Assert.DoesNotContain(fault.Others, o => o.Id == app.Tenants.Pharmacy.TerminalId);
        Till.Must(await first.PayCashAsync(fault.SaleId, 1_150));
    }

    private async Task<(Till First, Till Second, Till Third)> ThreeAsync() => (
        await Till.OpenAsync(app, app.Tenants.Coffee), await Till.AddAsync(app, app.Tenants.Coffee, "Register 3"), await Till.AddAsync(app, app.Tenants.Coffee, "Register 4"));

    private static async Task<AttemptId> RunAsync(Till till)
    {
        var running = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");
        return running.AttemptId;
    }

    private static async Task EndAsync(Till till, AttemptId running)
    {
        await till.PressAsync("cancel");
        await till.UntilAsync(running, PaymentPhase.NotCharged);
    }
}
