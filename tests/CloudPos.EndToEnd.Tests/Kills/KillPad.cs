using System.Net.Http.Json;
using System.Text.Json;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.EndToEnd.Tests.Kills;

/// <summary>A store with its cashier and its PIN pad, as a killing sees them.</summary>
internal sealed class KillPad(KillFixture app, TestStore store)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly DateTimeOffset _since = DateTimeOffset.UtcNow;

    public TestStore Store => store;

    public AttemptId Id { get; set; }

    /// <summary>Rings up one coffee on a fresh register and pays it by card.</summary>
    public async Task<AttemptId> PayAsync()
    {
        var register = RegisterId.New();
        await app.InDatabaseAsync(store.System, async db =>
        {
            db.Registers.Add(new Domain.Terminals.Register(register, store.IsoId, store.MerchantId, store.StoreId, "Register 2"));
            return await db.SaveChangesAsync();
        });
        var sale = Must(await app.SendAs(store.Cashier, new ScanCode(register, TestStore.CoffeeBarcode, Quantity.One)));
        Id = AttemptId.New();
        Must(await app.SendAs(store.Cashier, new PayByCard(sale.Id, Id)));
        return Id;
    }

    public async Task SendAsync(System.Func<AttemptId, MediatR.IRequest<Result<PaymentView>>> request) => Must(await app.SendAs(store.Cashier, request(Id)));

    public Task<PaymentAttempt> AttemptAsync(AttemptId? id = null) => app.InDatabaseAsync(store.System,
        db => db.Attempts.AsNoTracking().Include(a => a.Entries.OrderBy(e => e.Number)).SingleAsync(a => a.Id == (id ?? Id)));

    public Task UntilAsync(AttemptState state) => UntilAsync(a => a.State == state);

    public Task<PaymentAttempt> UntilAsync(Func<PaymentAttempt, bool> holds, int secondsMax = 30) =>
        AppFixture.EventuallyAsync(() => AttemptAsync(), holds, secondsMax);

    public Task CustomerAsync(string mode, int delayMs = 0) => app.Installation.CustomerAsync(store.Tpn, mode, delayMs);

    public async Task FaultAsync(string fault, string transType, int delayMs = 0) =>
        (await app.Installation.Http.PostAsJsonAsync($"{Control}/faults", new { fault, transType, delayMs })).EnsureSuccessStatusCode();

    public Task ClearFaultsAsync() => app.Installation.EndFaultsAsync(store.Tpn);

    public async Task PressAsync(string key) => (await app.Installation.Http.PostAsJsonAsync($"{Control}/press", new { key })).EnsureSuccessStatusCode();

    /// <summary>The PIN pad shows the payment.</summary>
    public Task UntilShownAsync() => AppFixture.EventuallyAsync(
        () => app.Installation.Http.GetStringAsync($"{Control}/screen"), s => s.Contains("\"name\":\"choose-price\"", StringComparison.Ordinal) || s.Contains("\"name\":\"present-card\"", StringComparison.Ordinal), 30);

    /// <summary>The references and totals of what the host has approved.</summary>
    public async Task<IReadOnlyList<LedgerRow>> ApprovedAsync() =>
        [.. (await app.Installation.Http.GetFromJsonAsync<List<LedgerRow>>($"{Control}/ledger", Json) ?? []).Where(r => r.State == "approved")];

    public async Task<int> OnTheWireAsync(string transType) =>
        (await app.Installation.Http.GetFromJsonAsync<List<WireRow>>($"{app.Installation.Simulator}/control/wire", Json) ?? [])
            .Count(w => w.Tpn == store.Tpn && w.Xml.Contains($"<TransType>{transType}</TransType>", StringComparison.Ordinal));

    /// <summary>Proofs wait for the proxy's window; the tests wait three seconds for it.</summary>
    public Task ShortenAsync() => app.PatienceAsync(store, 3);

    public Task ForgetShortAsync() => app.PatienceAsync(store, KillFixture.WindowSeconds);

    /// <summary>How often a request was put on record for this PIN pad since the simulator began anew.</summary>
    public async Task<int> SentAsync() => await app.InDatabaseAsync(store.System, db => db.Attempts
        .Where(a => a.TerminalId == store.TerminalId && a.CreatedAt >= _since).SelectMany(a => a.Entries).CountAsync(e => e.Signal == AttemptSignal.Sent));

    /// <summary>The references of what this register calls charged since the simulator began anew.</summary>
    public async Task<IEnumerable<string>> ChargedAsync() => await app.InDatabaseAsync(store.System, db => db.Attempts
        .Where(a => a.TerminalId == store.TerminalId && a.CreatedAt >= _since && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved))
        .Select(a => a.RefId).OrderBy(r => r).ToListAsync());

    private string Control => $"{app.Installation.Simulator}/control/terminals/{store.Tpn}";

    private static T Must<T>(Result<T> result)
    {
        Assert.Null(result.Refusal);
        return result.Value!;
    }
}
