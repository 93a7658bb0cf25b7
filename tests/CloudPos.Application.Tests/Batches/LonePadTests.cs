using Microsoft.Extensions.DependencyInjection;
using CloudPos.Application.Workers;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Batches;

/// <summary>A PIN pad of which the books hold nothing: only its report tells whether it has taken cards by itself.</summary>
public sealed class LonePadTests : IAsyncLifetime
{
    private readonly WithoutAutopilot _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_only_the_PIN_pad_holds_has_to_be_settled_and_is_before_the_day_is_done()
    {
        var pad = await PadBatch.OpenAsync(_app, Store);
        await pad.SellAsync(new Money(2_500));
        Assert.True(await DayAsync() is { IsDone: false, IsReady: false, IsUnasked: true });

        var compared = await pad.ReconcileAsync();
        Assert.True(await DayAsync() is { IsDone: false, IsReady: false, IsUnasked: false, Lines: 0, Listed: 1 });
        Till.Must(await _app.SendAs(Store.Manager, new MarkDifference(compared.Id, compared.Differences.Single().Number, "Sold at the fair.")));
        Assert.True(await DayAsync() is { IsDone: false, IsReady: true });

        await pad.UntilAsync((await pad.SettleAsync()).Id, s => s.State == SettlementState.Settled);
        var done = await DayAsync();
        Assert.True(done is { IsDone: true, Settlement.State: SettlementState.Settled });
        Assert.Contains("Credit card", done.Settlement!.Parts.Select(p => p.Name));
        Assert.Empty((await pad.ReconcileAsync()).Differences);
        Assert.True(await DayAsync() is { IsDone: true });
    }

    [Fact]
    public async Task An_empty_report_is_good_for_its_day_and_a_PIN_pad_that_does_not_answer_is_not_called_settled()
    {
        var pad = await PadBatch.OpenAsync(_app, Store);
        await pad.ReconcileAsync();
        Assert.True(await DayAsync() is { IsDone: true, HasLines: false, Settlement: null });

        _app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await DayAsync() is { IsDone: false, IsUnasked: true });
        await _app.Simulator.OnlineAsync(Store.Tpn, false);
        Assert.Equal(BatchReports.Offline, (await _app.SendAs(Store.Manager, new ReconcileBatch(Store.TerminalId))).Refusal?.Code);
        Assert.True(await DayAsync() is { IsDone: false, IsReady: false, IsUnasked: true });
    }

    [Fact]
    public async Task A_settlement_of_it_without_an_answer_is_proven_by_what_its_report_listed_before()
    {
        var pad = await PadBatch.OpenAsync(_app, Store);
        await pad.SellAsync(new Money(2_500));
        var compared = await pad.ReconcileAsync();
        Till.Must(await _app.SendAs(Store.Manager, new MarkDifference(compared.Id, compared.Differences.Single().Number, "Sold at the fair.")));

        await pad.FaultAsync("close-after-reading", "Settle"); // it never arrives
        var ended = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal((SettlementState.NotDone, SettlementSignal.ProvenNotSettled), (ended.State, ended.Entries.MaxBy(e => e.Number)!.Signal));

        await pad.FaultAsync("approve-then-drop", "Settle");
        ended = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal((SettlementState.Settled, SettlementSignal.ProvenSettled), (ended.State, ended.Entries.MaxBy(e => e.Number)!.Signal));
        var told = Till.Must(await _app.SendAs(Store.Manager, new GetSettlement(ended.Id))).Journal;
        Assert.DoesNotContain(told, e => e.Note?.Contains("code=", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_autopilot_asks_it_too_and_settles_what_its_report_holds()
    {
        var pad = await PadBatch.OpenAsync(_app, Store);
        await pad.SellAsync(new Money(2_500));
        await DueAsync(BlockerPolicy.Wait);
        var waits = Till.Must(await _app.SendAs(Store.System, new AutoSettleStore(Store.StoreId)));
        Assert.True(waits.Failed && waits.Pads.Single().Words.Contains("difference", StringComparison.Ordinal));
        Assert.True(Till.Must(await _app.SendAs(Store.Manager, new GetSettleWarning(null))).IsFailure);

        await DueAsync(BlockerPolicy.SettleAnyway);
        Assert.False(Till.Must(await _app.SendAs(Store.System, new AutoSettleStore(Store.StoreId))).Failed);
        Assert.Equal(1, await pad.SettlesOnTheWireAsync());
        Assert.True(await DayAsync() is { IsDone: true, Settlement.State: SettlementState.Settled });
    }

    [Fact]
    public async Task The_autopilot_settles_nothing_where_the_report_is_empty_and_a_spare_one_that_is_off_spoils_no_night()
    {
        var pad = await PadBatch.OpenAsync(_app, Store);
        await DueAsync(BlockerPolicy.Wait);
        Assert.True(Till.Must(await _app.SendAs(Store.System, new AutoSettleStore(Store.StoreId))) is { Failed: false, Pads.Count: 0 });

        await _app.Simulator.OnlineAsync(Store.Tpn, false);
        await DueAsync(BlockerPolicy.Wait);
        var off = Till.Must(await _app.SendAs(Store.System, new AutoSettleStore(Store.StoreId)));
        Assert.False(off.Failed);
        Assert.Contains("nobody knows", off.Pads.Single().Words, StringComparison.Ordinal);
        Assert.Equal(0, await pad.SettlesOnTheWireAsync());
    }

    private async Task<PadDay> DayAsync() =>
        Till.Must(await _app.SendAs(Store.Manager, new GetEndOfDay(Store.StoreId))).Pads.Single(p => p.TerminalId == Store.TerminalId);

    /// <summary>A plan whose time has come.</summary>
    private Task DueAsync(BlockerPolicy differences) => _app.InDatabaseAsync(Store.System, async db =>
    {
        var plan = await db.SettlePlans.SingleOrDefaultAsync();
        if (plan is null)
            db.SettlePlans.Add(plan = new SettlePlan(await db.Stores.SingleAsync(s => s.Id == Store.StoreId)));
        plan.Set(23 * 60, false, BlockerPolicy.Wait, differences, BlockerPolicy.SettleAnyway, SuccessMail.None, new MailRecipients([]),
            (await db.Stores.SingleAsync(s => s.Id == Store.StoreId)).Clock, _app.Clock.GetUtcNow());
        plan.BeginRun(_app.Clock.GetUtcNow().AddSeconds(-1));
        return await db.SaveChangesAsync();
    });

    /// <summary>The tests are the autopilot: the worker would take a run now and then before they do.</summary>
    private sealed class WithoutAutopilot : BatchFixture
    {
        protected override void ConfigureServices(IServiceCollection services)
        {
            base.ConfigureServices(services);
            services.Remove(services.Single(s => s.ImplementationType == typeof(AutoSettleWorker)));
        }
    }
}
