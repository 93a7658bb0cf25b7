using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Batches;

/// <summary>Compare, fix, settle: over the real wire, with the simulator as the PIN pad.</summary>
public sealed class SettleTests : IAsyncLifetime
{
    private readonly BatchFixture _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_day_of_card_sales_is_compared_settled_and_closed_for_void_and_tip()
    {
        var (till, pad, paid) = await DayAsync(2);
        var compared = await pad.ReconcileAsync();
        Assert.Equal((2, 2, 2, 0, Money.Zero, true), (compared.Matched, compared.BooksLines, compared.TerminalLines, compared.Open, compared.Difference, compared.IsFresh));

        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);

        Assert.Equal(SettlementState.Settled, settled.State);
        var batch = (await pad.BatchesAsync())[0];
        Assert.Equal((BatchState.Settled, 2, 2, new Money(2_392), (Money?)new Money(2_392), (string?)null),
            (batch.State, batch.Lines, batch.HostLines, batch.Total, batch.HostTotal, batch.DifferenceWhy));
        foreach (var id in paid)
        {
            var attempt = await till.AttemptAsync(id);
            Assert.True(attempt is { State: AttemptState.Settled, CanVoid: false, CanAdjustTip: false });
            Assert.Equal((attempt.Entries.Count, AttemptSignal.Settled), (attempt.Entries[^1].Number, attempt.Entries[^1].Signal));
        }

