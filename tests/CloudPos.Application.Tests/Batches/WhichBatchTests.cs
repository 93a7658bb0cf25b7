using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

/// <summary>Status is asked, and a report looked at again, only when a test asks for it or sets the clock ahead.</summary>
public sealed class SlowQuestionsFixture : BatchFixture
{
    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<PaymentOptions>(options => options.CheckPauses = [TimeSpan.FromHours(1)]);
        services.Configure<SettleOptions>(options => options.LookPause = TimeSpan.FromHours(1));
    }
}

/// <summary>The books have each payment in the batch in which the PIN pad has it.</summary>
public sealed class WhichBatchTests(SlowQuestionsFixture app) : IClassFixture<SlowQuestionsFixture>
{
    private TestStore Store => app.Tenants.Coffee;

    [Fact]
    public async Task What_a_manager_has_judged_charged_since_the_comparison_makes_it_old()
    {
        var (till, pad) = await BeginAsync();
        await till.SoldAsync();
        Assert.Equal(0, (await pad.ReconcileAsync()).Open);
        var unknown = await UnknownAsync(till);
        await app.Simulator.FaultAsync(Store, "proxy:Communication error", "Status");
        await NeedsReviewAsync(till, unknown);
        await JudgeChargedAsync(unknown, ReviewEvidence.Slip);

        Assert.Equal("settle.old.comparison", (await app.SendAs(Store.Manager,
            new StartSettlement(Store.TerminalId, SettlementId.New(), SettleKind.Close, false, null))).Refusal?.Code);

        Assert.Equal((2, 0), ((await pad.ReconcileAsync()).Matched, (await pad.ReconcileAsync()).Open));
        await SettledAsync(pad);
        Assert.Equal(AttemptState.Settled, (await till.AttemptAsync(unknown)).State);
    }

    [Fact]
    public async Task What_is_judged_charged_in_a_batch_that_is_settled_is_not_looked_for_in_the_next_one()
    {
        var (till, pad) = await BeginAsync();
        await till.SoldAsync();
        var unknown = await UnknownAsync(till);
        await app.Simulator.SettleAsync(Store); // by the PIN pad's own clock: both are settled
        await NeedsReviewAsync(till, unknown);
        await (await Till.AddAsync(app, Store, "Register 9")).SoldAsync(); // answers under the next batch number
        var closed = await AppFixture.EventuallyAsync(pad.BatchesAsync, b => b is [.., { State: BatchState.ClosedElsewhere, AttemptsClosed: true }, _]);
        await JudgeChargedAsync(unknown, ReviewEvidence.OnReport);

        Assert.Empty((await pad.ReconcileAsync()).Differences);

        await till.AttemptAsync(unknown, a => a.State == AttemptState.Settled && a.BatchId == closed[^2].Id);
        var batch = (await pad.BatchesAsync())[^2];
        Assert.Equal((2, new Money(2_392)), (batch.Lines, batch.Total));
    }

    [Fact]
    public async Task What_is_judged_charged_and_came_after_the_batch_that_was_settled_stands_in_the_next_one()
    {
        var (till, pad) = await BeginAsync();
        await till.SoldAsync();
        await app.Simulator.SettleAsync(Store);
        await till.SoldAsync(); // answers under the next batch number
        var unknown = await UnknownAsync(till);
        await app.Simulator.FaultAsync(Store, "proxy:Communication error", "Status");
        await NeedsReviewAsync(till, unknown);
        await JudgeChargedAsync(unknown, ReviewEvidence.Slip);

        var compared = await pad.ReconcileAsync();
        Assert.Equal((2, 0), (compared.Matched, compared.Open));
    }

