using System.Net.Http.Json;
using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>One fault at one step: what the cashier reads when it has struck (null where that passes too quickly), and in the end.</summary>
internal sealed record MatrixOutcome(PaymentView? First, PaymentView End)
{
    public override string ToString() => First is { } first && MatrixReading.NameOf(first) is var name && name != MatrixReading.NameOf(End)
        ? $"{name} > {MatrixReading.NameOf(End)}"
        : MatrixReading.NameOf(End);
}

/// <summary>Plays one payment with one fault at one step. Everything goes through the application's door and over the simulator's wire.</summary>
internal sealed partial class MatrixRun(MatrixFixture app, MatrixFault fault)
{
    private const int LongWindow = 60; // seconds of the simulator's hurried time: nobody runs into it
    private const int ByHandWindow = 20; // long enough for a test's keys, short enough to be waited for
    private const int ShortWindow = 2;

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);
    private static readonly TimeSpan Review = TimeSpan.FromMinutes(6);

    private Till _till = null!;

    public Till Till => _till;

    public async Task<MatrixOutcome> AtAsync(MatrixStep step)
    {
        await app.ForgetAsync(app.Tenants.Coffee);
        _till = await Till.OpenAsync(app, app.Tenants.Coffee);
        return step switch
        {
            MatrixStep.BeforeItLeaves => await BeforeItLeavesAsync(),
            MatrixStep.Queued => await QueuedAsync(),
            MatrixStep.OnTheWire => await OnTheWireAsync("approve", "tap"),
            MatrixStep.Declined => await OnTheWireAsync("decline", "decline"),
            MatrixStep.CancelRequested => await CancelRequestedAsync(),
            MatrixStep.AnswerRecorded => await AnswerRecordedAsync(),
            MatrixStep.StatusOfApproved => await StatusAsync(await LostApprovalAsync(), Gap),
            MatrixStep.StatusOfNothing => await StatusAsync(await VanishedAsync(), Gap),
            MatrixStep.StatusAfterSettlement => await StatusAsync(await SettledAsync(), Review),
            MatrixStep.SentAgain => await SentAgainAsync(),
        };
    }

    /// <summary>The fault is over: line, PIN pad, proxy and database are as they should be.</summary>
    public async Task HealAsync()
    {
        app.Saves.Heal();
        app.ProxyIsThere(true);
        await app.Simulator.SetAsync(_till.Store.Tpn, new { online = true, parameters = new { routeActive = true, battery = 100 }, faults = Array.Empty<object>() });
    }

    private Task WindowAsync(int seconds) => Till.PatienceAsync(app, _till.Store, seconds);

    private async Task StrikeNextAsync(string transType)
    {
        if (fault.Kind == FaultKind.Wire)
            await WireFaultAsync(fault.Control!, transType, fault.DelayMs);
        else if (fault.Kind is FaultKind.Terminal or FaultKind.Proxy)
            await StrikePadAsync();
    }

    private async Task WireFaultAsync(string name, string transType, int delayMs) =>
        (await app.Simulator.Http.PostAsJsonAsync($"/control/terminals/{_till.Store.Tpn}/faults", new { fault = name, transType, delayMs })).EnsureSuccessStatusCode();

    private Task StrikePadAsync()
    {
        if (fault.Kind == FaultKind.Proxy)
        {
            app.ProxyIsThere(false);
            return Task.CompletedTask;
        }

        return app.Simulator.SetAsync(_till.Store.Tpn, fault.Name switch
        {
            "offline" => new { online = false },
            "route-blocked" => new { parameters = new { routeActive = false } },
            _ => new { parameters = new { battery = 3 } },
        });
    }

    /// <summary>The server is gone in mid-sentence, and back.</summary>
    private async Task RestartAsync()
    {
        await app.RestartAsync();
        app.Saves.Heal();
    }

    /// <summary>The PIN pad's line comes back while a request is on it: the proxy knows no more than that.</summary>
    private async Task BlinkAsync()
    {
        await app.Simulator.OnlineAsync(_till.Store.Tpn, false);
        await app.Simulator.OnlineAsync(_till.Store.Tpn, true);
    }

    /// <summary>True when the PIN pad shows the payment; false when it was answered without that.</summary>
    private async Task<bool> OnScreenAsync(Till till, AttemptId id)
    {
        var isShown = false;
        await AppFixture.EventuallyAsync(
            async () =>
            {
                isShown = !(await app.Simulator.Http.GetStringAsync($"/control/terminals/{till.Store.Tpn}/screen")).Contains("\"name\":\"idle\"", StringComparison.Ordinal);
                return (await till.AttemptAsync(id)).State;
            },
            state => isShown || state is not (AttemptState.Created or AttemptState.Sent));
        return isShown;
    }

    private async Task<AttemptId> PayAsync() => (await _till.PayByCardAsync((await _till.RingUpAsync()).Id)).AttemptId;

    private Task<PaymentView> AnsweredAsync(AttemptId id) =>
        _till.UntilAsync(id, p => p.Phase is not (PaymentPhase.Queued or PaymentPhase.Sending or PaymentPhase.OnTerminal or PaymentPhase.CancelRequested));

    /// <summary>What is read now, and in the end.</summary>
    private async Task<MatrixOutcome> OutcomeAsync(AttemptId id, PaymentView? first, TimeSpan pause)
    {
        if (first is { Phase: PaymentPhase.Unknown } && fault.Kind != FaultKind.Database)
            await TakesNoOtherMoneyAsync(first);
        return new MatrixOutcome(first, await EndAsync(id, pause));
    }

    /// <summary>While the outcome is unknown neither cash nor a second charge is possible, whatever a screen might offer.</summary>
    private async Task TakesNoOtherMoneyAsync(PaymentView unknown)
    {
        Assert.Equal("sale.paying", (await _till.PayCashAsync(unknown.SaleId, 100_000)).Refusal?.Code);
        Assert.Equal(unknown.AttemptId, (await _till.PayByCardAsync(unknown.SaleId)).AttemptId);
        Assert.Equal(unknown.AttemptId, (await _till.SendAgainAsync(unknown.AttemptId)).AttemptId);
    }

    /// <summary>Heals, and lets the register ask until it knows.</summary>
    private async Task<PaymentView> EndAsync(AttemptId id, TimeSpan pause)
    {
        await HealAsync();
        if (fault.Name == "database-locked")
            app.Clock.Advance(TimeSpan.FromSeconds(31)); // where not even the end of a question could be written, it runs out by itself
        for (var round = 0; round < 6; round++)
        {
            var view = await _till.LookAsync(id);
            if (view.State is not (AttemptState.Unknown or AttemptState.Sent or AttemptState.Created))
                return view;
            if (round > 0 || view.State == AttemptState.Sent)
                app.Clock.Advance(pause);
            if (view.State == AttemptState.Unknown)
                await AskAsync(id);
            else
                await _till.UntilAsync(id, p => p.State != view.State);
        }

        return await _till.LookAsync(id);
    }

    /// <summary>One Status question, and its answer on record.</summary>
    private async Task<PaymentView> AskAsync(AttemptId id)
    {
        var before = await _till.AttemptAsync(id);
        if (!before.IsUnresolved)
            return await _till.LookAsync(id); // a planned question was faster
        await _till.CheckNowAsync(id);
        return await _till.UntilAsync(id, p => p.Checks > before.Checks || p.State != before.State);
    }

    private static bool IsAnswer(EntityEntry<PaymentAttempt> e) => Left(e, AttemptState.Sent);

    private static bool IsSent(EntityEntry<PaymentAttempt> e) => e.Entity.State == AttemptState.Sent && Left(e, AttemptState.Created);

    private static bool IsCheck(EntityEntry<PaymentAttempt> e) => e.Property(a => a.Checks).IsModified || Left(e, AttemptState.Unknown);

    private static bool Left(EntityEntry<PaymentAttempt> e, AttemptState from) =>
        e.Property(a => a.State) is { OriginalValue: var was, CurrentValue: var now } && was == from && now != from;
}
