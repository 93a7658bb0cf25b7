namespace CloudPos.Spin.Tests;

/// <summary>What holds for each call alike: one request, the right kind, and the outcome when nothing comes back.</summary>
public class EveryOperationTests
{
    public static TheoryData<string> Charges => [.. A.Charges.Keys];

    public static TheoryData<string> Services => [.. A.Services.Keys];

    private static readonly string[] s_moments = ["before reading", "after reading", "after half an answer"];

    [Theory]
    [MemberData(nameof(Charges))]
    public async Task A_call_about_a_charge_is_sent_once_and_unknown_whenever_the_connection_drops(string operation)
    {
        foreach (var moment in s_moments)
        {
            await using var server = new WireServer(DropAt(moment));
            using var client = new SpinClient();

            var answer = await A.Charges[operation](client, server.Endpoint);
            await Task.Delay(50);

            Assert.Equal((SpinOutcome.Unknown, SpinReason.NoAnswer), (answer.Outcome, answer.Reason));
            Assert.Equal(1, server.Connections);
            AssertOneRequest(server, moment, Uri.EscapeDataString($"<TransType>{operation}</TransType>"));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_call_that_charges_nobody_is_sent_once_and_unknown_whenever_the_connection_drops(string operation)
    {
        foreach (var moment in s_moments)
        {
            await using var server = new WireServer(DropAt(moment));
            using var client = new SpinClient();

            var answer = await A.Services[operation](client, server.Endpoint);
            await Task.Delay(50);

            Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.NoAnswer), (answer.Outcome, answer.Reason));
            Assert.Equal(1, server.Connections);
            AssertOneRequest(server, moment, operation);
        }
    }

    [Theory]
    [MemberData(nameof(Charges))]
    public async Task An_approval_of_a_charge_under_another_RefId_is_never_believed(string operation)
    {
        var other = A.Approval.Replace(A.RefId, "0198f2c5a7b34d0e9c1a2b3c4d5e6f71", StringComparison.Ordinal)
            .Replace("<TransType>Sale</TransType>", "", StringComparison.Ordinal);
        await using var server = new WireServer(WireServer.Answer(other));
        using var client = new SpinClient();

        var answer = await A.Charges[operation](client, server.Endpoint);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.RefIdMismatch), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [MemberData(nameof(Charges))]
    public async Task Success_under_our_RefId_approves_every_operation(string operation)
    {
        var success = A.Approval.Replace("<TransType>Sale</TransType>", "", StringComparison.Ordinal);
        await using var server = new WireServer(WireServer.Answer(success));
        using var client = new SpinClient();

        var answer = await A.Charges[operation](client, server.Endpoint);

        Assert.Equal((SpinOutcome.Approved, SpinReason.None), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [InlineData("Return")]
    [InlineData("Auth")]
    [InlineData("Capture")]
    [InlineData("Void")]
    [InlineData("TipAdjust")]
    public async Task The_answer_to_the_sale_of_the_same_RefId_is_no_answer_to_another_operation(string operation)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();

        var answer = await A.Charges[operation](client, server.Endpoint);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [MemberData(nameof(Charges))]
    public async Task A_terminal_of_the_store_network_is_called_directly_and_needs_no_key(string operation)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();
        var local = SpinEndpoint.Local("127.0.0.1", server.Endpoint.Root.Port);

        await A.Charges[operation](client, local);
        var without = await client.SellAsync(local, new SpinIdentity("3", null, ""), A.Sale, CancellationToken.None);

        Assert.StartsWith("GET /SPIn/cgi.html?TerminalTransaction=", server.Requests[0], StringComparison.Ordinal);
        Assert.Equal(SpinOutcome.Approved, without.Outcome);
        Assert.DoesNotContain("AuthKey", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printout_goes_by_its_own_parameter()
    {
        await using var server = new WireServer(WireServer.Answer("<response><Message>Success</Message></response>"));
        using var client = new SpinClient();

        var answer = await client.PrintAsync(server.Endpoint, A.Identity, A.Printout, CancellationToken.None);

        Assert.Equal(SpinServiceOutcome.Done, answer.Outcome);
        Assert.StartsWith("GET /SPIn/cgi.html?Printer=", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 80)]
    [InlineData("two words", 80)]
    [InlineData("10.0.0.5", 0)]
    [InlineData("10.0.0.5", 65536)]
    [InlineData("10.0.0.5/path", 80)]
    public void A_local_terminal_has_a_host_and_a_port(string host, int port) =>
        Assert.Throws<ArgumentException>(() => SpinEndpoint.Local(host, port));

    [Fact]
    public async Task A_settlement_is_waited_for_longer_than_the_proxys_own_seven_minutes()
    {
        var time = new StoppedTime();
        await using var server = new WireServer(async (server, wire, _) =>
        {
            await server.ReadRequestAsync(wire);
            await server.ReadRequestAsync(wire);
        });
        using var client = new SpinClient(clock: time);

        var settling = client.SettleAsync(server.Endpoint, A.Identity, A.Settle, CancellationToken.None);
        var selling = client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);
        while (server.Requests.Count < 2)
            await Task.Delay(5);

        Assert.Contains(TimeSpan.FromSeconds(440), time.Waits);
        Assert.Contains(TimeSpan.FromSeconds(140), time.Waits);
        client.Dispose();
        Assert.Equal(SpinServiceOutcome.Unknown, (await settling).Outcome);
        Assert.Equal(SpinOutcome.Unknown, (await selling).Outcome);
    }

    private static void AssertOneRequest(WireServer server, string moment, string named)
    {
        if (moment == "before reading")
            return;
        Assert.Contains(named, Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    private static Behaviour DropAt(string moment) => async (server, wire, _) =>
    {
        if (moment == "before reading")
            return;
        await server.ReadRequestAsync(wire);
        if (moment == "after half an answer")
            await WireServer.WriteAsync(wire, WireServer.Ok(A.Approval)[..200]);
    };

    /// <summary>Remembers which waits were asked for, and lets none of them end.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public System.Collections.Concurrent.ConcurrentBag<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