    [Fact]
    public async Task A_return_of_a_settled_charge_stands_in_the_batch_in_which_the_PIN_pad_has_it()
    {
        var (till, pad) = await BeginAsync();
        var sale = await till.RingUpAsync();
        var card = await till.PayPartByCardAsync(sale.Id, 300);
        await pad.ReconcileAsync();
        await SettledAsync(pad);

        var back = Till.Must(await till.GiveBackAsync(sale.Id, card.TenderId!.Value, byReturn: true)).Payment!.AttemptId;
        await till.UntilAsync(back, PaymentPhase.GivenBack);

        Assert.Empty((await pad.ReconcileAsync()).Differences);
        await SettledAsync(pad);
        Assert.Equal(AttemptState.Settled, (await till.AttemptAsync(back)).State);
        Assert.Equal(new Money(-300), (await pad.BatchesAsync())[^1].Total);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // its answer names the next batch's number
    public async Task What_a_gift_card_paid_while_a_settlement_was_unknown_is_not_settled_with_it(bool soldSince)
    {
        var (till, pad) = await BeginAsync();
        await till.SoldAsync();
        await pad.ReconcileAsync();
        await pad.FaultAsync("approve-then-drop", "Settle");
        var begun = await pad.SettleAsync();
        await pad.UntilAsync(begun.Id, s => s.State == SettlementState.Unknown);
        var gift = await PaidByGiftCardAsync(till);
        if (soldSince)
            await till.SoldAsync();

        app.Clock.Advance(TimeSpan.FromHours(2));
        var settled = await pad.UntilAsync(begun.Id, s => s.State == SettlementState.Settled);
        await AppFixture.EventuallyAsync(pad.BatchesAsync, batches => batches.Single(b => b.Id == settled.BatchId).AttemptsClosed);

        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(gift)).State);
        var compared = await pad.ReconcileAsync();
        Assert.Equal((soldSince ? 2 : 1, 0), (compared.Matched, compared.Open));
        await SettledAsync(pad);
        Assert.Equal(AttemptState.Settled, (await till.AttemptAsync(gift)).State);
    }

    [Fact]
    public async Task What_one_host_has_settled_is_not_looked_for_in_the_rest_of_the_batch()
    {
        var (till, pad) = await BeginAsync();
        var gift = await PaidByGiftCardAsync(till);
        await till.SoldAsync();
        Assert.Empty((await pad.ReconcileAsync()).Differences);
        await app.Simulator.SetAsync(Store.Tpn, new { parameters = new { hostRefusesSettlement = true } });
        var part = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal(SettlementState.InPart, part.State);
        Assert.Equal(AttemptState.Settled, (await till.AttemptAsync(gift)).State);

        // as a PIN pad is whose gift host has settled: number 1 is out of its list, number 2 is there
        var again = await PadBatch.OpenAsync(app, Store);
        await again.VoidAsync((await again.SellAsync(new Money(100))).RefId!, new Money(100));
        await again.SellAsync(new Money(1_196));

        var compared = await again.ReconcileAsync();
        Assert.Empty(compared.Differences);
        Assert.Equal((1, 1), (compared.BooksLines, compared.TerminalLines));
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_PIN_pad_has_settled_its_batch_is_of_that_batch_and_settled()
    {
        var (till, pad) = await BeginAsync();
        await till.SoldAsync();
        var unknown = await UnknownAsync(till);
        await app.Simulator.SettleAsync(Store); // by the PIN pad's own clock: both are settled
        await NeedsReviewAsync(till, unknown);
        await (await Till.AddAsync(app, Store, "Register 9")).SoldAsync(); // answers under the next batch number
        var closed = (await AppFixture.EventuallyAsync(pad.BatchesAsync, b => b is [.., { State: BatchState.ClosedElsewhere, AttemptsClosed: true }, _]))[^2];

        await AnswersLateAsync(till, unknown, closed);

        await till.AttemptAsync(unknown, a => a.State == AttemptState.Settled && a.BatchId == closed.Id);
        var batch = (await pad.BatchesAsync())[^2];
        Assert.Equal((2, new Money(2_392)), (batch.Lines, batch.Total));
    }

    [Fact]
    public async Task An_answer_that_comes_after_its_batch_was_settled_from_here_is_settled_with_it_and_said_to_differ()
    {
        var (till, pad) = await BeginAsync();
        await till.SoldAsync();
        await pad.ReconcileAsync();
        await SettledAsync(pad);
        await till.SoldAsync(); // answers under the next batch number
        var unknown = await UnknownAsync(till);
        var settled = (await pad.BatchesAsync())[^2];

        await AnswersLateAsync(till, unknown, settled);

        await till.AttemptAsync(unknown, a => a.State == AttemptState.Settled && a.BatchId == settled.Id);
        var batch = (await pad.BatchesAsync())[^2];
        Assert.Equal((BatchState.Settled, 1, new Money(1_196), true), (batch.State, batch.Lines, batch.Total, batch.NeedsAttention));
        Assert.Contains("$11.96 became known only after it was settled", batch.DifferenceWhy, StringComparison.Ordinal);
    }

    private async Task AnswersLateAsync(Till till, AttemptId unknown, Batch batch) => Till.Must(await app.SendAs(Store.System, new RecordAnswer(
        unknown, new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None,
            new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111", BatchNumber = batch.Number }, false, "Approved", "code=0"))));

    [Fact]
    public async Task A_return_that_stands_in_the_new_batch_under_a_sales_number_and_amount_is_no_proof_that_the_sale_was_not_settled()
    {
        var (till, pad) = await BeginAsync();
        var paid = await till.SoldAsync(); // number 1
        await pad.ReconcileAsync();
        await pad.FaultAsync("approve-then-drop", "Settle");
        var begun = await pad.SettleAsync();
        await pad.UntilAsync(begun.Id, s => s.State == SettlementState.Unknown);
        await pad.ReturnAsync(paid.Charged!.Value); // number 1 again

        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(SettlementState.Settled, (await pad.UntilAsync(begun.Id, s => s.State != SettlementState.Unknown)).State);
        Assert.Equal(AttemptState.Settled, (await till.AttemptAsync(paid.AttemptId)).State);
    }

    private async Task<(Till Till, PadBatch Pad)> BeginAsync()
    {
        var till = await Till.OpenAsync(app, Store);
        Till.Must(await app.SendAs(Store.Manager, new SaveTenderRules(Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        return (till, await PadBatch.OpenAsync(app, Store));
    }

    private static async Task SettledAsync(PadBatch pad) =>
        Assert.Equal(SettlementState.Settled, (await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen)).State);

    /// <summary>$5.00 of a coffee; its answer names no batch number.</summary>
    private async Task<AttemptId> PaidByGiftCardAsync(Till till)
    {
        var sale = (await till.RingUpAsync()).Id;
        var begun = Till.Must(await app.SendAs(Store.Cashier, new PayByCard(sale, AttemptId.New(), Amount: new Money(500), Method: PayMethod.Gift)));
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Till.Must(await till.PayCashAsync(sale, 1_000));
        Till.Must(await app.SendAs(Store.Cashier, new FinishSale(sale)));
        return begun.AttemptId;
    }

    /// <summary>The card is charged, and the answer is lost.</summary>
    private async Task<AttemptId> UnknownAsync(Till till)
    {
        await app.Simulator.FaultAsync(Store, "approve-then-drop", "Sale");
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.AttemptAsync(begun.AttemptId, a => a.State == AttemptState.Unknown);
        return begun.AttemptId;
    }

    private async Task NeedsReviewAsync(Till till, AttemptId id)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await till.CheckNowAsync(id);
        await till.AttemptAsync(id, a => a.State == AttemptState.NeedsReview);
    }

    private async Task JudgeChargedAsync(AttemptId id, ReviewEvidence evidence) =>
        Till.Must(await app.SendAs(Store.Manager, new JudgeReview(id, true, evidence, "02217K", "1111", "It stands there.")));
}
