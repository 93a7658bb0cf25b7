using System.Net.Http.Json;
using System.Xml.Linq;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Terminals;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A cashier at a register of his own, with the store's PIN pad in its first state.</summary>
internal sealed class Till(AppFixture app, TestStore store, RegisterId register)
{
    /// <summary>The coffee store's second PIN pad; it is paired by whoever wants it first.</summary>
    public const string OtherTpn = "220326704412";

    public TestStore Store => store;

    public RegisterId Register => register;

    /// <summary>Opens a new register of the store. The PIN pads are as they came, and this store's waits so long for the customer.</summary>
    public static async Task<Till> OpenAsync(AppFixture app, TestStore store, int timeoutSeconds = 120, SpinProtocol protocol = SpinProtocol.Xml, bool tellsStages = false)
    {
        await EndWhatIsOpenAsync(app, store);
        await PatienceAsync(app, store, timeoutSeconds);
        await WireAsync(app, store, TerminalWire.Usual with { Protocol = protocol, TellsStages = tellsStages });
        await SettleBooksAsync(app, store);
        return await AddAsync(app, store, "Register 2");
    }

    /// <summary>What a test left open holds the PIN pad, and would fail every test after it: what is on its way is answered first, the rest is given up.</summary>
    private static Task EndWhatIsOpenAsync(AppFixture app, TestStore store) => AppFixture.EventuallyAsync(async () =>
    {
        (await app.Simulator.Http.DeleteAsync("/control/state")).EnsureSuccessStatusCode();
        return await app.InDatabaseAsync(store.System, async db =>
        {
            await db.Attempts.Where(a => a.StoreId == store.StoreId && (a.State == AttemptState.Created || a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview))
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.State, AttemptState.Cancelled));
            return await db.Attempts.CountAsync(a => a.StoreId == store.StoreId && a.State == AttemptState.Sent);
        });
    }, sent => sent == 0);

    /// <summary>A PIN pad in its first state has an empty batch and counts from 1 again: what earlier tests charged is in it no more, and their batches have no number that comes round.</summary>
    private static Task SettleBooksAsync(AppFixture app, TestStore store) => app.InDatabaseAsync(store.System, async db =>
    {
        await db.Attempts.Where(a => a.TerminalId == store.TerminalId && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.State, AttemptState.Settled).SetProperty(a => a.ToVoidSince, (DateTimeOffset?)null));
        return await db.Batches.Where(b => b.TerminalId == store.TerminalId)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.State, b => b.State == BatchState.Open ? BatchState.ClosedElsewhere : b.State)
                .SetProperty(b => b.Number, (string?)null).SetProperty(b => b.AttemptsClosed, true));
    });

    /// <summary>One more register of a store. Nothing else changes.</summary>
    public static async Task<Till> AddAsync(AppFixture app, TestStore store, string name)
    {
        var id = RegisterId.New();
        await app.InDatabaseAsync(store.System, async db =>
        {
            db.Registers.Add(new Domain.Terminals.Register(id, store.IsoId, store.MerchantId, store.StoreId, name));
            return await db.SaveChangesAsync();
        });
        return new Till(app, store, id);
    }

    /// <summary>The other PIN pad of the coffee store.</summary>
    public async Task<TerminalId> OtherPinPadAsync(string label = "PIN pad 2")
    {
        var known = await app.InDatabaseAsync(store.System, db => db.Terminals.Where(t => t.Tpn == OtherTpn).Select(t => (TerminalId?)t.Id).SingleOrDefaultAsync());
        if (known is { } id)
            return id;
        var paired = TerminalId.New();
        Must(await app.SendAs(store.IsoAdmin, new PairTerminal(paired, store.StoreId, null, OtherTpn, "7104412", "Hc4tR8nV3z", label,
            TerminalModel.QD4, TerminalEndpoint.Simulator, AmountHolds.CardTotal, ComputedBy.Register, 120, false)));
        return paired;
    }

    /// <summary>How long the proxy waits, written past the limits of the form so that a test need not wait for 30 s.</summary>
    public static Task PatienceAsync(AppFixture app, TestStore store, int timeoutSeconds) => app.InDatabaseAsync(store.System, async db =>
    {
        var terminal = await db.Terminals.SingleAsync(t => t.Id == store.TerminalId);
        terminal.SetParameters(AmountHolds.CardTotal, ComputedBy.Register, timeoutSeconds, captureSignature: false);
        return await db.SaveChangesAsync();
    });

    /// <summary>How this store's PIN pad is spoken to from now on.</summary>
    public static Task WireAsync(AppFixture app, TestStore store, TerminalWire wire) => app.InDatabaseAsync(store.System, async db =>
    {
        (await db.Terminals.SingleAsync(t => t.Id == store.TerminalId)).SetWire(wire);
        return await db.SaveChangesAsync();
    });

    public Task CustomerAsync(string mode, int delayMs = 0) => app.Simulator.CustomerAsync(store.Tpn, mode, delayMs);

    /// <summary>One coffee: the specification's sample, 11.50 in cash and 11.96 by card where the mark-up is 4 %.</summary>
    public async Task<SaleView> RingUpAsync() => Must(await app.SendAs(store.Cashier, new ScanCode(register, TestStore.CoffeeBarcode, Quantity.One)));

    public async Task<PaymentView> PayByCardAsync(SaleId sale) => Must(await app.SendAs(store.Cashier, new PayByCard(sale, AttemptId.New())));

    /// <summary>A part by card, and waits for its end.</summary>
    public async Task<PaymentView> PayPartByCardAsync(SaleId sale, long cents, PaymentPhase until = PaymentPhase.Approved) =>
        await UntilAsync(Must(await app.SendAs(store.Cashier, new PayByCard(sale, AttemptId.New(), Amount: new Money(cents)))).AttemptId, until);

    public async Task<CashPaid> PayPartInCashAsync(SaleId sale, long cents) =>
        Must(await app.SendAs(store.Cashier, new PayCash(sale, TenderId.New(), new Money(cents), Part: new Money(cents))));

    /// <summary>One payment stands on the PIN pad and chooses its price; another one, of another register, waits behind it.</summary>
    public static async Task<(Till First, AttemptId Served, Till Second, AttemptId Queued)> OneBehindAnotherAsync(AppFixture app)
    {
        var first = await OpenAsync(app, app.Tenants.Coffee);
        var second = await AddAsync(app, app.Tenants.Coffee, "Register 3");
        var served = await first.PayByCardAsync((await first.RingUpAsync()).Id);
        await first.UntilScreenAsync("choose-price");
        var queued = await second.PayByCardAsync((await second.RingUpAsync()).Id);
        await second.UntilAsync(queued.AttemptId, PaymentPhase.Queued);
        return (first, served.AttemptId, second, queued.AttemptId);
    }

    public async Task<SplitView> SplitAsync(SaleId sale, long? next = null) =>
        Must(await app.SendAs(store.Cashier, new GetSplit(sale, next is { } cents ? new Money(cents) : null)));

    public Task<Result<TenderGivenBack>> GiveBackAsync(SaleId sale, TenderId tender, AttemptId? id = null, bool byReturn = false) =>
        app.SendAs(store.Cashier, new GiveBackTender(sale, tender, id ?? AttemptId.New(), byReturn));

    public async Task<ParkedSale> ParkAsync(SaleId sale, string? name = null) => Must(await app.SendAs(store.Cashier, new ParkSale(sale, name)));

    public async Task<SaleView> TakeUpAsync(SaleId sale) => Must(await app.SendAs(store.Cashier, new TakeUpSale(sale, register)));

    public async Task<IReadOnlyList<ParkedCart>> ParkedAsync() => Must(await app.SendAs(store.Cashier, new ListParked(register)));

    public async Task<TillView> OpenTillAsync() => Must(await app.SendAs(store.Cashier, new GetTill(register)));

    public async Task<PaymentView> SendAgainAsync(AttemptId id) => Must(await app.SendAs(store.Cashier, new SendAgain(id)));

    public async Task<PaymentView> AskToCancelAsync(AttemptId id) => Must(await app.SendAs(store.Cashier, new CancelCardPayment(id)));

    public async Task<PaymentView> KeepWaitingAsync(AttemptId id) => Must(await app.SendAs(store.Cashier, new KeepWaiting(id)));

    public async Task<PaymentView> CheckNowAsync(AttemptId id) => Must(await app.SendAs(store.Cashier, new CheckNow(id)));

    public Task<Result<CashPaid>> PayCashAsync(SaleId sale, long cents) => app.SendAs(store.Cashier, new PayCash(sale, TenderId.New(), new Money(cents)));

    public async Task<PaymentView> LookAsync(AttemptId id) => Must(await app.SendAs(store.Cashier, new GetPayment(id)));

    public Task<PaymentView> UntilAsync(AttemptId id, PaymentPhase phase) => UntilAsync(id, p => p.Phase == phase);

    public Task<PaymentView> UntilAsync(AttemptId id, Func<PaymentView, bool> holds) => EventuallyAsync(() => LookAsync(id), holds);

    /// <summary>Rings up, pays by card and waits.</summary>
    public async Task<PaymentView> SellAsync(PaymentPhase until)
    {
        var sale = await RingUpAsync();
        return await UntilAsync((await PayByCardAsync(sale.Id)).AttemptId, until);
    }

    /// <summary>Sells, and goes on to the next customer.</summary>
    public async Task<PaymentView> SoldAsync()
    {
        var paid = await SellAsync(PaymentPhase.Approved);
        Must(await app.SendAs(store.Cashier, new FinishSale(paid.SaleId)));
        return paid;
    }

    public Task<PaymentAttempt> AttemptAsync(AttemptId id) =>
        app.InDatabaseAsync(store.System, db => db.Attempts.AsNoTracking().Include(a => a.Entries.OrderBy(e => e.Number)).SingleAsync(a => a.Id == id));

    public Task<PaymentAttempt> AttemptAsync(AttemptId id, Func<PaymentAttempt, bool> holds) => EventuallyAsync(() => AttemptAsync(id), holds);

    public Task<Sale> SaleAsync(SaleId id) => app.InDatabaseAsync(store.System,
        db => db.Sales.AsNoTracking().Include(s => s.Tenders).Include(s => s.Lines).AsSplitQuery().SingleAsync(s => s.Id == id));

    public Task<IReadOnlyList<LedgerRow>> LedgerAsync() => app.Simulator.LedgerAsync(store.Tpn);

    /// <summary>The Sale requests that arrived for this store's PIN pad.</summary>
    public async Task<IReadOnlyList<XElement>> SalesOnTheWireAsync() => [.. (await app.Simulator.WireAsync(store.Tpn))
        .Select(w => XElement.Parse(w.Xml)).Where(x => (string?)x.Element("TransType") == "Sale")];

    /// <summary>What arrived for this store's PIN pad in either form: the operation and the reference it names.</summary>
    public async Task<IReadOnlyList<(string Operation, string? RefId)>> WireAsync(string operation) => [.. (await app.Simulator.WireAsync(store.Tpn))
        .Select(w => ReadWire(w.Xml)).Where(r => r.Operation == operation)];

    private static (string Operation, string? RefId) ReadWire(string raw)
    {
        if (!raw.StartsWith("POST /v2/", StringComparison.Ordinal))
            return XElement.Parse(raw) is var xml && (string?)xml.Element("TransType") is { } type ? (type, (string?)xml.Element("RefId")) : (xml.Name.LocalName, null);
        var parts = raw.Split(' ', 3);
        var body = System.Text.Json.Nodes.JsonNode.Parse(parts[2])!;
        return (parts[1].Split('/')[^1], (string?)body["ReferenceId"]);
    }

    public Task<int> StatusOnTheWireAsync() => app.Simulator.CountAsync(store.Tpn, "Status");

    /// <summary>What the PIN pad shows.</summary>
    public Task<string> UntilScreenAsync(string name) => EventuallyAsync(
        () => app.Simulator.Http.GetStringAsync($"/control/terminals/{store.Tpn}/screen"),
        screen => screen.Contains($"\"name\":\"{name}\"", StringComparison.Ordinal));

    /// <summary>Waits until something holds. Where it never does, the failure tells what stands in the way.</summary>
    private async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        try
        {
            return await AppFixture.EventuallyAsync(read, holds);
        }
        catch (TimeoutException failure)
        {
            throw new TimeoutException($"{await InTheWayAsync(app, store)}{Environment.NewLine}{failure.Message}", failure);
        }
    }

    /// <summary>Who holds the PIN pad, and the journals of the last payments on it.</summary>
    private static Task<string> InTheWayAsync(AppFixture app, TestStore store) => app.InDatabaseAsync(store.System, async db =>
    {
        var leases = await db.TerminalLeases.AsNoTracking().Where(l => l.Tpn == store.Tpn).ToListAsync();
        var last = await db.Attempts.AsNoTracking().Include(a => a.Entries).Where(a => a.TerminalId == store.TerminalId)
            .OrderByDescending(a => a.CreatedAt).Take(5).ToListAsync();
        return string.Join(Environment.NewLine,
        [
            $"It is {app.Clock.GetUtcNow():HH:mm:ss.fff}.",
            .. leases.Select(l => $"held by {l.Owner} for {l.HolderId} ({l.HolderName}) until {l.Until:HH:mm:ss}, seen {l.SeenAt:HH:mm:ss}, asked by {l.AskedBy} until {l.AskedUntil:HH:mm:ss}"),
            .. last.Select(a => $"{a.Id.Value}: {a.State}, next look {a.NextCheckAt:HH:mm:ss}"
                + string.Concat(a.Entries.OrderBy(e => e.Number).Select(e => $"; {e.At:HH:mm:ss.fff} {e.Signal} -> {e.To} {e.Note}"))),
            .. app.Log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).TakeLast(5),
        ]);
    });

    public async Task PressAsync(string key) =>
        (await app.Simulator.Http.PostAsJsonAsync($"/control/terminals/{store.Tpn}/press", new { key })).EnsureSuccessStatusCode();

    public static T Must<T>(Result<T> result)
    {
        Assert.Null(result.Refusal);
        return result.Value!;
    }
}
