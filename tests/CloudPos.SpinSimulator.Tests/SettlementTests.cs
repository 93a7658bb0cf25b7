using System.Globalization;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Tests;

public sealed class SettlementTests
{
    [Fact]
    public async Task Each_application_has_its_row_and_a_check_stays_behind()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await SellAsync(simulator, "Credit", "S1", "5.00");
        await SellAsync(simulator, "EBT_Food", "S2", "6.00");
        await SellAsync(simulator, "Gift", "S3", "7.00");
        await SellAsync(simulator, "Cash", "S4", "8.00");
        await SellAsync(simulator, "Check", "S5", "1.00");

        var settled = await SettleAsync(simulator);

        Assert.Equal("0", settled.Value("ResultCode"));
        Assert.Equal(
            ["DvCredit", "DvEBT", "DvPayLiteCashAlter", "DvGift", "DvCheck"],
            settled.Elements("ExtData").Select(e => e.Value.Split(',')[0]["App=".Length..]));
        Assert.Contains("Rsp=Offline, NumTrans=1, Total=1.00", settled.Elements("ExtData").Last().Value, StringComparison.Ordinal);
        Assert.Equal("0", (await simulator.StatusAsync("S5")).Value("ResultCode"));
    }

    [Theory]
    [InlineData("{\"storeAndForward\":true}", "Sale", "2", "2")]
    [InlineData("{\"restaurant\":true}", "Sale", "3", "0")]
    [InlineData("{\"restaurant\":true}", "Auth", "4", "0")]
    [InlineData("{\"hostRefusesSettlement\":true}", "Sale", "1", "0")]
    public async Task What_stands_in_the_way_of_a_settlement_has_its_code(string parameters, string transType, string result, string forced)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = System.Text.Json.Nodes.JsonNode.Parse(parameters) });
        await simulator.SendAsync(Requests.Of(transType, ("PaymentType", "Credit"), ("Amount", "5.00"), ("RefId", "S1")));

        var refused = await SettleAsync(simulator);
        Assert.Equal("1", refused.Value("ResultCode"));
        Assert.Contains($"ResultCode={result},", refused.Elements("ExtData").First().Value, StringComparison.Ordinal);
        Assert.Equal("0", (await simulator.StatusAsync("S1")).Value("ResultCode"));

        var again = await SettleAsync(simulator, "Force");
        Assert.Contains($"ResultCode={forced},", again.Elements("ExtData").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merchants_settle_apart()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = new { merchants = new[] { "Coffee", "Books" } } });
        (await simulator.SendAsync(Requests.Sale("S0"))).ShouldBeRefused("Canceled", "Canceled");
        await simulator.SendAsync(Requests.Sale("S1", "5.00", ("MerchantId", "1")));
        await simulator.SendAsync(Requests.Sale("S2", "6.00", ("MerchantId", "2")));

        var second = await SettleAsync(simulator, "Close", ("MerchantId", "2"));

        Assert.Contains("Merchant=Books, ResultCode=0, BatchNum=1", second.Elements("ExtData").First().Value, StringComparison.Ordinal);
        (await simulator.StatusAsync("S2")).ShouldBeRefused("Not Found", "Not Found");
        Assert.Equal("0", (await simulator.StatusAsync("S1")).Value("ResultCode"));
        Assert.Equal(3, (await SettleAsync(simulator)).Elements("ExtData").Count(e => e.Value.Contains("App=Dv", StringComparison.Ordinal)) - 1);
    }

    [Fact]
    public async Task The_batch_after_999_is_the_first_and_forgets_what_was_in_the_first_before()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("OLD"));
        await SettleAsync(simulator);
        await simulator.SetAsync(new { batch = 999 });
        Assert.Equal("999", (await simulator.SendAsync(Requests.Sale("S1"))).ExtData()["BatchNum"]);

        await SettleAsync(simulator);

        Assert.Equal("1", (await simulator.SendAsync(Requests.Sale("S2"))).ExtData()["BatchNum"]);
        (await simulator.StatusAsync("OLD")).ShouldBeRefused("Not Found", "Not Found");
    }

    [Fact]
    public async Task The_batch_closes_by_itself_at_its_time_of_day()
    {
        await using var simulator = await SimulatorHost.StartAsync(time: new HurriedTime(2000));
        await simulator.SetAsync(new { autopilot = new { mode = "approve", delayMs = 0 } });
        await simulator.SendAsync(Requests.Sale("S1"));
        var soon = DateTimeOffset.UtcNow.AddMinutes(2).ToString("HH:mm", CultureInfo.InvariantCulture);

        await simulator.SetAsync(new { parameters = new { autoSettleAt = soon, timeZone = "UTC" } });

        for (var i = 0; i < 300 && (await simulator.StatusAsync("S1")).Value("ResultCode") == "0"; i++)
        {
            await Task.Delay(10);
        }

        (await simulator.StatusAsync("S1")).ShouldBeRefused("Not Found", "Not Found");
        Assert.Equal(2, (await simulator.GetAsync("/control/terminals"))[0].GetProperty("batch").GetInt32());
    }

    [Fact]
    public async Task A_terminal_whose_clock_is_wrong_books_at_the_wrong_time()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = new { clockOffsetMinutes = -1440 } });
        await simulator.SendAsync(Requests.Sale("S1"));

        var at = Assert.Single(await simulator.LedgerAsync()).GetProperty("at").GetDateTimeOffset();
        Assert.InRange(DateTimeOffset.UtcNow - at, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }

    private static async Task SellAsync(SimulatorHost simulator, string paymentType, string refId, string amount) =>
        Assert.Equal("0", (await simulator.SendAsync(Requests.Of(
            "Sale", ("PaymentType", paymentType), ("Amount", amount), ("RefId", refId)))).Value("ResultCode"));

    private static Task<XElement> SettleAsync(SimulatorHost simulator, string param = "Close", params (string, string)[] more) =>
        simulator.SendAsync(Requests.Of("Settle", [("RefId", "E1"), ("Param", param), .. more]));
}
