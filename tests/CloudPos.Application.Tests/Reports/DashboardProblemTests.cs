using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Reports;

/// <summary>What the dashboard says of a settlement that a host refused, until that PIN pad's batch is closed after all.</summary>
public sealed class DashboardProblemTests(BatchFixture app) : IClassFixture<BatchFixture>
{
    [Fact]
    public async Task A_settlement_that_the_host_refused_is_a_problem_until_the_next_one_settles()
    {
        var store = app.Tenants.Pharmacy;
        var (till, pad) = await BeginAsync(store);
        await till.SoldAsync();
        await pad.ReconcileAsync();
        Assert.Empty(await ProblemsAsync(store));
        await SettleAsync(pad, store, hostRefuses: true, SettlementState.Refused);

        var problem = Assert.Single(await ProblemsAsync(store));
        Assert.EndsWith(" was not settled", problem.Words, StringComparison.Ordinal);
        Assert.Equal(($"/end-of-day?store={store.StoreId.Value}", true, "Not settled: the host refused the batch. Nothing was settled."), (problem.Href, problem.IsBad, problem.Detail));

        await SettleAsync(pad, store, hostRefuses: true, SettlementState.Refused);
        Assert.Single(await ProblemsAsync(store)); // twice refused is still one batch
        await SettleAsync(pad, store, hostRefuses: false, SettlementState.Settled);
        Assert.Empty(await ProblemsAsync(store));
    }

    [Fact]
    public async Task A_refused_batch_that_the_PIN_pad_has_settled_by_itself_since_is_no_problem_any_more()
    {
        var store = app.Tenants.Pharmacy;
        var (till, pad) = await BeginAsync(store);
        await till.SoldAsync();
        await pad.ReconcileAsync();
        await SettleAsync(pad, store, hostRefuses: true, SettlementState.Refused);
        Assert.Single(await ProblemsAsync(store));

        await app.Simulator.SetAsync(store.Tpn, new { batch = 77 });
        await till.SoldAsync();
        Assert.Empty(await ProblemsAsync(store));
    }

    [Fact]
    public async Task A_settlement_in_part_is_a_problem_until_the_rest_is_settled()
    {
        var store = app.Tenants.Coffee;
        var (till, pad) = await BeginAsync(store);
        Till.Must(await app.SendAs(store.Manager, new SaveTenderRules(store.StoreId, TenderRules.Plain with { TakesGift = true })));
        var sale = (await till.RingUpAsync()).Id;
        var gift = Till.Must(await app.SendAs(store.Cashier, new PayByCard(sale, AttemptId.New(), Amount: new Money(500), Method: PayMethod.Gift)));
        await till.UntilAsync(gift.AttemptId, PaymentPhase.Approved);
        Till.Must(await till.PayCashAsync(sale, 1_000));
        Till.Must(await app.SendAs(store.Cashier, new FinishSale(sale)));
        await till.SoldAsync();
        await pad.ReconcileAsync();
        await SettleAsync(pad, store, hostRefuses: true, SettlementState.InPart);

        var problem = Assert.Single(await ProblemsAsync(store));
        Assert.EndsWith(" was settled in part", problem.Words, StringComparison.Ordinal);
        Assert.Equal($"/end-of-day?store={store.StoreId.Value}", problem.Href);
    }

    private async Task<(Till Till, PadBatch Pad)> BeginAsync(TestStore store) => (await Till.OpenAsync(app, store), await PadBatch.OpenAsync(app, store));

    private async Task SettleAsync(PadBatch pad, TestStore store, bool hostRefuses, SettlementState ends)
    {
        await app.Simulator.SetAsync(store.Tpn, new { parameters = new { hostRefusesSettlement = hostRefuses } });
        Assert.Equal(ends, (await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen)).State);
    }

    private async Task<IReadOnlyList<OpenProblem>> ProblemsAsync(TestStore store) =>
        Till.Must(await app.SendAs(store.Manager, new GetDashboard(null, store.StoreId))).Problems;
}
