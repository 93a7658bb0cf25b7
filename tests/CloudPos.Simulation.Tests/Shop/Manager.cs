using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Simulation.Tests.Engine;
using CloudPos.SpinSimulator.Terminals;
using MediatR;

namespace CloudPos.Simulation.Tests.Shop;

/// <summary>Ends the day in the middle of it, with customers at the tills: compares the batch, and settles it where nothing differs. Twice, or in two tabs.</summary>
internal sealed class Manager(World world, Dice dice)
{
    private const int TriesMax = 20;

    public async Task WorkAsync()
    {
        try
        {
            while (world.WantsMore)
            {
                await world.Time.PauseAsync(dice.Seconds(30, 400));
                if (world.WantsMore)
                    await EndTheDayAsync();
            }
        }
        catch (Exception failure)
        {
            world.Break($"the manager does not know what to do with {failure}");
        }
    }

    /// <summary>The tills are asked to wait, and not all do.</summary>
    private async Task EndTheDayAsync()
    {
        world.QuietUntil = world.Time.Now + dice.Seconds(10, 120);
        var isSettled = false;
        for (var tries = 0; !isSettled && tries < 3; tries++)
        {
            if (await InsistAsync(() => dice.Seconds(1, 6)) is not { } compared || !await MarkAsync(compared, d => d.Kind != DifferenceKind.Unknown))
                continue;
            await world.Time.PauseAsync(dice.Seconds(0, 12));
            isSettled = await SettleAsync() is not null;
        }

        world.QuietUntil = default;
    }

    /// <summary>When nothing goes wrong any more.</summary>
    public async Task EndTheLastDayAsync()
    {
        // what he decides may set the rest of a refund going
        for (var rounds = 0; rounds < TriesMax && world.OpenAttempts().Count > 0; rounds++)
        {
            await JudgeAsync();
            await world.Time.PauseAsync(TimeSpan.FromSeconds(30));
        }

        if (await InsistAsync(() => TimeSpan.FromSeconds(10)) is not { } compared)
        {
            world.Break("I10: the batch cannot be compared");
            return;
        }

        world.Checks.OnLastComparison(compared);
        await MarkAsync(compared, _ => true);
        var before = world.Pad.Settlements.Count;
        if (world.Broken is not null)
            return;
        if (await SettleAsync() is not { } ended)
        {
            world.Break("I10: all is well, and nothing can be settled");
            return;
        }

        if (ended.State != SettlementState.Settled)
            world.Break($"I10: all is well, and the settlement is {ended.State}: {ended.Words}");
        else if (world.Pad.Settlements.Count > before)
            world.Checks.OnLastSettlement();
        else if (compared.TerminalLines > 0)
            world.Break("I10: the settlement is called done, and the PIN pad has settled nothing");
    }

    /// <summary>What no question could prove, he reads off the PIN pad's list or the bank's.</summary>
    private async Task JudgeAsync()
    {
        foreach (var attempt in world.OpenAttempts().Where(a => a.State == AttemptState.NeedsReview))
        {
            var line = world.Pad.Approvals.GetValueOrDefault(attempt.RefId);
            var wasDone = attempt.Kind switch
            {
                AttemptKind.Void => line is { State: LineState.Voided },
                AttemptKind.TipAdjust => line is { TipAdjusted: true },
                _ => line is not null,
            };
            world.Tell("manager", () => $"decides that {world.Name(attempt.RefId)} was {(wasDone ? "" : "not ")}done");
            await AskAsync(new JudgeReview(new AttemptId(attempt.Id), wasDone, wasDone ? ReviewEvidence.Slip : ReviewEvidence.NotOnReport, "123456", "1111", "Read at the PIN pad."));
        }
    }

    /// <summary>The PIN pad serves customers: he asks again until it is free.</summary>
    private async Task<ReconciliationView?> InsistAsync(Func<TimeSpan> pause)
    {
        ReconciliationView? compared = null;
        for (var tries = 0; compared is null && tries < TriesMax; tries++)
        {
            await world.Time.PauseAsync(pause());
            compared = await CompareAsync();
        }

        return compared;
    }

    /// <summary>Says of the differences that may stay why they do; true where none is open any more.</summary>
    private async Task<bool> MarkAsync(ReconciliationView compared, Func<DifferenceLine, bool> mayStay)
    {
        foreach (var line in compared.Differences.Where(d => d.IsOpen && mayStay(d)))
            await AskAsync(new MarkDifference(compared.Id, line.Number, "Seen at the PIN pad."));
        return compared.Differences.All(d => !d.IsOpen || mayStay(d));
    }

    private async Task<ReconciliationView?> CompareAsync()
    {
        var compared = await AskAsync(new ReconcileBatch(Runner.Terminal));
        world.Tell("manager", () => compared is null ? "is told nothing" : compared.Value.Value is { } view
            ? $"compares: {view.Matched} match, {view.Open} differ" : $"cannot compare: {compared.Value.Refusal!.Message}");
        return compared?.Value;
    }

    /// <summary>The settlement at its end; null where it was refused, or nobody could be asked.</summary>
    private async Task<SettlementView?> SettleAsync()
    {
        var id = SettlementId.New();
        var presses = new List<Task<Result<SettlementView>?>> { PressAsync(id) };
        if (dice.Permille(200))
            presses.Add(PressAsync(id));
        if (dice.Permille(100))
            presses.Add(PressAsync(SettlementId.New()));
        var begun = (await Task.WhenAll(presses)).Select(p => p?.Value).FirstOrDefault(v => v is not null);
        var since = world.Time.Now;
        while (begun is { IsOpen: true } && world.Broken is null && world.Time.Now - since < World.SettlementBound)
        {
            await world.Time.PauseAsync(dice.Seconds(2, 15));
            begun = (await AskAsync(new GetSettlement(begun.Id)))?.Value ?? begun;
        }

        return begun;
    }

    private async Task<Result<SettlementView>?> PressAsync(SettlementId id)
    {
        var answer = await AskAsync(new StartSettlement(Runner.Terminal, id, SettleKind.Close, false, null));
        world.Tell("manager", () => answer is null ? "is told nothing" : answer.Value.Value is { } view ? $"settles: {view.Words}" : $"may not settle: {answer.Value.Refusal!.Message}");
        return answer;
    }

    /// <summary>Null where the server is gone or fails.</summary>
    private async Task<Result<T>?> AskAsync<T>(IRequest<Result<T>> request)
    {
        if (world.AnyServer(dice) is not { } server)
            return null;
        try
        {
            var result = await server.AskAsync(Runner.Manager, request);
            server.NudgeSettler();
            return result;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return null;
        }
    }
}
