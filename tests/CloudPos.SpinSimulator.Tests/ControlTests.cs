using System.Net;

namespace CloudPos.SpinSimulator.Tests;

public sealed class ControlTests
{
    [Fact]
    public async Task The_four_terminals_are_there_online_and_idle()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var terminals = await simulator.GetAsync("/control/terminals");

        Assert.Equal(
            ["220326704411", "220326704412", "220326704421", "220326704431"],
            terminals.EnumerateArray().Select(t => t.GetProperty("tpn").GetString()));
        var first = terminals[0];
        Assert.Equal("Harbor Lane Coffee", first.GetProperty("merchant").GetString());
        Assert.Equal("7104411", first.GetProperty("registerId").GetString());
        Assert.Equal("P8", first.GetProperty("model").GetString());
        Assert.True(first.GetProperty("online").GetBoolean());
        Assert.False(first.GetProperty("busy").GetBoolean());
        Assert.False(first.GetProperty("tips").GetBoolean());
        Assert.Equal("idle", first.GetProperty("screen").GetString());
        Assert.Equal("manual", first.GetProperty("autopilot").GetProperty("mode").GetString());
        Assert.DoesNotContain("Hb7kQ2mW9x", terminals.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_touches_only_what_it_names()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 40);

        await simulator.SetAsync(new { tips = true });
        await simulator.SetAsync(new { autopilot = new { mode = "decline" } });

