using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>The application without its worker: the tests take the worker's steps themselves, one by one or all at once.</summary>
public sealed class NoWorkerFixture : PaymentFixture
{
    protected override bool RunsWorkers => false;
}

public sealed class WorkerRequestTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    private const int Processes = 6;

    private static readonly TerminalAnswer Approved = new(AttemptSignal.Approved, AttemptReason.None,
        new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0");

    [Fact]
    public async Task Sent_is_on_record_and_the_PIN_pad_taken_before_a_byte_leaves()
    {
        var (till, begun) = await BeginAsync();

        var order = Till.Must(await DispatchAsync(till, begun.AttemptId));

        Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(begun.AttemptId)).State);
        Assert.Equal(begun.AttemptId, await HeldForAsync(till));
        Assert.Equal((11.96m, till.Store.Cashier.Email), (order.Attempt.Amount.Cents / 100m, order.Attempt.PerformedBy));
        Assert.Empty(await till.SalesOnTheWireAsync());
        await RecordAsync(till, begun.AttemptId, Approved);
    }

    [Fact]
    public async Task One_payment_is_dispatched_once_however_many_processes_try()
    {
        var (till, begun) = await BeginAsync();

        var orders = await TogetherAsync(Enumerable.Repeat(begun.AttemptId, Processes).Select(id => DispatchAsync(till, id)));

        Assert.Equal(1, orders);
        Assert.Single((await till.AttemptAsync(begun.AttemptId)).Entries);
        Assert.Equal(begun.AttemptId, await HeldForAsync(till));
        await RecordAsync(till, begun.AttemptId, Approved);
        Assert.Equal("attempt.not.waiting", (await DispatchAsync(till, begun.AttemptId)).Refusal?.Code);
    }

    [Fact]
    public async Task Of_several_payments_for_one_PIN_pad_one_is_dispatched()
    {
        var (first, begun) = await BeginAsync();
        List<(Till Till, AttemptId Id)> all = [(first, begun.AttemptId)];
        for (var i = 0; i < 3; i++)
        {
            var till = await Till.AddAsync(app, app.Tenants.Coffee, "Register");
            all.Add((till, (await till.PayByCardAsync((await till.RingUpAsync()).Id)).AttemptId));
        }

        var orders = await TogetherAsync(all.Select(a => DispatchAsync(a.Till, a.Id)));

        Assert.Equal(1, orders);
        var holder = await HeldForAsync(first);
        foreach (var (till, id) in all)
            Assert.Equal(id == holder ? AttemptState.Sent : AttemptState.Created, (await till.AttemptAsync(id)).State);
        await RecordAsync(first, holder!.Value, Approved);
        foreach (var (till, id) in all.Where(a => a.Id != holder))
            await till.AskToCancelAsync(id);
    }

    [Fact]
    public async Task Stopped_and_dispatched_in_the_same_moment_is_one_or_the_other()
    {
        for (var round = 0; round < 8; round++)
        {
            var (till, begun) = await BeginAsync();
            var stop = Task.Run(() => till.AskToCancelAsync(begun.AttemptId));
            var orders = await TogetherAsync([DispatchAsync(till, begun.AttemptId)]);
            var seen = await stop;

            var state = (await till.AttemptAsync(begun.AttemptId)).State;
            Assert.Equal(orders == 1 ? AttemptState.Sent : AttemptState.Cancelled, state);
            Assert.NotEqual(PaymentPhase.Sending, seen.Phase);
            if (orders == 1)
                await RecordAsync(till, begun.AttemptId, Approved);
            Assert.Null(await HeldForAsync(till));
        }
    }

    [Fact]
    public async Task An_answer_recorded_twice_is_booked_once()
    {
        var (till, begun) = await BeginAsync();
        await DispatchAsync(till, begun.AttemptId);

        await RecordAsync(till, begun.AttemptId, Approved);
        await RecordAsync(till, begun.AttemptId, Approved);
        await RecordAsync(till, begun.AttemptId, Approved with { Signal = AttemptSignal.Declined });

        var sale = await till.SaleAsync(begun.SaleId);
        Assert.Equal((SaleState.Paid, new Money(1_196), 1), (sale.State, sale.Paid, sale.Tenders.Count));
        Assert.Equal(2, (await till.AttemptAsync(begun.AttemptId)).Entries.Count);
        Assert.Null(await HeldForAsync(till));
    }

    [Fact]
    public async Task The_answer_still_counts_when_the_payment_was_taken_for_lost_meanwhile()
    {
        var (till, begun) = await BeginAsync();
        await DispatchAsync(till, begun.AttemptId);
        Assert.Equal(AttemptState.Unknown, Till.Must(await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId))));

        await RecordAsync(till, begun.AttemptId, Approved);

        Assert.Equal(PaymentPhase.Approved, (await till.LookAsync(begun.AttemptId)).Phase);
    }

    [Fact]
    public async Task Not_started_is_no_proof_for_what_was_taken_for_lost_meanwhile()
    {
        var (till, begun) = await BeginAsync();
        await DispatchAsync(till, begun.AttemptId);
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));

        await RecordAsync(till, begun.AttemptId, new TerminalAnswer(AttemptSignal.NotStarted, AttemptReason.TerminalBusy, null, false, "Service busy", "code=1"));

        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(begun.AttemptId)).State);
        await RecordAsync(till, begun.AttemptId, Approved);
    }

    [Fact]
    public async Task What_is_known_is_neither_swept_nor_asked_about()
    {
        var (till, begun) = await BeginAsync();
        await DispatchAsync(till, begun.AttemptId);
        await RecordAsync(till, begun.AttemptId, Approved);

        Assert.Equal(AttemptState.Approved, Till.Must(await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId))));
        Assert.Equal("attempt.resolved", (await app.SendAs(till.Store.System, new ResolveAttempt(begun.AttemptId))).Refusal?.Code);
        Assert.Equal(0, await till.StatusOnTheWireAsync());
    }

    [Fact]
    public async Task An_approval_that_comes_after_the_payment_was_proven_not_processed_is_booked_and_cried_out()
    {
        var (till, begun) = await BeginAsync();
        await DispatchAsync(till, begun.AttemptId);
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId)); // this server was silent for so long that another took over
        for (var question = 0; question < 2; question++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(3));
            await app.SendAs(till.Store.System, new ResolveAttempt(begun.AttemptId));
        }

        Assert.Equal(AttemptState.NotProcessed, (await till.AttemptAsync(begun.AttemptId)).State);
        await RecordAsync(till, begun.AttemptId, Approved);

        Assert.Contains(app.Log.Lines, l => l.StartsWith("Critical", StringComparison.Ordinal) && l.Contains(begun.AttemptId.Value.ToString(), StringComparison.Ordinal));
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(begun.AttemptId)).State);
        Assert.Single((await till.SaleAsync(begun.SaleId)).Tenders);
    }

    [Fact]
    public async Task An_approval_that_comes_after_the_sale_was_paid_in_cash_stays_on_record_and_says_what_to_give_back()
    {
        var (till, begun) = await BeginAsync();
        await DispatchAsync(till, begun.AttemptId);
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));
        for (var question = 0; question < 2; question++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(3));
            await app.SendAs(till.Store.System, new ResolveAttempt(begun.AttemptId));
        }

        Till.Must(await app.SendAs(till.Store.Cashier, new PayCash(begun.SaleId, TenderId.New(), new Money(100_000))));
        await RecordAsync(till, begun.AttemptId, Approved);

        var sale = await till.SaleAsync(begun.SaleId);
        Assert.Equal(2, sale.Tenders.Count);
        Assert.Contains("give the rest back", sale.AmountMismatch, StringComparison.Ordinal);
        var late = sale.Tenders.Single(t => t.AttemptId == begun.AttemptId);
        Assert.Equal((new Money(1_196), DualPrice.Zero), (late.Amount, late.Covers));
    }

    private async Task<(Till Till, PaymentView Begun)> BeginAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        return (till, await till.PayByCardAsync((await till.RingUpAsync()).Id));
    }

    private Task<Result<ChargeOrder>> DispatchAsync(Till till, AttemptId id) => app.SendAs(till.Store.System, new DispatchAttempt(id));

    private async Task RecordAsync(Till till, AttemptId id, TerminalAnswer answer) => Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(id, answer)));

    private async Task<AttemptId?> HeldForAsync(Till till) => await app.InDatabaseAsync(till.Store.System,
        db => db.TerminalLeases.AsNoTracking().Where(l => l.Tpn == till.Store.Tpn && l.Owner != null).Select(l => l.HolderId).SingleOrDefaultAsync())
        is { } holder ? new AttemptId(holder) : null;

    /// <summary>How many of them got the order to send. To be refused, or to lose the race for the row, sends nothing.</summary>
    private static async Task<int> TogetherAsync(IEnumerable<Task<Result<ChargeOrder>>> dispatches)
    {
        var orders = await Task.WhenAll(dispatches.Select(async dispatch =>
        {
            try
            {
                return (await dispatch).Value is not null;
            }
            catch (DbUpdateException)
            {
                return false;
            }
        }));
        return orders.Count(got => got);
    }
}
