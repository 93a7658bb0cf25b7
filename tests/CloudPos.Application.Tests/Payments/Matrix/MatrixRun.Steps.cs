using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Spin;
using CloudPos.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>The steps.</summary>
internal sealed partial class MatrixRun
{
    private async Task<MatrixOutcome> BeforeItLeavesAsync()
    {
        await _till.CustomerAsync("approve");
        await StrikeNextAsync("Sale");
        var struck = fault.Kind switch
        {
            FaultKind.Database => app.Saves.BeginAsync(fault.Name, IsSent),
            FaultKind.Server => app.Saves.BeginAsync("commit-fails", IsSent), // so that it is stopped before
            _ => null,
        };
        var id = await PayAsync();
        if (struck is null)
            return await OutcomeAsync(id, await AnsweredAsync(id), Gap);
        await struck.WaitAsync(TimeSpan.FromSeconds(20));
        if (fault.Kind == FaultKind.Server)
            await RestartAsync();
        if (fault.Name == "database-locked")
            await Task.Delay(1_500); // so long that the PIN pad cannot be given back either
        var first = fault.Kind == FaultKind.Server ? await AnsweredAsync(id) : await _till.LookAsync(id);
        return await OutcomeAsync(id, first, Gap);
    }

    private async Task<MatrixOutcome> QueuedAsync()
    {
        var front = await Till.AddAsync(app, _till.Store, "Register 1");
        await WindowAsync(fault.TimesOut ? ByHandWindow : LongWindow);
        var isAlone = fault.Kind == FaultKind.Customer || fault.Name == "approve-late";
        await _till.CustomerAsync(fault.Kind == FaultKind.Customer ? fault.Name : isAlone ? "approve" : "manual", 6_000);
        if (fault.Kind == FaultKind.Wire)
            await StrikeNextAsync("Sale");
        var ahead = (await front.PayByCardAsync((await front.RingUpAsync()).Id)).AttemptId;
        if (fault.Kind == FaultKind.Database)
            _ = app.Saves.BeginAsync(fault.Name, e => e.Entity.Id == ahead && IsAnswer(e));
        var isOnScreen = await OnScreenAsync(front, ahead);
        if (!isOnScreen && !isAlone)
            await _till.CustomerAsync("approve"); // the one ahead was answered at once, so the next one is on the PIN pad before a test can tell its customer what to do
        var id = await PayAsync();
        var first = (await front.AttemptAsync(ahead)).IsOpen ? await _till.UntilAsync(id, PaymentPhase.Queued) : null;
        if (fault.Kind == FaultKind.Server)
        {
            await RestartAsync();
            return new MatrixOutcome(first, await AnsweredAsync(id));
        }

        await _till.CustomerAsync("approve");
        if (fault.Name == "offline")
            await BlinkAsync();
        else if (fault.Kind is FaultKind.Terminal or FaultKind.Proxy)
            await StrikePadAsync();
        if (isOnScreen && !isAlone)
            await _till.PressAsync("tap");
        if (fault.Kind == FaultKind.Database || fault.Name == "approve-late")
            await AppFixture.EventuallyAsync(front.LedgerAsync, rows => rows.Count > 0);
        else
            await front.UntilAsync(ahead, p => p.State is not (AttemptState.Sent or AttemptState.Created));
        if (fault.Kind is FaultKind.Terminal or FaultKind.Proxy && fault.Name != "offline")
            await AnsweredAsync(id);
        await new MatrixRun(app, fault) { _till = front }.EndAsync(ahead, Gap);
        return await OutcomeAsync(id, first, Gap);
    }

    private async Task<MatrixOutcome> OnTheWireAsync(string mode, string key)
    {
        var id = await BeginAsync(mode, key);
        return await OutcomeAsync(id, await AnsweredAsync(id), Gap);
    }

    /// <summary>Begins (or sends again) a payment whose exchange meets the fault.</summary>
    private async Task<AttemptId> BeginAsync(string mode, string key, AttemptId? again = null)
    {
        var byHand = fault.Name == "offline" || fault.Kind == FaultKind.Server;
        await WindowAsync(fault.TimesOut ? ShortWindow : LongWindow);
        await _till.CustomerAsync(byHand ? "manual" : fault.Kind == FaultKind.Customer ? fault.Name : mode);
        if (fault.Kind == FaultKind.Wire)
            await StrikeNextAsync("Sale");
        var id = again is { } first ? (await _till.SendAgainAsync(first)).AttemptId : await PayAsync();
        if (!byHand)
            return id;
        await OnScreenAsync(_till, id);
        if (fault.Kind == FaultKind.Server)
            await RestartAsync();
        else
            await BlinkAsync();
        await AnsweredAsync(id);
        await _till.PressAsync(key);
        return id;
    }