        var terminal = (await simulator.GetAsync("/control/terminals"))[0];
        Assert.True(terminal.GetProperty("tips").GetBoolean());
        Assert.Equal("decline", terminal.GetProperty("autopilot").GetProperty("mode").GetString());
        Assert.Equal(40, terminal.GetProperty("autopilot").GetProperty("delayMs").GetInt32());
    }

    [Fact]
    public async Task An_unknown_mode_is_refused_in_a_sentence()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var answer = await simulator.PutAsync(new { autopilot = new { mode = "explode" } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("never-answer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"feePercent\":101}", "Percents")]
    [InlineData("{\"autoSettleAt\":\"25:00\"}", "autoSettleAt")]
    [InlineData("{\"timeZone\":\"Mars/Base\"}", "Mars/Base")]
    [InlineData("{\"colour\":\"red\"}", "colour")]
    [InlineData("{\"paper\":\"yes\"}", "paper")]
    public async Task Parameters_that_make_no_sense_are_refused_in_a_sentence_and_change_nothing(string parameters, string named)
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var before = (await simulator.GetAsync("/control/terminals"))[0].GetProperty("parameters").GetRawText();

        var answer = await simulator.PutAsync(new { parameters = System.Text.Json.Nodes.JsonNode.Parse(parameters) });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, (await simulator.GetAsync("/control/terminals"))[0].GetProperty("parameters").GetRawText());
    }

    [Fact]
    public async Task A_fault_can_be_added_and_all_of_them_taken_back()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await simulator.SetAsync(new { faults = new[] { new { fault = "http-500" } } });

        (await simulator.Http.PostAsync(
            $"/control/terminals/{SimulatorHost.Tpn}/faults",
            new StringContent("{\"fault\":\"busy\",\"delayMs\":5}", System.Text.Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
        var faults = (await simulator.GetAsync("/control/terminals"))[0].GetProperty("faults");
        Assert.Equal(["http-500", "busy"], faults.EnumerateArray().Select(f => f.GetProperty("fault").GetString()));

        await simulator.SetAsync(new { faults = Array.Empty<object>() });
        Assert.Equal(0, (await simulator.GetAsync("/control/terminals"))[0].GetProperty("faults").GetArrayLength());
    }

    [Theory]
    [InlineData("partial", "6.25", "0.00")]
    [InlineData("tip", "14.38", "1.88")]
    [InlineData("sign", "12.50", "0.00")]
    public async Task The_other_customers_pay_in_their_way(string mode, string total, string tip)
    {
        await using var simulator = await SimulatorHost.StartAsync(mode, 0);

        var answer = await simulator.SendAsync(Requests.Sale("A1"));

        Assert.Equal(total, answer.ExtData()["TotalAmt"]);
        Assert.Equal(tip, answer.ExtData()["Tip"]);
        Assert.Equal(mode == "sign", Convert.FromBase64String(answer.Value("Sign")!).Length > 2000);
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("screen")]
    [InlineData("events")]
    public async Task An_unknown_terminal_is_not_found(string what)
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var answer = await simulator.Http.GetAsync($"/control/terminals/229999999999/{what}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.Http.GetAsync("/pinpad/229999999999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.PutAsync(new { online = true }, "229999999999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.TryPressAsync("tap", "229999999999")).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_is_refused()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/control/state");
        request.Headers.Add("Origin", "http://shop.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await simulator.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_wire_tells_every_request_without_its_key()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("W1"));
        await simulator.SendAsync("<request><AuthKey>Hb7kQ2mW9x<TPN>220326704411</TPN>");

        var wire = await simulator.GetAsync("/control/wire");

        Assert.Equal(2, wire.GetArrayLength());
        Assert.DoesNotContain("Hb7kQ2mW9x", wire.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("220326704411", wire[0].GetProperty("tpn").GetString());
        Assert.Contains("<AuthKey>***</AuthKey>", wire[0].GetProperty("xml").GetString(), StringComparison.Ordinal);
        Assert.Contains("<RefId>W1</RefId>", wire[0].GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.True(wire[0].GetProperty("milliseconds").GetInt64() >= 0);
        Assert.Contains("Not pars request", wire[1].GetProperty("answer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_to_the_beginning_ends_what_is_in_progress_as_cancelled()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("X1"));
        await simulator.SetAsync(new { autopilot = new { mode = "manual" }, tips = true });
        await simulator.SetAsync(new { online = false }, SimulatorHost.OtherTpn);
        var open = simulator.SendAsync(Requests.Sale("X2"));
        await simulator.UntilScreenAsync("tip");

        (await simulator.Http.DeleteAsync("/control/state")).EnsureSuccessStatusCode();

        (await open).ShouldBeRefused("Canceled", "Canceled");
        Assert.Empty(await simulator.LedgerAsync(all: true));
        var terminals = await simulator.GetAsync("/control/terminals");
        Assert.All(terminals.EnumerateArray(), t =>
        {
            Assert.True(t.GetProperty("online").GetBoolean());
            Assert.False(t.GetProperty("busy").GetBoolean());
            Assert.False(t.GetProperty("tips").GetBoolean());
            Assert.Equal("idle", t.GetProperty("screen").GetString());
            Assert.Equal("manual", t.GetProperty("autopilot").GetProperty("mode").GetString());
            Assert.Equal(1, t.GetProperty("batch").GetInt32());
        });
        (await simulator.StatusAsync("X1")).ShouldBeRefused("Not Found", "Not Found");
    }

    [Fact]
    public async Task Back_to_the_beginning_also_ends_a_call_whose_answer_would_never_come()
    {
        await using var simulator = await SimulatorHost.StartAsync("vanish", 0);
        var open = simulator.SendAsync(Requests.Sale("X3"));
        while ((await simulator.SendAsync(Requests.Of("Report", ("ReportType", "Daily")))).Value("RespMSG") != "Terminal in use")
        {
            await Task.Delay(10);
        }

        (await simulator.Http.DeleteAsync("/control/state")).EnsureSuccessStatusCode();

        (await open.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeRefused("Canceled", "Canceled");
    }

    [Fact]
    public async Task The_events_tell_the_screen_now_and_at_every_change()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var stream = await simulator.Http.GetStreamAsync($"/control/terminals/{SimulatorHost.Tpn}/events");
        using var reader = new StreamReader(stream);
        Assert.Contains("\"name\":\"idle\"", await NextAsync(reader), StringComparison.Ordinal);

        var sale = simulator.SendAsync(Requests.Sale("E1"));
        while (!(await NextAsync(reader)).Contains("\"name\":\"present-card\"", StringComparison.Ordinal))
        {
            // other changes come first
        }

        await simulator.PressAsync("cancel");
        await sale;
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/pinpad/220326704411", "text/html")]
    [InlineData("/assets/pinpad.js", "text/javascript")]
    [InlineData("/assets/asked.js", "text/javascript")]
    [InlineData("/assets/typing.js", "text/javascript")]
    [InlineData("/assets/roll.js", "text/javascript")]
    [InlineData("/assets/sheet.js", "text/javascript")]
    [InlineData("/assets/pinpad.css", "text/css")]
    [InlineData("/assets/tokens.css", "text/css")]
    [InlineData("/assets/icons.svg", "image/svg+xml")]
    [InlineData("/healthz/live", "text/plain")]
    [InlineData("/healthz/ready", "text/plain")]
    public async Task The_face_is_served_out_of_the_assembly(string path, string type)
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var answer = await simulator.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<string> NextAsync(StreamReader reader)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        while (line?.StartsWith("data:", StringComparison.Ordinal) == false);
        return line ?? throw new EndOfStreamException();
    }
}
