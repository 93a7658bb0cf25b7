using System.Globalization;
using System.Net.Http.Json;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Spin;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

/// <summary>The application with short pauses between two looks at a report.</summary>
public class BatchFixture : PaymentFixture
{
    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<SettleOptions>(options =>
        {
            options.LookPause = TimeSpan.FromMilliseconds(300);
            options.WindowMargin = TimeSpan.FromSeconds(1);
            options.WindowSeconds = 2;
        });
    }
}

/// <summary>A PIN pad's batch, on both sides: what the device does by itself, and what the books hold.</summary>
internal sealed class PadBatch
{
    private readonly AppFixture _app;
    private readonly TestStore _store;
    private readonly SpinIdentity _identity;

    private PadBatch(AppFixture app, TestStore store, string spinRegister) =>
        (_app, _store, _identity) = (app, store, new SpinIdentity(spinRegister, store.Tpn, store.AuthKey));

    // the register's own clients are its own; the PIN pad's customer needs one beside them
    private static readonly SpinClient Client = new();

    private SpinEndpoint Endpoint => new(new Uri(_app.Simulator.Url));

    /// <summary>The PIN pad as it came, with a customer who pays.</summary>
    public static async Task<PadBatch> OpenAsync(AppFixture app, TestStore store)
    {
        (await app.Simulator.Http.DeleteAsync("/control/state")).EnsureSuccessStatusCode();
        await app.Simulator.CustomerAsync(store.Tpn, "approve");
        var register = await app.InDatabaseAsync(store.System, db => db.Terminals.Where(t => t.Id == store.TerminalId).Select(t => t.SpinRegisterId).SingleAsync());
        return new PadBatch(app, store, register);
    }

    /// <summary>A sale that the PIN pad takes while the register knows nothing of it.</summary>
    /// <param name="refId">Of a payment that the register knows; null = one of the PIN pad's own.</param>
    public async Task<SpinAnswer> SellAsync(Money amount, SpinPaymentType type = SpinPaymentType.Credit, string? refId = null)
    {
        var answer = await Client.SellAsync(Endpoint, _identity, new SpinSale
        {
            PaymentType = type,
            Amount = amount.Cents / 100m,
            RefId = refId ?? Guid.CreateVersion7().ToString("N"),
            PerformedBy = "device",
            OperationalTimeoutSeconds = 30,
        }, CancellationToken.None);
        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
        return answer;
    }

    /// <summary>A return that the PIN pad gives while the register knows nothing of it.</summary>
    public async Task ReturnAsync(Money amount)
    {
        var answer = await Client.ReturnAsync(Endpoint, _identity, new SpinReturn
        {
            PaymentType = SpinPaymentType.Credit,
            Amount = amount.Cents / 100m,
            RefId = Guid.CreateVersion7().ToString("N"),
            PerformedBy = "device",
            OperationalTimeoutSeconds = 30,
        }, CancellationToken.None);
        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
    }

    /// <summary>Voids at the device; that it was done is read off the host's ledger.</summary>
    public async Task VoidAsync(string refId, Money amount)
    {
        await Client.VoidAsync(Endpoint, _identity, new SpinVoid
        {
            RefId = refId,
            Amount = amount.Cents / 100m,
            PaymentType = SpinPaymentType.Credit,
            Last4 = "1111",
            PerformedBy = "device",
            OperationalTimeoutSeconds = 30,
        }, CancellationToken.None);
        Assert.Equal("voided", (await _app.Simulator.LedgerAsync(_store.Tpn)).Single(l => l.RefId == refId).State);
    }

    /// <summary>Sets a tip at the device; that it was done is read off the host's ledger.</summary>
    public async Task TipAsync(string refId, Money amount, Money tip)
    {
        await Client.AdjustTipAsync(Endpoint, _identity, new SpinTipAdjust
        {
            RefId = refId,
            Amount = amount.Cents / 100m,
            Tip = tip.Cents / 100m,
            PaymentType = SpinPaymentType.Credit,
            Last4 = "1111",
            PerformedBy = "device",
            OperationalTimeoutSeconds = 30,
        }, CancellationToken.None);
        Assert.Equal(tip.Cents / 100m, (await _app.Simulator.LedgerAsync(_store.Tpn)).Single(l => l.RefId == refId).Tip);
    }

    public Task FaultAsync(string fault, string transType, int delayMs = 0) =>
        _app.Simulator.Http.PostAsJsonAsync($"/control/terminals/{_store.Tpn}/faults", new { fault, transType, delayMs });

    public async Task<ReconciliationView> ReconcileAsync() => Till.Must(await _app.SendAs(_store.Manager, new ReconcileBatch(_store.TerminalId)));

    public Task<SettlementView> SettleAsync() => SettleAsync(SettlementId.New());

    public async Task<SettlementView> SettleAsync(SettlementId id, SettleKind kind = SettleKind.Close, string? reason = null) =>
        Till.Must(await _app.SendAs(_store.Manager, new StartSettlement(_store.TerminalId, id, kind, LetTipsGo: false, reason)));

    /// <summary>The settlement as it is on record, once it looks like this.</summary>
    public Task<Settlement> UntilAsync(SettlementId id, Func<Settlement, bool> holds) => AppFixture.EventuallyAsync(() => _app.InDatabaseAsync(_store.System,
        db => db.Settlements.AsNoTracking().Include(s => s.Entries).Include(s => s.Parts).AsSplitQuery().SingleAsync(s => s.Id == id)), holds, 40);

    public Task<List<Batch>> BatchesAsync() => _app.InDatabaseAsync(_store.System,
        db => db.Batches.AsNoTracking().Where(b => b.TerminalId == _store.TerminalId).OrderBy(b => b.Sequence).ToListAsync());

    /// <summary>How often a settlement was asked for, whatever came of it.</summary>
    public Task<int> SettlesOnTheWireAsync() => _app.Simulator.CountAsync(_store.Tpn, "Settle");

    /// <summary>An attempt in the books with this answer, made without a till.</summary>
    public static PaymentAttempt Attempt(Sale sale, TerminalId terminal, AttemptKind kind, Money amount, Money charged, string refId, string? number, AttemptSignal signal, DateTimeOffset at)
    {
        var attempt = PaymentAttempt.Of(AttemptId.New(), new AttemptPlan(kind, PayMethod.Credit, TenderKind.Card, amount, sale, sale.Id), terminal, refId, "test", at);
        attempt.Record(AttemptSignal.Sent, AttemptReason.None, null, at);
        if (signal == AttemptSignal.Approved)
            attempt.KeepResult(new ChargeResult { Charged = charged, Tip = Money.Zero, TransactionNumber = number, AuthCode = "123456", PaymentType = "Credit", CardBrand = "VISA", Last4 = "1111" }, null);
        attempt.Record(signal, AttemptReason.None, null, at);
        return attempt;
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
