using System.Net;
using System.Text;

namespace CloudPos.SpinSimulator.Tests;

public sealed class FaultTests
{
    // In cents they are the codes that they give.
    public static TheoryData<int> MagicAmounts => [.. Enumerable.Range(1001, 24).Where(cents => cents != 1018), .. Enumerable.Range(2001, 10)];

    [Theory]
    [InlineData("refuse-connection", 0)]
    [InlineData("close-before-reading", 0)]
    [InlineData("close-after-reading", 0)]
    [InlineData("approve-then-drop", 1)]
    [InlineData("close-half-answer", 1)]
    public async Task A_dropped_line_leaves_the_sale_where_the_fault_says(string fault, int held)
    {
        await using var simulator = await FaultyAsync(fault);

        // once: what the client makes of it is its own business
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => simulator.SendRawAsync(Requests.Sale("F1")));

        Assert.Equal(held, (await simulator.LedgerAsync()).Count(l => l.GetProperty("refId").GetString() == "F1"));
    }

    [Theory]
    [InlineData("answer-other-refid", "<RefId>OTHERF1</RefId>", 1)]
    [InlineData("answer-other-amount", "TotalAmt=13.50", 1)]
    [InlineData("approved-with-resultcode-1", "<ResultCode>1</ResultCode><RespMSG>Approved</RespMSG>", 1)]
    [InlineData("duplicate-answer", "</xmp><xmp>", 1)]
    [InlineData("malformed-xml", "TaxAmount=0.00/ExtData>", 1)]
    [InlineData("partial", "approvedAmnt=6.25", 1)]
    [InlineData("reconnected", "<RespMSG>Reconnected</RespMSG>", 1)]
    [InlineData("status-not-found-once", "<Message>Not Found</Message>", 0)]
    [InlineData("status:1014", "<RespMSG>Communication%20Error</RespMSG>", 0)]
    [InlineData("status:2007", "<RespMSG>The operation has timed out</RespMSG>", 0)]
    [InlineData("proxy:This terminal handles a different query", "<RespMSG>This terminal handles a different query</RespMSG>", 0)]
    [InlineData("html-error-page", "<h1>Approved maintenance</h1>", 1)]
    public async Task An_answer_can_be_wrong_once_and_is_right_again_after(string fault, string expected, int held)
    {
        await using var simulator = await FaultyAsync(fault);

        Assert.Contains(expected, await simulator.SendRawAsync(Requests.Sale("F1")), StringComparison.Ordinal);

        Assert.Equal(held, (await simulator.LedgerAsync()).Count);
        Assert.Equal("0", (await simulator.SendAsync(Requests.Sale("F2"))).Value("ResultCode"));
    }

    [Theory]
    [InlineData("http-500", HttpStatusCode.InternalServerError)]
    [InlineData("http-502", HttpStatusCode.BadGateway)]
    public async Task The_proxys_server_can_fail_after_the_terminal_approved(string fault, HttpStatusCode status)
    {
        await using var simulator = await FaultyAsync(fault);

        var answer = await simulator.Http.GetAsync("/spin/cgi.html?TerminalTransaction=" + Uri.EscapeDataString(Requests.Sale("F1")));

        Assert.Equal(status, answer.StatusCode);
        Assert.Single(await simulator.LedgerAsync());
    }

    [Fact]
    public async Task An_answer_can_be_cut_huge_or_no_utf8()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault = "truncated" }, new { fault = "huge-answer" }, new { fault = "wrong-encoding" } } });

        Assert.DoesNotContain("</response>", await simulator.SendRawAsync(Requests.Sale("F1")), StringComparison.Ordinal);
        Assert.True((await simulator.SendRawAsync(Requests.Sale("F2"))).Length > 2_000_000);
        var bytes = await simulator.Http.GetByteArrayAsync("/spin/cgi.html?TerminalTransaction=" + Uri.EscapeDataString(Requests.Sale("F3")));
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(bytes));
    }

    [Fact]
    public async Task A_terminal_that_restarts_after_approving_comes_back_and_knows_the_sale()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault = "terminal-restart", delayMs = 300 } } });

        (await simulator.SendAsync(Requests.Sale("F1"))).ShouldBeProxyError("Reconnected");

        Assert.Equal("0", (await simulator.StatusAsync("F1")).Value("ResultCode"));
    }

    [Fact]
    public async Task An_approval_can_come_after_the_proxy_gave_up()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault = "approve-late", delayMs = 2_000 } } });

        (await simulator.SendAsync(Requests.Sale("F1", "1.00", ("OperationalTimeout", "1")))).ShouldBeProxyError("The operation has timed out");
        (await simulator.StatusAsync("F1")).ShouldBeRefused("Canceled", "Service busy");
        await simulator.UntilScreenAsync("approved");

        Assert.Equal("0", (await simulator.StatusAsync("F1")).Value("ResultCode"));
    }

    [Fact]
    public async Task A_busy_terminal_is_free_again_after_its_time()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault = "busy", delayMs = 400 } } });

        (await simulator.SendAsync(Requests.Sale("F1"))).ShouldBeRefused("Canceled", "Service busy");
        (await simulator.SendAsync(Requests.Sale("F1"))).ShouldBeRefused("Canceled", "Service busy");
        await Task.Delay(500);

        Assert.Equal("0", (await simulator.SendAsync(Requests.Sale("F1"))).Value("ResultCode"));
    }

    [Fact]
    public async Task A_fault_waits_for_its_kind_of_request_as_often_as_it_says()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault = "status-not-found-once", transType = "Status", times = 2 } } });
        await simulator.SendAsync(Requests.Sale("F1"));

        (await simulator.StatusAsync("F1")).ShouldBeRefused("Not Found", "Not Found");
        (await simulator.StatusAsync("F1")).ShouldBeRefused("Not Found", "Not Found");
        Assert.Equal("0", (await simulator.StatusAsync("F1")).Value("ResultCode"));
    }

    [Theory]
    [InlineData("explode")]
    [InlineData("status:12")]
    [InlineData("proxy:")]
    public async Task An_unknown_fault_is_refused_in_a_sentence(string fault)
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var answer = await simulator.PutAsync(new { faults = new[] { new { fault } } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("close-half-answer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Magic_amounts_give_their_codes_only_where_they_are_switched_on()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        Assert.Equal("0", (await simulator.SendAsync(Requests.Sale("M1", "10.15"))).Value("ResultCode"));

        await simulator.SetAsync(new { parameters = new { magicAmounts = true } });

        (await simulator.SendAsync(Requests.Sale("M2", "10.15"))).ShouldBeRefused("Canceled", "Declined");
        (await simulator.SendAsync(Requests.Sale("M3", "20.07"))).ShouldBeProxyError("The operation has timed out");
        var part = await simulator.SendAsync(Requests.Sale("M4", "52.00", ("Tip", "2.00")));
        Assert.Equal("true", part.ExtData()["isPartialApprovalTxn"]);
    }

    [Theory]
    [MemberData(nameof(MagicAmounts))]
    public async Task A_magic_amount_has_its_own_code_in_both_protocols_and_takes_no_money(int cents)
    {
        var code = cents.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var amount = $"{code[..2]}.{code[2..]}";
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = new { magicAmounts = true } });

        var xml = await simulator.SendAsync(Requests.Sale("M1", amount));
        var json = await simulator.Http.PostAsync("/v2/Payment/Sale", new StringContent(
            $"{{\"Tpn\":\"{SimulatorHost.Tpn}\",\"Authkey\":\"{Requests.AuthKey}\",\"PaymentType\":\"Credit\",\"ReferenceId\":\"M2\",\"Amount\":{amount}}}",
            Encoding.UTF8, "application/json"));

        Assert.Equal(code[..1], xml.Value("ResultCode"));
        Assert.Contains($"\"StatusCode\":\"{code}\"", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await simulator.LedgerAsync());
    }

    [Fact]
    public async Task The_amount_that_the_sandbox_leaves_out_is_an_ordinary_one()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = new { magicAmounts = true } });

        Assert.Equal("0", (await simulator.SendAsync(Requests.Sale("M1", "10.18"))).Value("ResultCode"));
        Assert.Equal("0", (await simulator.SendAsync(Requests.Sale("M2", "10.25"))).Value("ResultCode"));
        Assert.Equal("0", (await simulator.SendAsync(Requests.Sale("M3", "20.11"))).Value("ResultCode"));
    }

    [Fact]
    public async Task A_delayed_answer_comes_late_and_is_right()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault = "delay", delayMs = 300 } } });

        var answer = await simulator.SendAsync(Requests.Sale("F1"));

        Assert.Equal("0", answer.Value("ResultCode"));
        Assert.InRange((await simulator.GetAsync("/control/wire"))[0].GetProperty("milliseconds").GetInt64(), 290, long.MaxValue);
    }

    [Theory]
    [InlineData("Active route not found")]
    [InlineData("Not pars request")]
    [InlineData("Route not found")]
    [InlineData("Terminal not connected to SPIn proxy server")]
    [InlineData("The operation has timed out")]
    [InlineData("This terminal handles a different query")]
    [InlineData("Terminal in use")]
    [InlineData("Invalid Reference ID")]
    [InlineData("Reconnected")]
    public async Task The_proxy_says_any_message_of_Appendix_B(string text)
    {
        await using var simulator = await FaultyAsync("proxy:" + text);

        (await simulator.SendAsync(Requests.Sale("F1"))).ShouldBeProxyError(text);

        Assert.Empty(await simulator.LedgerAsync(all: true));
    }

    [Fact]
    public async Task Every_fault_is_offered_on_the_face()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var refused = await (await simulator.PutAsync(new { faults = new[] { new { fault = "explode" } } })).Content.ReadAsStringAsync();
        var names = refused[(refused.IndexOf("one of ", StringComparison.Ordinal) + 7)..refused.IndexOf(", status:", StringComparison.Ordinal)].Split(", ");

        var face = await simulator.Http.GetStringAsync("/assets/sheet.js");

        Assert.Equal(23, names.Length);
        Assert.All(names, name => Assert.Contains($"'{name}'", face, StringComparison.Ordinal));
    }

    private static async Task<SimulatorHost> FaultyAsync(string fault)
    {
        var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault } } });
        return simulator;
    }
}
