using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Refunds;

/// <summary>"Undo" as the user knows it: void while the batch is open, return after it, chosen by the register and never both.</summary>
public sealed class VoidOrReturnTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly Money All = new(3_120); // 11.96 and 19.24

    [Fact]
    public async Task A_whole_payment_of_the_open_batch_is_voided_without_a_card()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("manual"); // nobody stands at the PIN pad

        var done = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((All, 1, 0), (done.GivenBack, await at.OnTheWireAsync("Void"), await at.OnTheWireAsync("Return")));
        Assert.Equal(0m, await at.PaidAtTheHostAsync());
        Assert.Equal(All, (await at.Till.SaleAsync(sale)).Refunded);
        var attempts = await app.InDatabaseAsync(at.Store.System, db => db.Attempts.AsNoTracking().Where(a => a.SaleId == sale).OrderBy(a => a.CreatedAt).ToListAsync());
        Assert.Equal([AttemptState.Voided, AttemptState.Approved], attempts.Select(a => a.State));
        Assert.Equal(attempts[0].RefId, attempts[1].RefId);
        Assert.Contains("Nothing of this sale is left", done.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_lines_of_the_open_batch_are_a_void_too()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        Assert.True((await at.LeftAsync(sale)).Tenders.Single().IsVoidable);

        var done = await at.UntilAsync((await at.RefundAsync(sale, await at.AllAsync(sale))).RefundId, RefundPhase.Refunded);

        Assert.Equal((All, "void"), (done.GivenBack, done.Parts.Single().Verb));
        Assert.Equal(0, await at.OnTheWireAsync("Return"));
    }

    [Fact]
    public async Task One_line_is_returned_to_the_card_under_a_RefId_of_its_own()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();

        var done = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Refunded);

        Assert.Equal((new Money(1_924), "return", 0), (done.GivenBack, done.Parts.Single().Verb, await at.OnTheWireAsync("Void")));
        var ledger = await at.Till.LedgerAsync();
        Assert.Equal(2, ledger.Select(l => l.RefId).Distinct().Count());
        Assert.Equal(11.96m, await at.PaidAtTheHostAsync());
        var left = await at.LeftAsync(sale);
        Assert.Equal((new Money(1_196), false), (left.Left, left.Tenders.Single().IsVoidable)); // what is touched is not voided any more
    }

    [Fact]
    public async Task After_a_line_went_back_the_undo_of_the_rest_is_a_return_of_the_rest()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Refunded);

        var undone = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((new Money(1_196), 0m, 0), (undone.GivenBack, await at.PaidAtTheHostAsync(), await at.OnTheWireAsync("Void")));
        Assert.Equal("refund.nothing.left", (await app.SendAs(at.Store.Cashier, new UndoPayment(RefundId.New(), sale, at.Till.Register, "Again"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_void_that_comes_after_the_settlement_turns_into_a_return_by_itself()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.SettleAsync();

        var done = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((All, 1, 1), (done.GivenBack, await at.OnTheWireAsync("Void"), await at.OnTheWireAsync("Return")));
        var attempts = await at.AttemptsAsync(done.RefundId);
        Assert.Equal([(AttemptKind.Void, AttemptState.NotStarted), (AttemptKind.Return, AttemptState.Approved)], attempts.Select(a => (a.Kind, a.State)));
        Assert.NotEqual(attempts[0].RefId, attempts[1].RefId);
        Assert.Equal(All, (await at.Till.SaleAsync(sale)).Refunded);
    }

    [Fact]
    public async Task What_is_known_to_be_settled_is_returned_without_trying_a_void()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.SettleAsync();
        await app.InDatabaseAsync(at.Store.System, async db =>
        {
            var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.SaleId == sale);
            attempt.Record(AttemptSignal.Settled, AttemptReason.None, null, app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        Assert.False((await at.LeftAsync(sale)).Tenders.Single().IsVoidable);

        await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((0, 1), (await at.OnTheWireAsync("Void"), await at.OnTheWireAsync("Return")));
    }

    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(true, 1, 1)]
    public async Task An_undo_takes_the_tip_back_too_before_and_after_the_settlement(bool isSettled, int returns, int voids)
    {
        var at = await RefundSteps.OpenAsync(app);
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = true });
        await at.Till.CustomerAsync("tip");
        var sale = await at.SellAsync();
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = false });
        var tip = (await at.Till.SaleAsync(sale)).Tip;
        Assert.True(tip.IsPositive);
        if (isSettled)
            await at.SettleAsync();
        await at.Till.CustomerAsync("approve");
        Assert.Equal(All + tip, (await at.LeftAsync(sale)).UndoAmount);

        var done = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((All, tip), (done.GivenBack, done.TipBack));
        Assert.Equal((returns, voids), (await at.OnTheWireAsync("Return"), await at.OnTheWireAsync("Void")));
        if (isSettled)
            Assert.Equal(31.20m + tip.Cents / 100m, (await at.Till.LedgerAsync()).Single(l => l.TransType == "Return").Total);
    }

    [Fact]
    public async Task Lines_that_go_back_after_the_settlement_leave_the_tip_with_the_staff()
    {
        var at = await RefundSteps.OpenAsync(app);
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = true });
        await at.Till.CustomerAsync("tip");
        var sale = await at.SellAsync();
        await app.Simulator.SetAsync(at.Store.Tpn, new { tips = false });
        await at.SettleAsync();
        await at.Till.CustomerAsync("approve");

        var done = await at.UntilAsync((await at.RefundAsync(sale, await at.AllAsync(sale))).RefundId, RefundPhase.Refunded);

        Assert.Equal((All, Money.Zero), (done.GivenBack, done.TipBack));
    }

    [Fact]
    public async Task A_void_that_an_offline_PIN_pad_never_saw_is_sent_again_and_does_not_become_a_return()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await app.Simulator.OnlineAsync(at.Store.Tpn, false);
        var failed = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.NotGiven);
        Assert.Equal((true, true, true), (failed.CanSendAgain, failed.CanReturnInstead, failed.CanGiveUpRest));
        Assert.Contains("offline", failed.Detail, StringComparison.Ordinal);
        await app.Simulator.OnlineAsync(at.Store.Tpn, true);

        await at.RetryAsync(failed, RefundRetry.SameAgain);
        await at.UntilAsync(failed.RefundId, RefundPhase.Refunded);

        Assert.Single(await at.AttemptsAsync(failed.RefundId)); // the same attempt, the same RefId
        Assert.Equal((0m, 0), (await at.PaidAtTheHostAsync(), await at.OnTheWireAsync("Return")));
    }

    [Fact]
    public async Task What_was_voided_by_hand_is_found_out_by_Status_and_not_returned_on_top()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        var charge = await app.InDatabaseAsync(at.Store.System, db => db.Attempts.AsNoTracking().SingleAsync(a => a.SaleId == sale));
        await at.VoidByHandAsync(charge);

        var done = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((All, 0, 0m), (done.GivenBack, await at.OnTheWireAsync("Return"), await at.PaidAtTheHostAsync()));
    }

    [Fact]
    public async Task A_void_without_an_answer_is_resolved_by_Status()
    {
        var at = await RefundSteps.OpenAsync(app, timeoutSeconds: 1);
        var sale = await at.SellAsync();
        await at.FaultAsync("approve-then-drop", "Void");

        var done = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((All, 1, 0), (done.GivenBack, await at.OnTheWireAsync("Void"), await at.OnTheWireAsync("Return")));
        Assert.Contains(AttemptSignal.NoAnswer, (await at.AttemptsAsync(done.RefundId)).Single().Entries.Select(e => e.Signal));
    }

    [Fact]
    public async Task A_void_that_never_arrived_is_proven_so_and_never_returned_by_itself()
    {
        var at = await RefundSteps.OpenAsync(app, timeoutSeconds: 1);
        var sale = await at.SellAsync();
        await at.FaultAsync("close-before-reading", "Void");
        var unknown = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Unknown);
        Assert.Contains("Do not give cash", unknown.Detail, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromSeconds(5)); // the window is over
        await AppFixture.EventuallyAsync(async () => (await at.AttemptsAsync(unknown.RefundId)).Single(), a => a.NotFoundSince is not null);
        app.Clock.Advance(TimeSpan.FromSeconds(31)); // the second question
        var proven = await at.UntilAsync(unknown.RefundId, RefundPhase.NotGiven);

        Assert.Equal((AttemptState.NotProcessed, 0), ((await at.AttemptsAsync(unknown.RefundId)).Single().State, await at.OnTheWireAsync("Return")));
        await at.RetryAsync(proven, RefundRetry.SameAgain);
        await at.UntilAsync(unknown.RefundId, RefundPhase.Refunded);
        Assert.Equal(0m, await at.PaidAtTheHostAsync());
    }
}
