using System.Diagnostics;
using CloudPos.Domain.Payments;
using CloudPos.Testing;

namespace CloudPos.EndToEnd.Tests.Kills;

/// <summary>
/// kill -9 in the middle of payments: eight PIN pads at eight steps at once, so that in one round the server dies three times at each step.
/// As many rounds as <c>CLOUDPOS_KILLS</c> says: seventeen are fifty times each, and take half an hour.
/// </summary>
[Collection(nameof(KillCollection))]
public sealed class KillTests(KillFixture app, Xunit.Abstractions.ITestOutputHelper output)
{
    private const int ResolvedWithinSeconds = 10;

    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("CLOUDPOS_KILLS"), out var times) ? times : 1;

    public static TheoryData<int> Rounds => [.. Enumerable.Range(1, Times)];

    [Theory, MemberData(nameof(Rounds))]
    public Task While_answers_are_recorded_and_customers_pay(int round) => DiesAsync(round, holdsDatabase: true,
        KillStep.Recording, KillStep.RecordingPart, KillStep.StatusRecording, KillStep.OnRecord, KillStep.CancelRequested, KillStep.OnTerminal, KillStep.Booked, KillStep.HostApproving);

    [Theory, MemberData(nameof(Rounds))]
    public Task While_answers_are_recorded_and_others_travel(int round) => DiesAsync(round, holdsDatabase: true,
        KillStep.Recording, KillStep.RecordingPart, KillStep.StatusRecording, KillStep.OnRecord, KillStep.CancelRequested, KillStep.Queued, KillStep.DeclineOnItsWay, KillStep.AnswerOnItsWay);

    [Theory, MemberData(nameof(Rounds))]
    public Task While_answers_are_recorded_and_Status_is_asked(int round) => DiesAsync(round, holdsDatabase: true,
        KillStep.Recording, KillStep.RecordingPart, KillStep.StatusRecording, KillStep.OnRecord, KillStep.SentAgain, KillStep.StatusOnItsWay, KillStep.Booked, KillStep.HostApproving);

    [Theory, MemberData(nameof(Rounds))]
    public Task While_customers_pay_and_answers_travel(int round) => DiesAsync(round, holdsDatabase: false,
        KillStep.OnTerminal, KillStep.Queued, KillStep.HostApproving, KillStep.CancelRequested, KillStep.AnswerOnItsWay, KillStep.StatusOnItsWay, KillStep.DeclineOnItsWay, KillStep.Booked);

    [Theory, MemberData(nameof(Rounds))]
    public Task While_proofs_are_made(int round) => DiesAsync(round, holdsDatabase: false,
        KillStep.SentAgain, KillStep.NotFoundOnce, KillStep.Unknown, KillStep.OnTerminal, KillStep.Queued, KillStep.DeclineOnItsWay, KillStep.AnswerOnItsWay, KillStep.Booked);

    [Theory, MemberData(nameof(Rounds))]
    public Task While_the_unknown_is_looked_into(int round) => DiesAsync(round, holdsDatabase: false,
        KillStep.SentAgain, KillStep.NotFoundOnce, KillStep.Unknown, KillStep.StatusOnItsWay, KillStep.HostApproving, KillStep.OnTerminal, KillStep.CancelRequested, KillStep.Queued);

    [Theory, MemberData(nameof(Rounds))]
    public Task Together_with_the_PIN_pads(int round) => DiesAsync(round, holdsDatabase: false, alsoPinPads: true,
        KillStep.OnTerminalOfBoth, KillStep.OnTerminalOfBoth, KillStep.OnTerminalOfBoth, KillStep.NotFoundOnce, KillStep.Unknown, KillStep.AnswerOnItsWay, KillStep.StatusOnItsWay, KillStep.Booked);

    [Theory, MemberData(nameof(Rounds))]
    public Task While_the_proxy_stands_still(int round) => DiesAsync(round, holdsDatabase: false, [.. Enumerable.Repeat(KillStep.NotTakenIn, 8)]);

    private Task DiesAsync(int round, bool holdsDatabase, params KillStep[] steps) => DiesAsync(round, holdsDatabase, false, steps);

    private async Task DiesAsync(int round, bool holdsDatabase, bool alsoPinPads, params KillStep[] steps)
    {
        output.WriteLine($"Round {round}");
        await app.ForgetAsync();
        await app.Installation.ResetSimulatorAsync();
        var pads = app.Stores.Zip(steps, (store, step) => (Pad: new KillPad(app, store), Step: step)).ToArray();
        foreach (var turn in pads.GroupBy(p => p.Step.Turn).OrderBy(t => t.Key))
            await Task.WhenAll(turn.Select(p => p.Step.Before(p.Pad)));
        await WakeAsync(async () =>
        {
            if (steps[0] == KillStep.NotTakenIn)
                await StandStillAsync(pads.Select(p => p.Pad));
            await KillAsync(pads, holdsDatabase);
        });
        if (alsoPinPads)
        {
            await app.Installation.KillSimulatorAsync();
            await app.Installation.StartSimulatorAsync();
        }

        var start = Stopwatch.StartNew();
        await app.Installation.StartRegisterAsync();
        output.WriteLine($"The register started in {start.Elapsed.TotalSeconds:0.0} s");
        foreach (var (pad, step) in pads)
        {
            await (step.After?.Invoke(pad) ?? Task.CompletedTask);
            await pad.ClearFaultsAsync();
        }

        await ResolveAsync(pads);
        await TheNextSaleIsServedAsync(pads.Select(p => p.Pad));
    }

    private async Task KillAsync(IReadOnlyList<(KillPad Pad, KillStep Step)> pads, bool holdsDatabase)
    {
        AttemptState[] seen;
        using (holdsDatabase ? app.HoldDatabase() : null)
        {
            await Task.WhenAll(pads.Select(p => p.Step.Held?.Invoke(p.Pad) ?? Task.CompletedTask));
            if (holdsDatabase)
                await Task.Delay(300); // the answer is in the server's hands
            await app.Installation.KillRegisterAsync();
            seen = [.. await Task.WhenAll(pads.Select(async p => (await p.Pad.AttemptAsync()).State))];
        }

        if (pads.Zip(seen).FirstOrDefault(p => !p.First.Step.AtKill.Contains(p.Second)) is { First.Step: { } missed } wrong)
        {
            await app.Installation.StartRegisterAsync(); // for the next round
            Assert.Fail($"{missed.Name}: it was {wrong.Second} when the server died.");
        }
    }

    private async Task StandStillAsync(IEnumerable<KillPad> pads)
    {
        await app.Installation.PauseSimulatorAsync(paused: true);
        foreach (var pad in pads)
        {
            await pad.PayAsync();
            await pad.UntilAsync(AttemptState.Sent);
        }

        await Task.Delay(200);
    }

    private async Task WakeAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            await app.Installation.PauseSimulatorAsync(paused: false);
        }
    }

    /// <summary>By itself, and as the host's ledger has it.</summary>
    private async Task ResolveAsync(IReadOnlyList<(KillPad Pad, KillStep Step)> pads)
    {
        var watch = Stopwatch.StartNew();
        foreach (var (pad, step) in pads)
        {
            var left = Math.Max(1, ResolvedWithinSeconds - (int)watch.Elapsed.TotalSeconds);
            var attempt = await pad.UntilAsync(a => !a.IsOpen, left);
            output.WriteLine($"{step.Name}: {attempt.State} after {watch.Elapsed.TotalSeconds:0.0} s");
            Assert.Contains(attempt.State, step.Ends);
            var approved = (await pad.ApprovedAsync()).Where(row => row.RefId == attempt.RefId).ToArray();
            Assert.Equal(attempt.IsCharged ? 1 : 0, approved.Length);
            if (attempt.IsCharged)
                Assert.Equal(approved[0].Total, attempt.Charged!.Value.Cents / 100m);
            Assert.True(await pad.OnTheWireAsync("Sale") <= await pad.SentAsync(), "A sale went over the wire that no journal has.");
        }
    }

    /// <summary>No PIN pad stays taken by what has died, and nobody's sale is lost or doubled.</summary>
    private async Task TheNextSaleIsServedAsync(IEnumerable<KillPad> pads)
    {
        foreach (var pad in pads)
        {
            await pad.ForgetShortAsync();
            await pad.CustomerAsync("approve");
            await pad.PayAsync();
        }

        foreach (var pad in pads)
        {
            await pad.UntilAsync(a => a.State == AttemptState.Approved, ResolvedWithinSeconds);
            Assert.Equal(await pad.ChargedAsync(), (await pad.ApprovedAsync()).Select(r => r.RefId).Order());
        }
    }
}

/// <summary>Alone in the suite, for its bound is in seconds.</summary>
[CollectionDefinition(nameof(KillCollection), DisableParallelization = true)]
public sealed class KillCollection : ICollectionFixture<KillFixture>;
