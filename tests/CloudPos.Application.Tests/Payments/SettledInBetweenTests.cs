using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Status looks into the open batch. Once that is settled, "not found" is no proof, whoever settled it.</summary>
public sealed class SettledInBetweenTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    /// <param name="aheadSeconds">By how much the clock of the server that took the payment before was ahead.</param>
    [Theory, InlineData(0), InlineData(60)]
    public async Task A_PIN_pad_that_settled_by_itself_proves_nothing_and_a_manager_decides(int aheadSeconds)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("approve");
        var before = await till.SellAsync(PaymentPhase.Approved);
        var bookedAt = (await till.AttemptAsync(before.AttemptId)).ChangedAt;
        await app.InDatabaseAsync(till.Store.System, db => db.Attempts.Where(a => a.Id == before.AttemptId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ChangedAt, bookedAt.AddSeconds(aheadSeconds))));
        var lost = await Till.AddAsync(app, till.Store, "Register 3");
        await lost.CustomerAsync("never-answer");
        var begun = await lost.PayByCardAsync((await lost.RingUpAsync()).Id);
        await app.Simulator.FaultAsync(till.Store, "proxy:Reconnected", "Status", times: 1_000);
        await lost.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);
        Assert.Equal(2, (await lost.LedgerAsync()).Count); // the customer has paid
        await app.Simulator.SettleAsync(till.Store); // before anybody could ask
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = Array.Empty<object>() });

        var first = await lost.AttemptAsync(begun.AttemptId, a => a.NotFoundSince is not null);
        app.Clock.Advance(Gap);
        await lost.AttemptAsync(begun.AttemptId, a => a.Checks > first.Checks && a.NotFoundSince != first.NotFoundSince);

        Assert.Equal(AttemptState.Unknown, (await lost.AttemptAsync(begun.AttemptId)).State);
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await lost.UntilAsync(begun.AttemptId, p => p.State == AttemptState.NeedsReview);
    }

    [Fact]
    public async Task A_settlement_that_the_books_know_of_is_enough()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await SettledNowAsync(till);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await till.AttemptAsync(unknown.AttemptId, a => a.Checks > 1);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await till.AttemptAsync(unknown.AttemptId, a => a.Checks > 3);

        var attempt = await till.AttemptAsync(unknown.AttemptId);
        Assert.Equal((AttemptState.Unknown, (DateTimeOffset?)null), (attempt.State, attempt.NotFoundSince));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await till.UntilAsync(unknown.AttemptId, p => p.State == AttemptState.NeedsReview);
    }

    [Fact]
    public async Task A_batch_that_was_closed_before_and_whose_payments_are_marked_only_now_lies_not_in_between()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("approve");
        var first = await till.SellAsync(PaymentPhase.Approved);
        await app.Simulator.SettleAsync(till.Store);
        await (await Till.AddAsync(app, till.Store, "Register 5")).SellAsync(PaymentPhase.Approved); // answers under the next batch number
        await till.AttemptAsync(first.AttemptId, a => a.State == AttemptState.Settled);
        var last = await Till.AddAsync(app, till.Store, "Register 6");
        await last.CustomerAsync("vanish");
        var unknown = await last.SellAsync(PaymentPhase.Unknown);
        await app.InDatabaseAsync(till.Store.System, db => db.Attempts.Where(a => a.Id == first.AttemptId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ChangedAt, app.Clock.GetUtcNow())));

        await last.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        app.Clock.Advance(Gap);
        await last.UntilAsync(unknown.AttemptId, p => p.State == AttemptState.NotProcessed);
    }

    /// <summary>A payment of another register was settled a moment ago.</summary>
    private async Task SettledNowAsync(Till till)
    {
        var other = await Till.AddAsync(app, till.Store, "Register 4");
        var sale = await other.RingUpAsync();
        var whole = await other.SaleAsync(sale.Id);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            var now = app.Clock.GetUtcNow();
            var settled = new PaymentAttempt(AttemptId.New(), whole, till.Store.TerminalId, Guid.CreateVersion7().ToString("N"), whole.Total.For(Domain.Amounts.TenderKind.Card), "x@y.test", now);
            foreach (var signal in new[] { AttemptSignal.Sent, AttemptSignal.Approved, AttemptSignal.Settled })
                settled.Record(signal, AttemptReason.None, null, now);
            db.Attempts.Add(settled);
            return await db.SaveChangesAsync();
        });
    }
}
