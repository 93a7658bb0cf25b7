using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.SpinSimulator.Tests;

/// <summary>The simulator on a free port, spoken to over real HTTP.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    public const string Tpn = "220326704411";
    public const string OtherTpn = "220326704412";

    private readonly WebApplication app;

    private SimulatorHost(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public static async Task<SimulatorHost> StartAsync(string? stateFile = null, TimeProvider? time = null)
    {
        var app = SimulatorApp.Build(
            ["--urls", "http://127.0.0.1:0", "--Simulator:StateFile", stateFile ?? ""],
            builder => builder.Services.AddSingleton(time ?? TimeProvider.System));
        await app.StartAsync();
        return new SimulatorHost(app);
    }

    /// <summary>Starts it with a customer who acts at once and always the same way.</summary>
    public static async Task<SimulatorHost> StartAsync(string mode, int delayMs)
    {
        var host = await StartAsync();
        await host.SetAsync(new { autopilot = new { mode, delayMs } });
        return host;
    }

    public async Task<string> SendRawAsync(string xml) =>
        await Http.GetStringAsync($"/SPIn/cgi.html?TerminalTransaction={Uri.EscapeDataString(xml)}");

    public async Task<XElement> SendAsync(string xml)
    {
        var body = await SendRawAsync(xml);
        var document = XElement.Parse(body);
        Assert.Equal("xmp", document.Name);
        return Assert.Single(document.Elements("response"));
    }

    public Task<XElement> StatusAsync(string refId) =>
        SendAsync(Requests.Of("Status", ("PaymentType", "Credit"), ("RefId", refId)));

    public async Task<HttpResponseMessage> PutAsync(object change, string tpn = Tpn) =>
        await Http.PutAsJsonAsync($"/control/terminals/{tpn}", change);

    public async Task SetAsync(object change, string tpn = Tpn) =>
        (await PutAsync(change, tpn)).EnsureSuccessStatusCode();

    public async Task<HttpResponseMessage> TryPressAsync(string key, string tpn = Tpn) =>
        await Http.PostAsJsonAsync($"/control/terminals/{tpn}/press", new { key });

    public async Task PressAsync(string key) => (await TryPressAsync(key)).EnsureSuccessStatusCode();

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(bool all = false) =>
        [.. (await GetAsync($"/control/terminals/{Tpn}/ledger{(all ? "?all=true" : "")}")).EnumerateArray()];

    public Task<JsonElement> ScreenAsync() => GetAsync($"/control/terminals/{Tpn}/screen");

    /// <summary>Waits until the screen is the one named, and gives what stands on it.</summary>
    public async Task<JsonElement> UntilScreenAsync(string name)
    {
        var seen = "";
        for (var i = 0; i < 400; i++)
        {
            var face = await ScreenAsync();
            seen = face.GetProperty("screen").GetProperty("name").GetString();
            if (seen == name)
            {
                return face.GetProperty("screen");
            }

            await Task.Delay(15);
        }

        throw new TimeoutException($"The screen never became '{name}'; it stands at '{seen}'.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
