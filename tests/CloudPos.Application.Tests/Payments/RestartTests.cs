using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
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
    public async Task A_PIN_pad_at_which_a_server_that_was_killed_printed_sells_again_at_once()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        await till.SoldAsync();
        var (dead, now) = ($"{Environment.MachineName}|{int.MaxValue}|0", _app.Clock.GetUtcNow());
        Assert.Equal(1, await _app.InDatabaseAsync(till.Store.System, db => db.TerminalLeases.Where(l => l.Tpn == till.Store.Tpn).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.Owner, dead).SetProperty(l => l.Until, now.AddMinutes(10)).SetProperty(l => l.SeenAt, now)
            .SetProperty(l => l.HolderId, Guid.CreateVersion7()).SetProperty(l => l.HolderName, "a printout"))));

        await till.SellAsync(PaymentPhase.Approved);
    }

    [Fact]
    public async Task Of_a_server_on_another_machine_only_its_silence_tells_that_it_has_ended()
    {
        var (till, paying) = await PayingOnAnotherMachineAsync();

        await _app.RestartAsync();
        await Task.Delay(1_500); // it has looked by now
        Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(paying)).State);
        _app.Clock.Advance(OwnerTakenForDead);
        await Task.Delay(1_500); // it has seen how old the last sign of life is
        Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(paying)).State);
        _app.Clock.StandStill(OwnerTakenForDead / 2);
        await till.UntilAsync(paying, PaymentPhase.Unknown);
    }

    [Fact]
    public async Task A_server_whose_clock_is_behind_lives_as_long_as_it_gives_signs_of_life()
    {
        var (till, paying) = await PayingOnAnotherMachineAsync();
        await _app.RestartAsync();
        _app.Clock.Advance(OwnerTakenForDead);
        for (var signs = 0; signs < 4; signs++)
        {
            _app.Clock.StandStill(TimeSpan.FromSeconds(6)); // three of these are longer than one sign may be the last
            await _app.InDatabaseAsync(till.Store.System, db => db.TerminalLeases.Where(l => l.HolderId == paying.Value)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.SeenAt, _app.Clock.GetUtcNow().AddSeconds(-40))));
            await Task.Delay(1_200); // it looks twice a second
            Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(paying)).State);
        }

        await till.PressAsync("tap");
        _app.Clock.StandStill(OwnerTakenForDead); // now no sign comes any more
        await till.UntilAsync(paying, PaymentPhase.Approved);
        Assert.Single(await till.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task A_payment_that_waited_in_the_queue_is_given_up_and_may_be_sent_again()
    {
        var (first, _, second, queued) = await Till.OneBehindAnotherAsync(_app);

        await _app.RestartAsync();

        var given = await second.UntilAsync(queued, PaymentPhase.TerminalFault);
        Assert.Equal((AttemptState.NotStarted, true, true), (given.State, given.CanSendAgain, given.CanPayCash));
        Assert.Contains("restarted", given.Headline, StringComparison.Ordinal);
        Assert.Single(await first.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task Who_waited_behind_a_server_of_another_machine_is_given_up_for_nobody_knows_whether_it_lives()
    {
        var (first, served, second, queued) = await Till.OneBehindAnotherAsync(_app);
        await _app.GiveToAnotherMachineAsync(served.Value);

        await _app.RestartAsync();

        await second.UntilAsync(queued, PaymentPhase.TerminalFault);
        Assert.Single(await first.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task A_server_that_starts_beside_a_living_one_leaves_who_waits_at_its_PIN_pad_alone()
    {
        var (first, served, second, queued) = await Till.OneBehindAnotherAsync(_app);

        using var beside = _app.BuildHost();
        await beside.StartAsync();
        await Task.Delay(1_500); // it has looked by now

        Assert.Equal(PaymentPhase.Queued, (await second.LookAsync(queued)).Phase);
        await first.PressAsync("tap");
        await first.UntilAsync(served, PaymentPhase.Approved);
        await first.UntilScreenAsync("choose-price");
        await first.PressAsync("tap");
        await second.UntilAsync(queued, PaymentPhase.Approved);
        Assert.Equal(2, (await first.SalesOnTheWireAsync()).Count);
        await beside.StopAsync();
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

    /// <summary>The customer stands at the PIN pad, and it is another machine's server that waits for the answer.</summary>
    private async Task<(Till Till, AttemptId Paying)> PayingOnAnotherMachineAsync()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");
        await _app.GiveToAnotherMachineAsync(begun.AttemptId.Value);
        return (till, begun.AttemptId);
    }
}
