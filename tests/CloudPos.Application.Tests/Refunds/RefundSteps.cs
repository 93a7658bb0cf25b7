using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Spin;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Refunds;

/// <summary>What a cashier does when somebody brings something back, in the words of a test.</summary>
internal sealed class RefundSteps(AppFixture app, Till till)
{
    public Till Till => till;

    public TestStore Store => till.Store;

    public static async Task<RefundSteps> OpenAsync(AppFixture app, int timeoutSeconds = 120)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds);
        await till.CustomerAsync("approve");
        return new RefundSteps(app, till);
    }

    /// <summary>A sale of a coffee and beans, 11.96 and 19.24 by card, paid with one card.</summary>
    public async Task<SaleId> SellAsync()
    {
        await till.RingUpAsync();
        var sale = Till.Must(await app.ScanAsync(Store, TestStore.BeansSku, till.Register));
        await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Approved);
        return sale.Id;
    }

    /// <summary>The same, paid in cash: 11.50 and 18.50.</summary>
    public async Task<SaleId> SellForCashAsync()
    {
        await till.RingUpAsync();
        var sale = Till.Must(await app.ScanAsync(Store, TestStore.BeansSku, till.Register));
        await app.PayCashAsync(Store, sale);
        return sale.Id;
    }

    /// <summary>A part in cash, the rest with a card.</summary>
    public async Task<SaleId> SellInTwoAsync(Money cash)
    {
        await till.RingUpAsync();
        var sale = Till.Must(await app.ScanAsync(Store, TestStore.BeansSku, till.Register));
        await app.InDatabaseAsync(Store.System, async db =>
        {
            var row = await db.Sales.Include(s => s.Lines).Include(s => s.Taxes).Include(s => s.Tenders).SingleAsync(s => s.Id == sale.Id);
            row.TakeCash(TenderId.New(), cash, Store.Cashier.Email, new StoreClock("America/New_York", 0), app.Clock.GetUtcNow(), cash);
            return await db.SaveChangesAsync();
        });
        await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Approved);
        return sale.Id;
    }

    /// <summary>A card that holds half of it, and another one for the rest.</summary>
    public async Task<SaleId> SellOnTwoCardsAsync()
    {
        var sale = await till.RingUpAsync();
        await till.CustomerAsync("partial");
        await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Partial);
        await till.CustomerAsync("approve");
        await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Approved);
        return sale.Id;
    }

    public async Task<RefundableView> LeftAsync(SaleId sale) => Till.Must(await app.SendAs(Store.Cashier, new GetRefundable(sale)));

    /// <summary>Every line that is left.</summary>
    public async Task<RefundPick[]> AllAsync(SaleId sale) =>
        [.. (await LeftAsync(sale)).Lines.Where(l => l.Left.Thousandths > 0).Select(l => new RefundPick(l.LineId, l.Left))];

    public async Task<RefundPick[]> BeansAsync(SaleId sale) =>
        [new RefundPick((await LeftAsync(sale)).Lines.Single(l => l.Sku == TestStore.BeansSku).LineId, Quantity.One)];

    public Task<Result<RefundView>> AskAsync(SaleId sale, IReadOnlyList<RefundPick> lines, Money? amount = null, IReadOnlyList<RefundWay>? ways = null,
        Approval? approval = null, RefundId? id = null, Actor? by = null) => app.SendAs(by ?? Store.Cashier,
            new RefundSale(id ?? RefundId.New(), sale, till.Register, lines, amount, "Damaged", ways, approval));

    public async Task<RefundView> RefundAsync(SaleId sale, IReadOnlyList<RefundPick> lines, Money? amount = null) => Till.Must(await AskAsync(sale, lines, amount));

    public async Task<RefundView> UndoAsync(SaleId sale, RefundId? id = null) =>
        Till.Must(await app.SendAs(Store.Cashier, new UndoPayment(id ?? RefundId.New(), sale, till.Register, "Wrong item")));

    public async Task<RefundView> RetryAsync(RefundView view, RefundRetry how, Approval? approval = null) =>
        Till.Must(await app.SendAs(Store.Cashier, new RetryRefundPart(view.RefundId, view.Waiting!.AttemptId!.Value, how, approval)));

    public async Task<RefundView> LookAsync(RefundId id) => Till.Must(await app.SendAs(Store.Cashier, new GetRefund(id)));

    public Task<RefundView> UntilAsync(RefundId id, RefundPhase phase) => UntilAsync(id, r => r.Phase == phase);

    public Task<RefundView> UntilAsync(RefundId id, Func<RefundView, bool> holds) => AppFixture.EventuallyAsync(() => LookAsync(id), holds, 30);

    public Task<Refund> RowAsync(RefundId id) => app.InDatabaseAsync(Store.System,
        db => db.Refunds.AsNoTracking().Include(r => r.Lines).Include(r => r.Tenders).AsSplitQuery().SingleAsync(r => r.Id == id));

    public Task<List<PaymentAttempt>> AttemptsAsync(RefundId id) => app.InDatabaseAsync(Store.System,
        db => db.Attempts.AsNoTracking().Include(a => a.Entries.OrderBy(e => e.Number)).Where(a => a.RefundId == id).OrderBy(a => a.CreatedAt).ToListAsync());

    public Task<int> OnTheWireAsync(string transType) => app.Simulator.CountAsync(Store.Tpn, transType);

    /// <summary>What the customer has paid in the end, as the host sees it: sales that stand, less returns that stand.</summary>
    public async Task<decimal> PaidAtTheHostAsync()
    {
        var ledger = await till.LedgerAsync();
        return ledger.Where(l => l.State == "approved").Sum(l => l.TransType == "Return" ? -l.Total : l.Total);
    }

    public async Task SettleAsync()
    {
        using var client = new SpinClient();
        var answer = await client.SettleAsync(
            new SpinEndpoint(new Uri(app.Simulator.Url)), new SpinIdentity("7104411", Store.Tpn, Store.AuthKey), new SpinSettle { RefId = Guid.NewGuid().ToString("N") }, CancellationToken.None);
        Assert.Equal("Done", answer.Outcome.ToString());
    }

    /// <summary>Somebody voids the charge past the register, as on the PIN pad itself.</summary>
    public async Task VoidByHandAsync(PaymentAttempt charge)
    {
        using var client = new SpinClient();
        var answer = await client.VoidAsync(
            new SpinEndpoint(new Uri(app.Simulator.Url)), new SpinIdentity("7104411", Store.Tpn, Store.AuthKey),
            new SpinVoid { RefId = charge.RefId, Amount = charge.Amount.Cents / 100m, Last4 = charge.Last4 }, CancellationToken.None);
        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
    }

    public Task FaultAsync(string fault, string transType) => app.Simulator.SetAsync(Store.Tpn, new { faults = new[] { new { fault, transType } } });

    public Task<Approval> PersonAsync(StaffRole role, StoreId? store = null, MerchantId? merchant = null) => app.PersonAsync(Store, role, store, merchant);
}
