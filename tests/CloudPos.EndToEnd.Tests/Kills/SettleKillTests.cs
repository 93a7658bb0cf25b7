using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.EndToEnd.Tests.Kills;

/// <summary>kill -9 at each persisted step of a settlement: three PIN pads at three steps at once, and each is settled exactly once afterwards.</summary>
[Collection(nameof(KillCollection))]
public sealed class SettleKillTests(KillFixture app)
{
    [Fact]
    public async Task Waiting_on_its_way_and_not_known_each_is_settled_once()
    {
        var pads = (await DayAsync())[..3]; // one that dies between "sent" and the wire is proven not settled, and that is not shown here
        await HoldAsync(pads[0], held: true); // on record, and another machine's server has the PIN pad
        await pads[1].FaultAsync("delay", "Settle", 15_000); // sent, the answer on its way
        await pads[2].FaultAsync("approve-then-drop", "Settle"); // done, and no answer ever
        var begun = await BeginAsync(pads);
        await StateAsync(pads[0], begun[0], SettlementState.Created);
        await AppFixture.EventuallyAsync(() => pads[1].OnTheWireAsync("Settle"), n => n == 1, 30);
        await AppFixture.EventuallyAsync(() => pads[2].OnTheWireAsync("Settle"), n => n == 1, 30);
        await DiesAndComesBackAsync(pads);
        await HoldAsync(pads[0], held: false);
        await AssertSettledOnceAsync(pads, begun);
    }

    [Fact]
    public async Task While_sent_and_while_the_outcome_are_committed_each_is_settled_once()
    {
        var pads = await DayAsync();
        await pads[0].FaultAsync("delay", "Settle", 2_000);
        await HoldAsync(pads[1], held: true);
        var begun = await BeginAsync(pads[..2]);
        await AppFixture.EventuallyAsync(() => pads[0].OnTheWireAsync("Settle"), n => n == 1, 30);
        await HoldAsync(pads[1], held: false);
        using (app.HoldDatabase())
        {
            await Task.Delay(2_500); // the one answer is in the server's hands, the other settlement is about to be sent: neither commit is made
            await app.Installation.KillRegisterAsync();
        }

        await app.Installation.StartRegisterAsync();
        await ClearAsync(pads);
        await AssertSettledOnceAsync(pads[..2], begun);
    }

    [Fact]
    public async Task Just_booked_it_stays_booked()
    {
        var pads = await DayAsync();
        var begun = await BeginAsync(pads[..1]);
        await StateAsync(pads[0], begun[0], SettlementState.Settled);
        await DiesAndComesBackAsync(pads);
        await AssertSettledOnceAsync(pads[..1], begun);
    }

    /// <summary>One payment on each PIN pad, compared.</summary>
    private async Task<KillPad[]> DayAsync()
    {
        await app.ForgetAsync();
        foreach (var store in app.Stores)
        {
            // an earlier round's batch is over, as for the simulator that begins anew
            await app.InDatabaseAsync(store.System, db => db.Batches.Where(b => b.TerminalId == store.TerminalId && b.State == BatchState.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.State, BatchState.Settled).SetProperty(b => b.AttemptsClosed, true)));
        }

        await app.Installation.ResetSimulatorAsync();
        var pads = app.Stores.Select(store => new KillPad(app, store)).ToArray();
        foreach (var pad in pads)
        {
            await pad.CustomerAsync("approve");
            await pad.PayAsync();
        }

        foreach (var pad in pads)
        {
            await pad.UntilAsync(AttemptState.Approved);
            // the PIN pad is free a moment after its payment is on record
            await AppFixture.EventuallyAsync(() => app.SendAs(pad.Store.Manager, new ReconcileBatch(pad.Store.TerminalId)), r => r.Value is { Open: 0, Matched: 1 });
        }

        return pads;
    }

    private async Task<SettlementId[]> BeginAsync(KillPad[] pads)
    {
        var ids = new List<SettlementId>();
        foreach (var pad in pads)
        {
            var begun = await app.SendAs(pad.Store.Manager, new StartSettlement(pad.Store.TerminalId, SettlementId.New(), SettleKind.Close, false, null));
            Assert.Null(begun.Refusal);
            ids.Add(begun.Value!.Id);
        }

        return [.. ids];
    }

    private async Task DiesAndComesBackAsync(KillPad[] pads)
    {
        await app.Installation.KillRegisterAsync();
        await app.Installation.StartRegisterAsync();
        await ClearAsync(pads);
    }

    private static async Task ClearAsync(KillPad[] pads)
    {
        foreach (var pad in pads)
            await pad.ClearFaultsAsync();
    }

    private async Task AssertSettledOnceAsync(KillPad[] pads, SettlementId[] begun)
    {
        foreach (var (pad, id) in pads.Zip(begun))
        {
            await StateAsync(pad, id, SettlementState.Settled);
            Assert.Equal(1, await pad.OnTheWireAsync("Settle"));
            Assert.Equal(AttemptState.Settled, (await pad.AttemptAsync()).State);
            var batch = await app.InDatabaseAsync(pad.Store.System, db => db.Batches.AsNoTracking().SingleAsync(b => db.Settlements.Any(s => s.Id == id && s.BatchId == b.Id)));
            Assert.Equal((BatchState.Settled, 1), (batch.State, batch.Lines));
        }
    }

    /// <summary>Where it does not come to that, what the journal says instead is told.</summary>
    private Task StateAsync(KillPad pad, SettlementId id, SettlementState state) => AppFixture.EventuallyAsync(
        () => app.InDatabaseAsync(pad.Store.System, async db =>
        {
            var settlement = await db.Settlements.AsNoTracking().Include(s => s.Entries).SingleAsync(s => s.Id == id);
            var journal = settlement.Entries.OrderBy(e => e.Number).Select(e => $"{e.At:HH:mm:ss.fff} {e.Signal} ({e.Note})");
            return (settlement.State, Story: $"PIN pad {pad.Store.Tpn}, sent {settlement.SentAt:HH:mm:ss.fff}, now {DateTimeOffset.UtcNow:HH:mm:ss.fff}: {string.Join("; ", journal)}");
        }),
        s => s.State == state, 60);

    private Task HoldAsync(KillPad pad, bool held) => app.InDatabaseAsync(pad.Store.System, db => db.TerminalLeases.Where(l => l.Tpn == pad.Store.Tpn)
        .ExecuteUpdateAsync(set => set
            .SetProperty(l => l.Owner, held ? AppFixture.AnotherMachine : null)
            .SetProperty(l => l.Until, held ? DateTimeOffset.UtcNow.AddHours(1) : null)
            .SetProperty(l => l.SeenAt, (DateTimeOffset?)null)
            .SetProperty(l => l.HolderId, (Guid?)null)));
}
