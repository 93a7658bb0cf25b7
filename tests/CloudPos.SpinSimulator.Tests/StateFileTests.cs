namespace CloudPos.SpinSimulator.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("spin-simulator-").FullName;

    private string StateFile => Path.Combine(folder, "state.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Ledger_and_batch_survive_a_restart()
    {
        await using (var before = await SimulatorHost.StartAsync(StateFile))
        {
            await before.SetAsync(new { autopilot = new { mode = "approve", delayMs = 0 } });
            await before.SendAsync(Requests.Sale("K1"));
            await before.SendAsync(Requests.Of("Settle", ("RefId", "E1"), ("Param", "Close")));
            await before.SendAsync(Requests.DualPriced("K2").Text());
        }

        await using var after = await SimulatorHost.StartAsync(StateFile);
        var lines = await after.LedgerAsync();
        Assert.Equal(["K1", "K2"], lines.Select(l => l.GetProperty("refId").GetString()));
        var status = await after.StatusAsync("K2");
        Assert.Equal("11.96", status.ExtData()["TotalAmt"]);
        Assert.Equal("2", status.ExtData()["BatchNum"]);
        (await after.SendAsync(Requests.Sale("K2"))).ShouldBeProxyError("Duplicated ReferenceID");
    }

    [Fact]
    public async Task Parameters_balances_and_the_batches_of_all_merchants_survive_a_restart()
    {
        await using (var before = await SimulatorHost.StartAsync(StateFile))
        {
            await before.SetAsync(new { autopilot = new { mode = "approve", delayMs = 0 }, parameters = new { merchants = new[] { "A", "B" } } });
            await before.SendAsync(Requests.Of("Redeem", ("PaymentType", "Gift"), ("Amount", "20.00"), ("RefId", "G1"), ("MerchantId", "2")));
            await before.SendAsync(Requests.Of("Settle", ("RefId", "E1"), ("Param", "Close"), ("MerchantId", "2")));
        }

        await using var after = await SimulatorHost.StartAsync(StateFile);
        var inquiry = await after.SendAsync(Requests.Of("Inquire", ("PaymentType", "Gift"), ("RefId", "G2"), ("MerchantId", "2")));
        Assert.Equal("30.00", inquiry.ExtData()["GiftBalAmount"]);
        Assert.Equal("2", inquiry.ExtData()["BatchNum"]);
        Assert.Equal(1, (await after.GetAsync("/control/terminals"))[0].GetProperty("batch").GetInt32());
    }

    [Fact]
    public async Task An_approval_is_on_disk_before_it_is_answered()
    {
        await using var simulator = await SimulatorHost.StartAsync(StateFile);
        await simulator.SetAsync(new { autopilot = new { mode = "approve", delayMs = 0 } });

        var answer = await simulator.SendAsync(Requests.Sale("K3"));

        Assert.Contains(answer.Value("AuthCode")!, await File.ReadAllTextAsync(StateFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_that_cannot_be_read_stops_the_start()
    {
        await File.WriteAllTextAsync(StateFile, "{ half a fi");

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => SimulatorHost.StartAsync(StateFile));

        Assert.Contains(StateFile, e.Message, StringComparison.Ordinal);
        Assert.Equal("{ half a fi", await File.ReadAllTextAsync(StateFile));
    }
}