    private async Task<MatrixOutcome> CancelRequestedAsync()
    {
        await WindowAsync(fault.TimesOut ? ByHandWindow : LongWindow);
        // the autopilot leaves the red key to the customer for as long as it waits
        await _till.CustomerAsync(fault.Kind == FaultKind.Customer ? fault.Name : "manual", 60_000);
        if (fault.Kind == FaultKind.Wire)
            await StrikeNextAsync("Sale");
        var id = await PayAsync();
        Assert.True(await OnScreenAsync(_till, id), "It never reached the PIN pad, so there was nothing to cancel.");
        var asked = await _till.AskToCancelAsync(id);
        Assert.Equal((PaymentPhase.CancelRequested, false), (asked.Phase, asked.CanAskToCancel));
        if (fault.Kind == FaultKind.Server)
            await RestartAsync();
        else if (fault.Kind == FaultKind.Terminal)
            await BlinkAsync();
        await _till.PressAsync("cancel");
        return await OutcomeAsync(id, await AnsweredAsync(id), Gap);
    }

    private async Task<MatrixOutcome> AnswerRecordedAsync()
    {
        var struck = app.Saves.BeginAsync(fault.Kind == FaultKind.Database ? fault.Name : "commit-fails", IsAnswer);
        await WindowAsync(fault.TimesOut ? ShortWindow : LongWindow);
        await _till.CustomerAsync(fault.Kind == FaultKind.Customer ? fault.Name : "approve");
        if (fault.Kind == FaultKind.Wire)
            await StrikeNextAsync("Sale");
        var id = await PayAsync();
        await struck.WaitAsync(TimeSpan.FromSeconds(20));
        if (fault.Name != "commit-answer-lost")
            Assert.Equal(AttemptState.Sent, (await _till.AttemptAsync(id)).State);
        if (fault.Kind == FaultKind.Server)
            await RestartAsync();
        app.Saves.Heal();
        return await OutcomeAsync(id, await AnsweredAsync(id), Gap);
    }

    private async Task<AttemptId> LostApprovalAsync()
    {
        await _till.CustomerAsync("approve");
        await WireFaultAsync("approve-then-drop", "Sale", 0);
        var id = await PayAsync();
        await _till.UntilAsync(id, PaymentPhase.Unknown);
        return id;
    }

    private async Task<AttemptId> VanishedAsync()
    {
        await WindowAsync(ShortWindow);
        await _till.CustomerAsync("vanish");
        var id = await PayAsync();
        await _till.UntilAsync(id, PaymentPhase.Unknown);
        app.Clock.Advance(TimeSpan.FromSeconds(10)); // window and margin are over
        return id;
    }

    private async Task<AttemptId> SettledAsync()
    {
        await _till.CustomerAsync("approve");
        await _till.SellAsync(PaymentPhase.Approved);
        var id = await LostApprovalAsync();
        await SettleAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(4)); // the PIN pad is free for others
        var other = await Till.AddAsync(app, _till.Store, "Register 3");
        await other.SellAsync(PaymentPhase.Approved);
        return id;
    }

    private async Task SettleAsync()
    {
        var store = _till.Store;
        using var client = new SpinClient();
        var answer = await client.SettleAsync(
            new SpinEndpoint(app.Services.GetRequiredService<IOptions<SpinOptions>>().Value.SimulatorUrl),
            new SpinIdentity(null, store.Tpn, store.AuthKey), new SpinSettle { RefId = Guid.NewGuid().ToString("N") }, CancellationToken.None);
        Assert.Equal(SpinServiceOutcome.Done, answer.Outcome);
    }

    private async Task<MatrixOutcome> StatusAsync(AttemptId id, TimeSpan pause)
    {
        await StrikeNextAsync("Status");
        if (fault.Kind == FaultKind.Database)
        {
            var struck = app.Saves.BeginAsync(fault.Name, IsCheck);
            await _till.CheckNowAsync(id);
            await struck.WaitAsync(TimeSpan.FromSeconds(20));
            return await OutcomeAsync(id, await _till.LookAsync(id), pause);
        }

        if (fault.Kind == FaultKind.Server)
        {
            await WireFaultAsync("delay", "Status", 4_000);
            await _till.CheckNowAsync(id);
            await AppFixture.EventuallyAsync(_till.StatusOnTheWireAsync, n => n > 0);
            await RestartAsync();
            return await OutcomeAsync(id, null, pause);
        }

        return await OutcomeAsync(id, await AskAsync(id), pause);
    }

    private async Task<MatrixOutcome> SentAgainAsync()
    {
        var id = await VanishedAsync();
        var proven = await EndAsync(id, Gap);
        Assert.Equal((AttemptState.NotProcessed, true), (proven.State, proven.CanSendAgain));
        Task? struck = null;
        if (fault.Kind is FaultKind.Database)
            struck = app.Saves.BeginAsync(fault.Name, IsSent);
        if (fault.Kind is FaultKind.Proxy || fault.Name is "route-blocked" or "low-battery")
            await StrikePadAsync();
        if (struck is null)
        {
            await BeginAsync("approve", "tap", id);
            return await OutcomeAsync(id, await AnsweredAsync(id), Gap);
        }

        await WindowAsync(LongWindow);
        await _till.CustomerAsync("approve");
        await _till.SendAgainAsync(id);
        await struck.WaitAsync(TimeSpan.FromSeconds(20));
        return await OutcomeAsync(id, await _till.LookAsync(id), Gap);
    }
}
