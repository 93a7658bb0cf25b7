namespace CloudPos.SpinSimulator.Tests;

public sealed class LostAnswerTests
{
    private static readonly (string, string) OneSecond = ("OperationalTimeout", "1");

    [Fact]
    public async Task A_sale_whose_answer_never_leaves_times_out_and_status_finds_it()
    {
        await using var simulator = await SimulatorHost.StartAsync("never-answer", 50);

        var answer = await simulator.SendAsync(Requests.Sale("N1", "12.50", OneSecond));
        answer.ShouldBeProxyError("The operation has timed out");
        Assert.Null(answer.Value("RefId"));

        var status = await simulator.StatusAsync("N1");
        Assert.Equal("0", status.Value("ResultCode"));
        Assert.Equal("Sale", status.Value("TransType"));
        Assert.Equal("false", status.Value("Voided"));
        Assert.Equal("12.50", status.ExtData()["TotalAmt"]);
        Assert.Equal(
            Assert.Single(await simulator.LedgerAsync()).GetProperty("authCode").GetString(), status.Value("AuthCode"));
    }

    [Fact]
    public async Task A_sale_that_vanishes_times_out_and_is_not_found()
    {
        await using var simulator = await SimulatorHost.StartAsync("vanish", 50);

        (await simulator.SendAsync(Requests.Sale("V1", "12.50", OneSecond)))
            .ShouldBeProxyError("The operation has timed out");

        (await simulator.StatusAsync("V1")).ShouldBeRefused("Not Found", "Not Found");
        Assert.Empty(await simulator.LedgerAsync(all: true));
    }

    [Fact]
    public async Task A_customer_slower_than_the_timeout_still_pays_and_is_busy_until_then()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        (await simulator.SendAsync(Requests.Sale("L1", "12.50", OneSecond)))
            .ShouldBeProxyError("The operation has timed out");
        (await simulator.StatusAsync("L1")).ShouldBeRefused("Canceled", "Service busy");
        (await simulator.SendAsync(Requests.Sale("L2"))).ShouldBeRefused("Canceled", "Service busy");

        await simulator.PressAsync("tap");
        await simulator.UntilScreenAsync("approved");
        Assert.Equal("0", (await simulator.StatusAsync("L1")).Value("ResultCode"));
    }

    [Fact]
    public async Task A_terminal_nobody_touches_gives_up_after_the_register_did()
    {
        await using var simulator = await SimulatorHost.StartAsync(time: new HurriedTime(40));

        (await simulator.SendAsync(Requests.Sale("G1", "12.50", ("OperationalTimeout", "4"))))
            .ShouldBeProxyError("The operation has timed out");
        (await simulator.StatusAsync("G1")).ShouldBeRefused("Canceled", "Service busy");
        while ((await simulator.StatusAsync("G1")).Value("RespMSG") == "Service%20busy")
        {
            await Task.Delay(20);
        }

        (await simulator.StatusAsync("G1")).ShouldBeRefused("Canceled", "Transaction timeout. Please try again later.");
        Assert.Empty(await simulator.LedgerAsync());
    }

    [Fact]
    public async Task A_register_that_hangs_up_does_not_stop_the_sale()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        using (var impatient = new CancellationTokenSource())
        {
            var sale = simulator.Http.GetAsync(
                "/spin/cgi.html?TerminalTransaction=" + Uri.EscapeDataString(Requests.Sale("H1")), impatient.Token);
            await simulator.UntilScreenAsync("present-card");
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sale);
        }

        await simulator.PressAsync("insert");
        await simulator.UntilScreenAsync("approved");

        Assert.Equal("H1", Assert.Single(await simulator.LedgerAsync()).GetProperty("refId").GetString());
    }

    [Fact]
    public async Task A_second_request_while_one_is_open_is_refused_and_the_first_goes_on()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var first = simulator.SendAsync(Requests.Sale("F1"));
        await simulator.UntilScreenAsync("present-card");

        (await simulator.SendAsync(Requests.Sale("F2"))).ShouldBeProxyError("Terminal in use");
        (await simulator.SendAsync(Requests.Of("Report", ("ReportType", "Daily")))).ShouldBeProxyError("Terminal in use");
        (await simulator.StatusAsync("F1")).ShouldBeRefused("Canceled", "Service busy");

        await simulator.PressAsync("tap");
        Assert.Equal("F1", (await first).Value("RefId"));
        Assert.Single(await simulator.LedgerAsync(all: true));
    }

    [Fact]
    public async Task A_terminal_may_stay_busy_for_a_while_after_a_sale()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { busyAfterSaleMs = 60_000 });
        await simulator.SendAsync(Requests.Sale("B1"));

        (await simulator.SendAsync(Requests.Sale("B2"))).ShouldBeRefused("Canceled", "Service busy");
        (await simulator.StatusAsync("B1")).ShouldBeRefused("Canceled", "Service busy");
    }

    [Fact]
    public async Task An_answer_from_a_terminal_that_went_offline_does_not_arrive()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(Requests.Sale("O1", "5.00", OneSecond));
        await simulator.UntilScreenAsync("present-card");
        await simulator.PressAsync("tap");
        await simulator.SetAsync(new { online = false });

        (await sale).ShouldBeProxyError("The operation has timed out");
        (await simulator.StatusAsync("O1")).ShouldBeProxyError("Terminal not connected to SPIn proxy server");
        Assert.Single(await simulator.LedgerAsync());
    }

    [Fact]
    public async Task A_terminal_that_reconnects_in_between_leaves_the_register_in_the_dark()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(Requests.Sale("O2"));
        await simulator.UntilScreenAsync("present-card");
        await simulator.SetAsync(new { online = false });
        await simulator.SetAsync(new { online = true });

        (await sale).ShouldBeProxyError("Reconnected");
        await simulator.PressAsync("tap");
        await simulator.UntilScreenAsync("approved");
        Assert.Equal("0", (await simulator.StatusAsync("O2")).Value("ResultCode"));
    }
}
