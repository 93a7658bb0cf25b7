using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Batches;

/// <summary>The application is killed at each step of a settlement and comes back on the same data.</summary>
public sealed class SettleRestartTests : IAsyncLifetime
{
    private readonly BatchFixture _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Killed_before_it_was_sent_it_is_sent_once_afterwards()
    {
        var (till, pad, paid) = await DayAsync();
        await HoldPadAsync(true);
        var begun = await pad.SettleAsync();
        await Task.Delay(1_200); // the worker has tried and met the busy PIN pad
        Assert.Equal(SettlementState.Created, (await pad.UntilAsync(begun.Id, _ => true)).State);
        await _app.RestartAsync();
        await HoldPadAsync(false);
        await AssertSettledOnceAsync(till, pad, paid, begun.Id);
    }

    [Fact]
    public async Task Killed_after_sent_with_the_request_never_on_the_wire_the_report_proves_that_nothing_was_done()
    {
        var (till, pad, paid) = await DayAsync();
        await HoldPadAsync(true);
        var begun = await pad.SettleAsync();
        await _app.InDatabaseAsync(till.Store.System, async db =>
        {
            var settlement = await db.Settlements.Include(s => s.Entries).SingleAsync(s => s.Id == begun.Id);
            settlement.Keep(new BatchTotals(1, new Domain.Amounts.Money(1_196), Domain.Amounts.Money.Zero), 1, 1);
            settlement.Record(SettlementSignal.Sent, null, _app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await _app.RestartAsync();
        await HoldPadAsync(false);
        var ended = await pad.UntilAsync(begun.Id, s => !s.IsOpen);
        Assert.Equal(SettlementState.NotDone, ended.State);
        Assert.Equal(0, await pad.SettlesOnTheWireAsync());
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(paid)).State);
        var again = await pad.SettleAsync();
        await AssertSettledOnceAsync(till, pad, paid, again.Id);
    }

    [Fact]
    public async Task Killed_while_the_PIN_pad_settles_the_report_proves_it()
    {
        var (till, pad, paid) = await DayAsync();
        await pad.FaultAsync("delay", "Settle", 3_000);
        var begun = await pad.SettleAsync();
        await AppFixture.EventuallyAsync(pad.SettlesOnTheWireAsync, count => count == 1);
        await _app.RestartAsync();
        await AssertSettledOnceAsync(till, pad, paid, begun.Id);
    }

    [Fact]
    public async Task Of_a_server_on_another_machine_only_its_silence_tells_that_nobody_waits_for_the_answer()
    {
        var (till, pad, paid) = await DayAsync();
        await pad.FaultAsync("delay", "Settle", 3_000);
        var begun = await pad.SettleAsync();
        await AppFixture.EventuallyAsync(pad.SettlesOnTheWireAsync, count => count == 1);
        await _app.GiveToAnotherMachineAsync(begun.Id.Value);
        await _app.RestartAsync();
        foreach (var silence in new[] { 31, 16 })
        {
            await Task.Delay(1_500); // it has looked by now
            Assert.Equal(SettlementState.Sent, (await pad.UntilAsync(begun.Id, _ => true)).State);
            _app.Clock.StandStill(TimeSpan.FromSeconds(silence));
        }

        await AssertSettledOnceAsync(till, pad, paid, begun.Id);
    }

    [Fact]
    public async Task Killed_while_nobody_knows_it_is_still_looked_at_afterwards()
    {
        var (till, pad, paid) = await DayAsync();
        await pad.FaultAsync("approve-then-drop", "Settle");
        await _app.Simulator.SetAsync(till.Store.Tpn, new { busyAfterSaleMs = 0 });
        var begun = await pad.SettleAsync();
        await pad.UntilAsync(begun.Id, s => s.State == SettlementState.Unknown);
        await _app.RestartAsync();
        await AssertSettledOnceAsync(till, pad, paid, begun.Id);
    }

    [Fact]
    public async Task Killed_after_the_outcome_was_recorded_all_of_it_is_true()
    {
        var (till, pad, paid) = await DayAsync();
        var begun = await pad.SettleAsync();
        await pad.UntilAsync(begun.Id, s => s.State == SettlementState.Settled);
        await _app.RestartAsync();
        await AssertSettledOnceAsync(till, pad, paid, begun.Id);
        var next = await till.SellAsync(PaymentPhase.Approved); // and the PIN pad is free
        Assert.NotNull((await till.AttemptAsync(next.AttemptId)).BatchId);
    }

    private static async Task AssertSettledOnceAsync(Till till, PadBatch pad, AttemptId paid, SettlementId id)
    {
        var settled = await pad.UntilAsync(id, s => !s.IsOpen);
        Assert.Equal(SettlementState.Settled, settled.State);
        Assert.Equal(1, await pad.SettlesOnTheWireAsync());
        Assert.Equal(AttemptState.Settled, (await till.AttemptAsync(paid)).State);
        Assert.Equal(BatchState.Settled, (await pad.BatchesAsync())[0].State);
        Assert.Equal(settled.Entries.Count, settled.Entries.Select(e => e.Number).Distinct().Count());
    }

    private async Task<(Till, PadBatch, AttemptId)> DayAsync()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee);
        var pad = await PadBatch.OpenAsync(_app, _app.Tenants.Coffee);
        var paid = await till.SoldAsync();
        await pad.ReconcileAsync();
        return (till, pad, paid.AttemptId);
    }

    /// <summary>Another machine's server holds the PIN pad, so that nothing of ours goes out.</summary>
    private Task HoldPadAsync(bool held) => _app.InDatabaseAsync(_app.Tenants.Coffee.System, db => db.TerminalLeases.Where(l => l.Tpn == _app.Tenants.Coffee.Tpn)
        .ExecuteUpdateAsync(set => set
            .SetProperty(l => l.Owner, held ? AppFixture.AnotherMachine : null)
            .SetProperty(l => l.Until, held ? DateTimeOffset.UtcNow.AddHours(1) : null)
            .SetProperty(l => l.SeenAt, (DateTimeOffset?)null)
            .SetProperty(l => l.HolderId, (Guid?)null)));
}
