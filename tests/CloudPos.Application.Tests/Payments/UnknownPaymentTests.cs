using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

public sealed class UnknownPaymentTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task An_answer_that_never_came_is_found_by_Status_and_booked_once()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("never-answer");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        var attempt = await till.AttemptAsync(paid.AttemptId);
        Assert.Equal([AttemptSignal.Sent, AttemptSignal.NoAnswer, AttemptSignal.Approved], attempt.Entries.Select(e => e.Signal));
        Assert.Equal(AttemptReason.TimedOut, attempt.Entries[1].Reason);
        Assert.Single(await till.SalesOnTheWireAsync());
        Assert.True(await till.StatusOnTheWireAsync() >= 1);
        Assert.Equal(attempt.RefId, Assert.Single(await till.LedgerAsync()).RefId);
        Assert.Equal(new Money(1_196), Assert.Single((await till.SaleAsync(paid.SaleId)).Tenders).Amount);
    }

    [Fact]
    public async Task What_was_not_known_and_is_found_says_that_the_card_was_charged_when_and_by_which_check()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("never-answer");

        var found = await till.SellAsync(PaymentPhase.Approved);

        var attempt = await till.AttemptAsync(found.AttemptId);
        var at = (await app.InDatabaseAsync(till.Store.System, db => db.Stores.SingleAsync(s => s.Id == attempt.StoreId))).Clock.Time(attempt.ChangedAt);
        Assert.Equal(("The card WAS charged $11.96", $"PIN pad 1 answered at {at}. Visa ····1111, chip contactless. Nothing more to pay."), (found.Headline, found.Detail));
        Assert.Contains($" · found by status check {attempt.Checks + 1} · ", found.Code, StringComparison.Ordinal); // the first one too
        Assert.Empty(found.Seen);
    }

    [Fact]
    public async Task What_is_sent_again_and_approved_at_once_was_not_in_doubt()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await ProveNotProcessedAsync(till, unknown.AttemptId);
        await till.CustomerAsync("approve");
        await till.SendAgainAsync(unknown.AttemptId);

        var paid = await till.UntilAsync(unknown.AttemptId, PaymentPhase.Approved);

        Assert.Equal("$11.96 approved", paid.Headline);
        Assert.DoesNotContain("found", paid.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_unknown_the_till_is_told_what_came_and_when_and_nothing_twice()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        app.Clock.Advance(Gap);
        await till.AttemptAsync(unknown.AttemptId, a => a.Reason == AttemptReason.TerminalOffline);

        var seen = (await till.LookAsync(unknown.AttemptId)).Seen;

        Assert.Equal("no reply", seen[0].Words);
        Assert.Equal("not booked", seen[^2].Words);
        Assert.Equal("offline", seen[^1].Words);
        Assert.True(seen[^1].After - seen[^2].After >= Gap);
        Assert.Equal((await till.AttemptAsync(unknown.AttemptId)).Entries.Skip(1).TakeLast(4).Select(e => e.Reason).Count(), seen.Count);
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        await ProveNotProcessedAsync(till, unknown.AttemptId);
    }

    [Fact]
    public async Task Not_found_is_believed_after_the_window_and_only_the_second_time()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        var first = await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        Assert.True(first.NotFoundSince - first.SentAt >= TimeSpan.FromSeconds(2), "\"Not found\" counted inside window and margin.");

        await AskAgainAsync(till, unknown.AttemptId);
        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(unknown.AttemptId)).State);

        app.Clock.Advance(Gap);
        var proven = await till.UntilAsync(unknown.AttemptId, PaymentPhase.NotCharged);
        Assert.Equal(AttemptState.NotProcessed, proven.State);
        Assert.True(proven is { CanSendAgain: true, CanPayCash: true, SaleIsPaid: false });
        Assert.Single(await till.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task While_the_outcome_is_unknown_nothing_else_takes_money()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);

        Assert.True(unknown is { CanSendAgain: false, CanTryAnother: false, CanPayCash: false, CanCheckNow: true });
        Assert.Equal(unknown.AttemptId, (await till.PayByCardAsync(unknown.SaleId)).AttemptId);
        Assert.Equal(unknown.AttemptId, (await till.SendAgainAsync(unknown.AttemptId)).AttemptId);
        Assert.Equal("sale.paying", (await till.PayCashAsync(unknown.SaleId, 2_000)).Refusal?.Code);
        Assert.False((await till.SaleAsync(unknown.SaleId)).CanChange);
        Assert.Single(await till.SalesOnTheWireAsync());
        await ProveNotProcessedAsync(till, unknown.AttemptId);
    }

    [Fact]
    public async Task What_was_proven_not_processed_is_sent_again_under_its_own_reference()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await ProveNotProcessedAsync(till, unknown.AttemptId);

        await till.CustomerAsync("approve");
        await till.SendAgainAsync(unknown.AttemptId);
        var paid = await till.UntilAsync(unknown.AttemptId, PaymentPhase.Approved);

        Assert.True(paid.SaleIsPaid);
        Assert.Single((await till.SalesOnTheWireAsync()).Select(x => (string?)x.Element("RefId")).Distinct());
        Assert.Single(await till.LedgerAsync());
    }

    [Fact]
    public async Task An_approval_that_arrives_after_the_proof_meets_duplicate_and_is_booked_once()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await ProveNotProcessedAsync(till, unknown.AttemptId);
        await till.CustomerAsync("approve");
        var late = (await till.SalesOnTheWireAsync())[0];
        late.Element("AuthKey")!.Value = till.Store.AuthKey;
        await app.Simulator.Http.GetAsync("/spin/cgi.html?TerminalTransaction=" + Uri.EscapeDataString(late.ToString(System.Xml.Linq.SaveOptions.DisableFormatting)));
        Assert.Single(await till.LedgerAsync());

        await till.SendAgainAsync(unknown.AttemptId);
        var paid = await till.UntilAsync(unknown.AttemptId, PaymentPhase.Approved);

        Assert.True(paid.SaleIsPaid);
        Assert.Contains((await till.AttemptAsync(unknown.AttemptId)).Entries, e => e.Reason == AttemptReason.DuplicateRefId);
        Assert.Single(await till.LedgerAsync());
        Assert.Single((await till.SaleAsync(paid.SaleId)).Tenders);
    }

    [Fact]
    public async Task After_the_proof_cash_may_be_taken()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await ProveNotProcessedAsync(till, unknown.AttemptId);

        var cash = Till.Must(await till.PayCashAsync(unknown.SaleId, 1_150));

        Assert.Equal(Money.Zero, cash.Change);
        Assert.Equal(SaleState.Paid, (await till.SaleAsync(unknown.SaleId)).State);
    }

    [Fact]
    public async Task Not_found_inside_the_window_proves_nothing_however_often()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.OnTerminal);
        await WindowAsync(till, begun.AttemptId, 600); // as if the proxy had been given ten minutes
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);

        app.Clock.Advance(Gap);
        await AskAgainAsync(till, begun.AttemptId);
        app.Clock.Advance(Gap);
        await AskAgainAsync(till, begun.AttemptId);

        var attempt = await till.AttemptAsync(begun.AttemptId);
        Assert.Equal((AttemptState.Unknown, (DateTimeOffset?)null), (attempt.State, attempt.NotFoundSince));
        await WindowAsync(till, begun.AttemptId, 1);
        await ProveNotProcessedAsync(till, begun.AttemptId);
    }

    [Fact]
    public async Task A_terminal_that_is_given_less_time_in_mid_payment_does_not_shorten_the_proof()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 2);
        await till.CustomerAsync("vanish");
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.OnTerminal);
        await Till.PatienceAsync(app, till.Store, 1);
        Assert.Equal(2, (await till.AttemptAsync(begun.AttemptId)).WindowSeconds);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);
        await ProveNotProcessedAsync(till, begun.AttemptId);
    }

    private Task WindowAsync(Till till, AttemptId attempt, int seconds) => app.InDatabaseAsync(till.Store.System, db =>
        db.Attempts.Where(a => a.Id == attempt).ExecuteUpdateAsync(set => set.SetProperty(a => a.WindowSeconds, seconds)));

    [Fact]
    public async Task A_PIN_pad_that_went_offline_in_between_starts_the_proof_anew()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);

        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        app.Clock.Advance(Gap);
        var offline = await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is null);

        Assert.Equal((AttemptState.Unknown, AttemptReason.TerminalOffline), (offline.State, offline.Reason));
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        Assert.Equal(PaymentPhase.Unknown, (await till.LookAsync(unknown.AttemptId)).Phase);
        await ProveNotProcessedAsync(till, unknown.AttemptId);
    }

    /// <summary>Its server stood still between the commit and the sending: another one has begun to ask long before the request even left.</summary>
    [Fact]
    public async Task A_request_that_ends_later_than_its_window_starts_the_proof_anew()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        var first = await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);

        app.Clock.Advance(TimeSpan.FromSeconds(20));
        var ended = new TerminalAnswer(AttemptSignal.NoAnswer, AttemptReason.TimedOut, null, false, null, "The operation has timed out");
        await app.SendAs(till.Store.System, new RecordAnswer(unknown.AttemptId, ended, first.SentAt));

        var anew = await till.AttemptAsync(unknown.AttemptId);
        Assert.True(anew.WindowSeconds >= 20, $"{anew.WindowSeconds} s");
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is { } since && since >= first.NotFoundSince!.Value.AddSeconds(20));
        await ProveNotProcessedAsync(till, unknown.AttemptId);
    }

    [Fact]
    public async Task What_stays_unknown_is_put_before_a_person_and_still_resolved_by_a_late_Status()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("never-answer");
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 1);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);

        app.Clock.Advance(TimeSpan.FromMinutes(16));
        var review = await till.UntilAsync(begun.AttemptId, p => p.State == AttemptState.NeedsReview);
        Assert.Equal(PaymentPhase.Unknown, review.Phase);
        Assert.Contains("Do not charge again", review.Detail, StringComparison.Ordinal);
        Assert.Equal("sale.paying", (await till.PayCashAsync(review.SaleId, 2_000)).Refusal?.Code);

        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.True(paid.SaleIsPaid);
        Assert.Single(await till.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task Checking_now_asks_before_the_planned_time()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        var planned = await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null); // the next one is half a minute away

        await AskAgainAsync(till, unknown.AttemptId);

        Assert.True((await till.AttemptAsync(unknown.AttemptId)).Checks > planned.Checks);
        await ProveNotProcessedAsync(till, unknown.AttemptId);
    }

    private static async Task AskAgainAsync(Till till, AttemptId id)
    {
        var before = (await till.AttemptAsync(id)).Checks;
        await AppFixture.EventuallyAsync(async () =>
        {
            await till.CheckNowAsync(id);
            return await till.AttemptAsync(id);
        }, a => a.Checks > before);
    }

    private async Task ProveNotProcessedAsync(Till till, AttemptId id)
    {
        await till.AttemptAsync(id, a => a.NotFoundSince is not null);
        app.Clock.Advance(Gap);
        await till.UntilAsync(id, p => p.State == AttemptState.NotProcessed);
    }
}
