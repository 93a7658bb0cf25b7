using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>The application is killed in the middle of a payment and comes back on the same data.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private static readonly TimeSpan OwnerTakenForDead = TimeSpan.FromSeconds(31);

    private readonly PaymentFixture _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_payment_on_the_PIN_pad_is_found_by_Status_and_never_sent_again()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");

        await _app.RestartAsync();
        var unknown = await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);
        Assert.Contains("Do not charge again", unknown.Detail, StringComparison.Ordinal);
        await till.PressAsync("tap"); // the customer never noticed

        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.True(paid.SaleIsPaid);
        Assert.Single(await till.SalesOnTheWireAsync());
        Assert.Single(await till.LedgerAsync());
        Assert.Equal(AttemptReason.Interrupted, (await till.AttemptAsync(begun.AttemptId)).Entries[1].Reason);
    }

    [Fact]
    public async Task Of_a_server_on_another_machine_only_its_silence_tells_that_it_has_ended()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");
        await _app.InDatabaseAsync(till.Store.System, db => db.TerminalLeases.Where(l => l.HolderId == begun.AttemptId.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, "another-machine|1|0")));

        await _app.RestartAsync();
        await Task.Delay(1_500); // it has looked by now
        Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(begun.AttemptId)).State);
        _app.Clock.Advance(OwnerTakenForDead);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);
    }

    [Fact]
    public async Task A_payment_that_waited_in_the_queue_is_given_up_and_may_be_sent_again()
    {
        var first = await Till.OpenAsync(_app, _app.Tenants.Coffee);
        var second = await Till.AddAsync(_app, _app.Tenants.Coffee, "Register 3");
        await first.PayByCardAsync((await first.RingUpAsync()).Id);
        await first.UntilScreenAsync("choose-price");
        var queued = await second.PayByCardAsync((await second.RingUpAsync()).Id);
        await second.UntilAsync(queued.AttemptId, PaymentPhase.Queued);

        await _app.RestartAsync();

        var given = await second.UntilAsync(queued.AttemptId, PaymentPhase.TerminalFault);
        Assert.Equal((AttemptState.NotStarted, true, true), (given.State, given.CanSendAgain, given.CanPayCash));
        Assert.Contains("restarted", given.Headline, StringComparison.Ordinal);
        Assert.Single(await first.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task What_was_unknown_before_is_still_asked_after()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("never-answer");
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 1);
        await _app.Simulator.OnlineAsync(till.Store.Tpn, false);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);

        await _app.RestartAsync();
        await _app.Simulator.OnlineAsync(till.Store.Tpn, true);

        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.Single(await till.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task A_stopped_application_does_not_go_on_trying_to_record()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee);
        await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");

        await _app.RestartAsync();
        await Task.Delay(1_500);
        var lines = Disposed();
        await Task.Delay(1_500); // three times the pause between two tries

        Assert.Equal(lines, Disposed());

        int Disposed() => _app.Log.Lines.Count(l => l.Contains(nameof(ObjectDisposedException), StringComparison.Ordinal));
    }
}