        var next = await till.SellAsync(PaymentPhase.Approved);
        Assert.NotEqual(batch.Id, (await till.AttemptAsync(next.AttemptId)).BatchId);
        Assert.Equal([BatchState.Settled, BatchState.Open], (await pad.BatchesAsync()).Select(b => b.State));
    }

    [Fact]
    public async Task Nothing_is_settled_before_it_was_compared_or_when_the_comparison_is_old()
    {
        var (till, pad, _) = await DayAsync(1);
        Assert.Equal("settle.not.compared", await RefusedAsync());
        await pad.ReconcileAsync();
        await till.SellAsync(PaymentPhase.Approved);
        Assert.Equal("settle.old.comparison", await RefusedAsync());
        Assert.Equal(0, await pad.SettlesOnTheWireAsync());
    }

    [Fact]
    public async Task An_open_difference_blocks_and_a_reason_lets_it_stay()
    {
        var (_, pad, _) = await DayAsync(1);
        await pad.SellAsync(new Money(1_420));
        var compared = await pad.ReconcileAsync();
        var line = Assert.Single(compared.Differences);
        Assert.Equal((DifferenceKind.TerminalOnly, (Money?)new Money(1_420), DifferenceFix.Adopt), (line.Kind, line.Terminal, line.Fix));
        Assert.Equal("settle.differences", await RefusedAsync());

        Till.Must(await _app.SendAs(Store.Manager, new MarkDifference(compared.Id, line.Number, "A gift to the staff.")));
        Assert.Equal(0, (await pad.ReconcileAsync()).Open); // the mark holds for the same difference
        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal(SettlementState.Settled, settled.State);
        var batch = (await pad.BatchesAsync())[0];
        Assert.True(batch is { HostLines: 2, Lines: 1, NeedsAttention: false });
        Assert.Contains("gift to the staff", batch.DifferenceWhy, StringComparison.Ordinal);
        _app.Clock.Advance(TimeSpan.FromDays(365));
        var later = Till.Must(await _app.SendAs(Store.Manager, new GetReconciliation(compared.Id)));
        Assert.Equal(("A gift to the staff.", Store.Manager.Email), (later.Differences[0].DecisionReason, later.Differences[0].DecidedBy));
    }

    [Fact]
    public async Task A_tip_that_the_PIN_pad_holds_is_booked()
    {
        var (till, pad, paid) = await DayAsync(1);
        await pad.TipAsync((await till.AttemptAsync(paid[0])).RefId, new Money(1_196), new Money(200));
        var compared = await pad.ReconcileAsync();
        var line = Assert.Single(compared.Differences);
        Assert.Equal((DifferenceKind.Tip, DifferenceFix.BookTip), (line.Kind, line.Fix));
        Till.Must(await _app.SendAs(Store.Manager, new BookTip(compared.Id, line.Number)));
        Assert.Equal(new Money(200), (await till.SaleAsync((await till.AttemptAsync(paid[0])).SaleId!.Value)).Tip);
        Assert.Equal((1, 0), ((await pad.ReconcileAsync()).Matched, (await pad.ReconcileAsync()).Open));
    }

    [Fact]
    public async Task What_is_voided_here_and_alive_there_is_voided_there()
    {
        var (till, pad, paid) = await DayAsync(2);
        await _app.InDatabaseAsync(Store.System, async db =>
        {
            var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == paid[0]);
            attempt.Record(AttemptSignal.Voided, AttemptReason.FollowUp, "The answer was lost.", _app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var compared = await pad.ReconcileAsync();
        var line = Assert.Single(compared.Differences);
        Assert.Equal((DifferenceKind.VoidedOnRegister, DifferenceFix.VoidOnTerminal), (line.Kind, line.Fix));
        var id = AttemptId.New();
        Till.Must(await _app.SendAs(Store.Manager, new SendVoidAgain(compared.Id, line.Number, id)));
        await till.AttemptAsync(id, a => a.State == AttemptState.Approved);
        Assert.Equal("voided", (await till.LedgerAsync()).Single(l => l.Num == 1).State);
        Assert.Empty((await pad.ReconcileAsync()).Differences);
    }

    [Fact]
    public async Task An_unknown_payment_blocks_and_cannot_be_marked_away()
    {
        var (till, pad, _) = await DayAsync(1);
        await Till.PatienceAsync(_app, Store, 1);
        await till.CustomerAsync("never-answer");
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 2);
        await pad.FaultAsync("busy", "Status", 60_000); // so that it stays unknown for a while
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);
        Assert.Equal("settle.unknown.payment", await RefusedAsync());
    }

    [Fact]
    public async Task A_settlement_without_an_answer_is_proven_by_the_report_and_never_sent_twice()
    {
        var (_, pad, _) = await DayAsync(2);
        await pad.ReconcileAsync();
        await pad.FaultAsync("approve-then-drop", "Settle");
        var begun = await pad.SettleAsync();
        var settled = await pad.UntilAsync(begun.Id, s => !s.IsOpen);
        Assert.Equal([SettlementSignal.Sent, SettlementSignal.NoAnswer, SettlementSignal.ProvenSettled], settled.Entries.OrderBy(e => e.Number).Select(e => e.Signal));
        Assert.Equal(1, await pad.SettlesOnTheWireAsync());
        Assert.Equal(BatchState.Settled, (await pad.BatchesAsync())[0].State);
    }

    [Fact]
    public async Task A_settlement_that_never_arrived_is_proven_not_done_and_may_be_tried_again()
    {
        var (_, pad, _) = await DayAsync(2);
        await pad.ReconcileAsync();
        await pad.FaultAsync("close-after-reading", "Settle");
        var begun = await pad.SettleAsync();
        await pad.UntilAsync(begun.Id, s => s.State == SettlementState.Unknown);
        Assert.Equal(begun.Id, (await pad.SettleAsync()).Id); // pressing again shows the one that runs
        var ended = await pad.UntilAsync(begun.Id, s => !s.IsOpen);
        Assert.Equal((SettlementState.NotDone, SettlementSignal.ProvenNotSettled), (ended.State, ended.Entries.MaxBy(e => e.Number)!.Signal));
        Assert.Equal(SettlementState.Settled, (await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen)).State);
        Assert.Equal(2, await pad.SettlesOnTheWireAsync());
    }

    [Fact]
    public async Task Untipped_sales_follow_the_stores_policy_and_a_refusal_of_the_host_settles_nothing()
    {
        var (till, pad, paid) = await DayAsync(1);
        await pad.ReconcileAsync();
        await _app.Simulator.SetAsync(Store.Tpn, new { parameters = new { restaurant = true } });
        var refused = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal((SettlementState.Refused, PartOutcome.Untipped), (refused.State, refused.Parts.First(p => p.Application == CardApplication.Credit).Outcome));
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(paid[0])).State);

        await PlanAsync(waitsForTips: true);
        Assert.Equal("settle.untipped", await RefusedAsync());
        Assert.Null((await _app.SendAs(Store.Manager, new StartSettlement(Store.TerminalId, SettlementId.New(), SettleKind.Force, true, "No tips today."))).Refusal);
        await AppFixture.EventuallyAsync(() => till.AttemptAsync(paid[0]), a => a.State == AttemptState.Settled);
    }

    [Fact]
    public async Task The_id_of_another_PIN_pads_settlement_is_no_answer_for_this_one()
    {
        var (till, pad, _) = await DayAsync(1);
        await pad.ReconcileAsync();
        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        var other = await till.OtherPinPadAsync();

        Assert.Equal("batch.none", (await _app.SendAs(Store.Manager, new StartSettlement(other, settled.Id, SettleKind.Close, false, null))).Refusal?.Code);
    }

    [Fact]
    public async Task What_a_server_whose_clock_is_behind_has_booked_since_the_comparison_makes_it_old()
    {
        var (till, pad, _) = await DayAsync(1);
        var compared = await pad.ReconcileAsync();
        var since = await (await Till.AddAsync(_app, Store, "Register 9")).SellAsync(PaymentPhase.Approved);
        await _app.InDatabaseAsync(Store.System, db => db.Attempts.Where(a => a.Id == since.AttemptId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ChangedAt, _app.Clock.GetUtcNow().AddHours(-1))));

        Assert.Equal("settle.old.comparison", await RefusedAsync());
        Assert.Equal((1, 2), (compared.Matched, (await pad.ReconcileAsync()).Matched));
    }

    [Fact]
    public async Task A_comparison_during_which_the_PIN_pad_went_to_somebody_else_is_not_kept()
    {
        var (_, pad, _) = await DayAsync(1);
        await pad.FaultAsync("delay", "Report", 1_500);
        var comparing = _app.SendAs(Store.Manager, new ReconcileBatch(Store.TerminalId));
        await AppFixture.EventuallyAsync(() => LeasesAsync(db => db.CountAsync()), held => held == 1);
        await LeasesAsync(db => db.ExecuteUpdateAsync(set => set.SetProperty(l => l.Token, l => l.Token + 1).SetProperty(l => l.HolderId, Guid.NewGuid())));

        Assert.Equal("terminal.busy", (await comparing).Refusal?.Code);
        await LeasesAsync(db => db.ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, (string?)null)));
        Assert.Equal("settle.not.compared", await RefusedAsync());

        Task<int> LeasesAsync(Func<IQueryable<TerminalLease>, Task<int>> work) => _app.InDatabaseAsync(Store.System, db => work(db.TerminalLeases.Where(l => l.Tpn == Store.Tpn && l.Owner != null)));
    }

    [Fact]
    public async Task A_success_whose_host_was_offline_wants_attention_and_its_money_goes_into_the_next_batch()
    {
        var (_, pad, _) = await DayAsync(1);
        await pad.SellAsync(new Money(555), Spin.SpinPaymentType.Check);
        var compared = await pad.ReconcileAsync();
        Till.Must(await _app.SendAs(Store.Manager, new MarkDifference(compared.Id, compared.Differences.Single().Number, "A check taken at the device.")));
        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.True(settled.Parts.Single(p => p.Application == CardApplication.Check).NeedsAttention);
        Assert.True((await pad.BatchesAsync())[0] is { State: BatchState.Settled, NeedsAttention: true });
    }

    [Fact]
    public async Task A_PIN_pad_that_settled_by_itself_moves_on_to_another_batch()
    {
        var (till, pad, paid) = await DayAsync(1);
        await _app.Simulator.SetAsync(Store.Tpn, new { batch = 77 });
        var next = await till.SellAsync(PaymentPhase.Approved);
        var batches = await pad.BatchesAsync();
        Assert.Equal([(BatchState.ClosedElsewhere, 1), (BatchState.Open, 2)], batches.Select(b => (b.State, b.Sequence)));
        Assert.Equal(("77", batches[1].Id), (batches[1].Number, (await till.AttemptAsync(next.AttemptId)).BatchId!.Value));
        await till.AttemptAsync(paid[0], a => a.State == AttemptState.Settled);
    }

    [Fact]
    public async Task Attempts_of_before_there_were_batches_are_taken_up_at_the_first_comparison()
    {
        var (till, pad, paid) = await DayAsync(2);
        await _app.InDatabaseAsync(Store.System, async db =>
        {
            await db.Attempts.ExecuteUpdateAsync(set => set.SetProperty(a => a.BatchId, (BatchId?)null));
            return await db.Batches.ExecuteDeleteAsync();
        });
        Assert.Equal(2, (await pad.ReconcileAsync()).Matched);
        Assert.NotNull((await till.AttemptAsync(paid[0])).BatchId);
    }

    [Fact]
    public async Task Two_presses_are_one_settlement()
    {
        var (_, pad, _) = await DayAsync(1);
        await pad.ReconcileAsync();
        var id = SettlementId.New();
        var both = await Task.WhenAll(pad.SettleAsync(id), pad.SettleAsync(id), pad.SettleAsync(id));
        Assert.Single(both.Select(b => b.Id).Distinct());
        await pad.UntilAsync(both[0].Id, s => s.State == SettlementState.Settled);
        Assert.Equal(1, await pad.SettlesOnTheWireAsync());
    }

    private async Task<(Till Till, PadBatch Pad, AttemptId[] Paid)> DayAsync(int sales)
    {
        var till = await Till.OpenAsync(_app, Store);
        var pad = await PadBatch.OpenAsync(_app, Store);
        var paid = new List<AttemptId>();
        for (var i = 0; i < sales; i++)
        {
            paid.Add((await till.SellAsync(PaymentPhase.Approved)).AttemptId);
            await _app.InDatabaseAsync(Store.System, async db =>
            {
                foreach (var sale in await db.Sales.Where(s => s.State == Domain.Sales.SaleState.Paid && !s.IsFinished).ToListAsync())
                    sale.Finish();
                return await db.SaveChangesAsync();
            });
        }

        return (till, pad, [.. paid]);
    }

    private Task PlanAsync(bool waitsForTips) => _app.InDatabaseAsync(Store.System, async db =>
    {
        var store = await db.Stores.SingleAsync(s => s.Id == Store.StoreId);
        var plan = new SettlePlan(store);
        plan.Set(null, waitsForTips, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.SettleAnyway, SuccessMail.None, new MailRecipients([]), store.Clock, _app.Clock.GetUtcNow());
        db.SettlePlans.Add(plan);
        return await db.SaveChangesAsync();
    });

    private async Task<string?> RefusedAsync() =>
        (await _app.SendAs(Store.Manager, new StartSettlement(Store.TerminalId, SettlementId.New(), SettleKind.Close, false, null))).Refusal?.Code;
}
