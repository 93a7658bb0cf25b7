using System.Net.Http.Json;
using System.Xml.Linq;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

/// <summary>What goes wrong between register and PIN pad, and what somebody does at the PIN pad itself.</summary>
internal static class WireSteps
{
    public static async Task FaultAsync(this SimulatorFixture simulator, TestStore store, string fault, string transType, int times = 1, int delayMs = 0) =>
        (await simulator.Http.PostAsJsonAsync($"/control/terminals/{store.Tpn}/faults", new { fault, transType, times, delayMs })).EnsureSuccessStatusCode();

    /// <summary>Settles the PIN pad's batch past the register.</summary>
    public static async Task SettleAsync(this SimulatorFixture simulator, TestStore store)
    {
        var answer = await SendAsync(simulator, new XElement("request", new XElement("TPN", store.Tpn), new XElement("AuthKey", store.AuthKey),
            new XElement("RefId", Guid.CreateVersion7().ToString("N")), new XElement("TransType", "Settle"), new XElement("Param", "Force")));
        Assert.True(answer.Contains("<ResultCode>0</ResultCode>", StringComparison.Ordinal), answer);
    }

    /// <summary>A request that was on its way for long, and arrives now.</summary>
    public static Task<string> ArriveAsync(this SimulatorFixture simulator, TestStore store, XElement request)
    {
        request.Element("AuthKey")!.Value = store.AuthKey;
        return SendAsync(simulator, request);
    }

    private static async Task<string> SendAsync(SimulatorFixture simulator, XElement request) => await (await simulator.Http.GetAsync(
        "/spin/cgi.html?TerminalTransaction=" + Uri.EscapeDataString(request.ToString(SaveOptions.DisableFormatting)))).Content.ReadAsStringAsync();
}
