using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Ledger;

/// <summary>A sale that was paid twice: in cash, and by a card whose approval came too late.</summary>
public sealed class VoidSurplusTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task One_press_voids_it_at_the_PIN_pad_and_nothing_is_to_be_given_back_any_more()
    {
        var (till, surplus, sale) = await PaidTwiceAsync();

        var begun = Till.Must(await VoidAsync(till, surplus));
        Assert.Equal(AttemptKind.Void, begun.Kind);
        var voided = await till.AttemptAsync(surplus, a => a.State == AttemptState.Voided);

        Assert.Null(voided.ToVoidSince);
        Assert.Equal("voided", Assert.Single(await till.LedgerAsync()).State);
        var after = await till.SaleAsync(sale);
        Assert.Equal((SaleState.Paid, new Money(1_150)), (after.State, after.Paid));
        Assert.False(after.Tenders.Single(t => t.Kind == TenderKind.Card).Counts);
        var closed = Assert.Single((await ClosedAsync(till)).Rows, r => r.Id == surplus);
        Assert.Equal((LedgerGroup.ToVoid, "Voided", till.Store.Manager.Email), (closed.Was, closed.Became, closed.Who));
    }

    [Fact]
    public async Task A_double_click_and_a_second_manager_give_it_back_once()
    {
        var (till, surplus, _) = await PaidTwiceAsync();
        var id = AttemptId.New();

        var answers = await Task.WhenAll(
            Task.Run(() => VoidAsync(till, surplus, id)), Task.Run(() => VoidAsync(till, surplus, id)), Task.Run(() => VoidAsync(till, surplus)));

        Assert.Contains(answers, a => !a.IsRefused);
        await till.AttemptAsync(surplus, a => a.State == AttemptState.Voided);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Void"));
    }

    [Fact]
    public async Task A_void_whose_answer_was_lost_is_found_by_Status()
    {
        var (till, surplus, _) = await PaidTwiceAsync();
        await app.Simulator.FaultAsync(till.Store, "approve-then-drop", "Void");

        var begun = Till.Must(await VoidAsync(till, surplus));
        await till.AttemptAsync(surplus, a => a.State == AttemptState.Voided);

        Assert.Equal([AttemptSignal.Sent, AttemptSignal.NoAnswer, AttemptSignal.Approved], (await till.AttemptAsync(begun.AttemptId)).Entries.Select(e => e.Signal));
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Void"));
    }

    [Fact]
    public async Task A_void_that_never_arrived_is_proven_so_and_may_be_pressed_again()
    {
        var (till, surplus, _) = await PaidTwiceAsync();
        await app.Simulator.FaultAsync(till.Store, "close-before-reading", "Void");
        var lost = Till.Must(await VoidAsync(till, surplus)).AttemptId;
        await till.AttemptAsync(lost, a => a.NotFoundSince is not null);
        Assert.Equal("payment.busy", (await VoidAsync(till, surplus)).Refusal?.Code);

        app.Clock.Advance(Gap);
        await till.AttemptAsync(lost, a => a.State == AttemptState.NotProcessed);
        Till.Must(await VoidAsync(till, surplus));
        await till.AttemptAsync(surplus, a => a.State == AttemptState.Voided);
    }

    [Fact]
    public async Task Once_the_batch_is_settled_a_lost_void_is_not_proven_and_the_way_back_is_a_return()
    {
        var (till, surplus, sale) = await PaidTwiceAsync();
        await app.Simulator.SettleAsync(till.Store);
        await till.AttemptAsync(Till.Must(await VoidAsync(till, surplus)).AttemptId, a => a.State == AttemptState.NotStarted);
        var row = Assert.Single((await ListAsync(till)).Rows, r => r.Id == surplus);
        Assert.Equal(LedgerAction.Return, row.Action);
        Assert.Contains("card has to be presented again", row.Known, StringComparison.Ordinal);

        await till.CustomerAsync("approve");
        var back = Till.Must(await VoidAsync(till, surplus));
        Assert.Equal(AttemptKind.Return, back.Kind);
        await till.AttemptAsync(surplus, a => a.ToVoidSince is null);

        var returned = await till.AttemptAsync(back.AttemptId);
        Assert.NotEqual((await till.AttemptAsync(surplus)).RefId, returned.RefId);
        Assert.Equal(new Money(1_196), returned.Charged);
        Assert.False((await till.SaleAsync(sale)).Tenders.Single(t => t.Kind == TenderKind.Card).Counts);
        Assert.Equal("Given back", Assert.Single((await ClosedAsync(till)).Rows, r => r.Id == surplus).Became);
    }

    [Fact]
    public async Task A_follow_up_that_the_PIN_pad_does_not_know_at_all_is_no_proof()
    {
        var (till, surplus, _) = await PaidTwiceAsync();
        await app.Simulator.FaultAsync(till.Store, "approve-then-drop", "Void");
        await app.Simulator.FaultAsync(till.Store, "proxy:Communication error", "Status", times: 2);
        var lost = Till.Must(await VoidAsync(till, surplus)).AttemptId;
        await till.AttemptAsync(lost, a => a.State == AttemptState.Unknown);
        await app.Simulator.SettleAsync(till.Store); // voided lines go with the batch: nobody can see any more that it was voided
        app.Clock.Advance(Gap);
        await till.AttemptAsync(lost, a => a.Checks > 3);
        app.Clock.Advance(Gap);
        await till.AttemptAsync(lost, a => a.Checks > 6);

        Assert.Equal((AttemptState.Unknown, (DateTimeOffset?)null), await StateAsync(till, lost));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await till.AttemptAsync(lost, a => a.State == AttemptState.NeedsReview);
        Till.Must(await app.SendAs(till.Store.Manager, new JudgeReview(lost, true, ReviewEvidence.Bank, null, null, "The processor shows the void.")));
        Assert.Equal(AttemptState.Voided, (await till.AttemptAsync(surplus)).State);
    }

    [Fact]
    public async Task The_id_of_a_click_that_was_a_payment_is_no_answer_for_giving_it_back()
    {
        var (till, surplus, _) = await PaidTwiceAsync();

        Assert.Equal("payment.other.click", (await VoidAsync(till, surplus, id: surplus)).Refusal?.Code);
        Assert.NotNull((await till.AttemptAsync(surplus)).ToVoidSince);
    }

    [Fact]
    public async Task What_is_not_one_too_many_is_not_given_back_here()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var paid = await till.SellAsync(PaymentPhase.Approved);
        Assert.Equal("surplus.none", (await VoidAsync(till, paid.AttemptId)).Refusal?.Code);
    }

    private async Task<(AttemptState, DateTimeOffset?)> StateAsync(Till till, AttemptId id) => (await till.AttemptAsync(id)) is var a ? (a.State, a.NotFoundSince) : default;

    private Task<Application.Pipeline.Result<FollowUpBegun>> VoidAsync(Till till, AttemptId surplus, AttemptId? id = null) =>
        app.SendAs(till.Store.Manager, new VoidSurplus(surplus, id ?? AttemptId.New()));

    private async Task<LedgerPage> ListAsync(Till till) => Till.Must(await app.SendAs(till.Store.Manager, new ListPayments([], null, 0, 100)));

    private async Task<ClosedPage> ClosedAsync(Till till) => Till.Must(await app.SendAs(till.Store.Manager, new ListClosedPayments(null, 0, 100)));

    private async Task<(Till Till, AttemptId Surplus, SaleId Sale)> PaidTwiceAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        app.Clock.Advance(Gap);
        await till.UntilAsync(unknown.AttemptId, p => p.State == AttemptState.NotProcessed);
        Till.Must(await till.PayCashAsync(unknown.SaleId, 2_000));
        await till.CustomerAsync("approve");
        await app.Simulator.ArriveAsync(till.Store, (await till.SalesOnTheWireAsync())[0]);
        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(unknown.AttemptId, new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None,
            new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0"))));
        Assert.NotNull((await till.AttemptAsync(unknown.AttemptId)).ToVoidSince);
        return (till, unknown.AttemptId, unknown.SaleId);
    }
}
