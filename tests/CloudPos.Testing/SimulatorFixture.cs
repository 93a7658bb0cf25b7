using System.Net.Http.Json;
using System.Text.Json;
using CloudPos.SpinSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CloudPos.Testing;

/// <summary>The PIN pad simulator in this process, on a port of its own, steered through its control API.</summary>
/// <param name="hurry">Its customers and its proxy wait shorter by this factor.</param>
public sealed class SimulatorFixture(int hurry = 1) : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private WebApplication? _app;
    private HttpClient? _http;

    public string Url { get; private set; } = "";

    public HttpClient Http => _http ?? throw new InvalidOperationException("The simulator has not started.");

    public async Task InitializeAsync()
    {
        _app = SimulatorApp.Build(["--urls", "http://127.0.0.1:0"],
            builder => builder.Services.AddSingleton<TimeProvider>(new TestClock { Hurry = hurry }));
        await _app.StartAsync();
        Url = _app.Urls.First();
        _http = new HttpClient { BaseAddress = new Uri(Url) };
    }

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    /// <summary>What the customer does by himself: approve, decline, cancel, cash, never-answer, vanish, or manual.</summary>
    public Task CustomerAsync(string tpn, string mode, int delayMs = 0) => SetAsync(tpn, new { autopilot = new { mode, delayMs } });

    public Task OnlineAsync(string tpn, bool online) => SetAsync(tpn, new { online });

    public async Task SetAsync(string tpn, object settings) =>
        (await Http.PutAsJsonAsync($"/control/terminals/{tpn}", settings)).EnsureSuccessStatusCode();

    /// <summary>What the host holds.</summary>
    public async Task<IReadOnlyList<LedgerRow>> LedgerAsync(string tpn) =>
        await Http.GetFromJsonAsync<List<LedgerRow>>($"/control/terminals/{tpn}/ledger", Json) ?? [];

    /// <summary>Every request that arrived for a TPN.</summary>
    public async Task<IReadOnlyList<WireRow>> WireAsync(string tpn) =>
        [.. (await Http.GetFromJsonAsync<List<WireRow>>("/control/wire", Json) ?? []).Where(w => w.Tpn == tpn)];

    /// <summary>How many requests of a type arrived for a TPN.</summary>
    public async Task<int> CountAsync(string tpn, string transType) =>
        (await WireAsync(tpn)).Count(w => w.Xml.Contains($"<TransType>{transType}</TransType>", StringComparison.Ordinal));
}

/// <summary>A transaction as the host holds it.</summary>
public sealed record LedgerRow(int Num, string RefId, string TransType, string PaymentType, decimal Amount, decimal Total, decimal Tip, string State, int Batch);

/// <summary>A request as it arrived.</summary>
public sealed record WireRow(string? Tpn, string Xml, string? Answer);
