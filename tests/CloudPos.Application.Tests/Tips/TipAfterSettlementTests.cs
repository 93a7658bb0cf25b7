using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Tests.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Tips;

public sealed class TipAfterSettlementTests(SlowQuestionsFixture app) : IClassFixture<SlowQuestionsFixture>
{
    private TestStore Store => app.Tenants.Coffee;

    [Fact]
    public async Task A_tip_that_a_manager_has_found_on_the_settlement_slip_is_booked()
    {
        if (new StoreClock("America/New_York", 0).Local(app.Clock.GetUtcNow()).Hour == 23)
            app.Clock.Advance(TimeSpan.FromHours(1)); // the day is not to end within the test
        var till = await Till.OpenAsync(app, Store);
        await till.CustomerAsync("approve");
        var paid = await till.SoldAsync();
        await app.Simulator.FaultAsync(Store, "approve-then-drop", "TipAdjust");
        var id = AttemptId.New();
        Till.Must(await app.SendAs(Store.Manager, new SendTips([new TipWanted(paid.AttemptId, id, new Money(200), false)])));
        await till.AttemptAsync(id, a => a.State == AttemptState.Unknown);
        Assert.Equal(2m, (await till.LedgerAsync()).Single().Tip);
        await app.Simulator.SettleAsync(Store); // by the PIN pad's own clock
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await till.SoldAsync(); // answers under the next batch number
        await till.AttemptAsync(paid.AttemptId, a => a.State == AttemptState.Settled);
        await till.CheckNowAsync(id);
        await till.AttemptAsync(id, a => a.State == AttemptState.NeedsReview);

        Till.Must(await app.SendAs(Store.Manager, new JudgeReview(id, true, ReviewEvidence.OnReport, null, null, "The settlement slip shows $13.96.")));

        var (sale, charge) = (await till.SaleAsync(paid.SaleId), await till.AttemptAsync(paid.AttemptId));
        Assert.Equal((new Money(200), new Money(200), new Money(1_196)), (sale.Tip, sale.Tenders.Single().Tip, sale.Paid));
        Assert.Equal((AttemptState.Settled, (Money?)new Money(1_396)), (charge.State, charge.Charged));
        Assert.Contains(Till.Must(await app.SendAs(Store.Manager, new ListTips(null, null, 0, 50))).Today, t => t.Tip == new Money(200));
    }
}
