using System.Net;
using System.Net.Sockets;

namespace CloudPos.Spin.Tests;

public class ExactlyOnceTests
{
    private static readonly string[] s_moments =
        ["before reading", "after reading", "reset after reading", "after half a head", "after half an answer", "after a whole head"];

    public static TheoryData<string> Moments => [.. s_moments];

    private static Behaviour DropAt(string moment) => async (server, wire, _) =>
    {
        if (moment == "before reading")
            return;
        await server.ReadRequestAsync(wire);
        var whole = WireServer.Ok(A.Approval);
        switch (moment)
        {
            case "reset after reading":
                wire.Socket.LingerState = new LingerOption(true, 0);
                break;
            case "after half a head":
                await WireServer.WriteAsync(wire, whole[..30]);
                break;
            case "after a whole head":
                await WireServer.WriteAsync(wire, whole[..(whole.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)]);
                break;
            case "after half an answer":
                await WireServer.WriteAsync(wire, whole[..(whole.Length - 60)]);
                break;
        }
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_sale_is_sent_once_and_its_outcome_is_unknown_whenever_the_connection_drops(string moment)
    {
        await using var server = new WireServer(DropAt(moment));
        using var client = new SpinClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);
        await Task.Delay(100);

        Assert.Equal(SpinOutcome.Unknown, answer.Outcome);
        Assert.Equal(SpinReason.NoAnswer, answer.Reason);
        Assert.Equal(1, server.Connections);
        if (moment != "before reading")
            Assert.Equal(1, server.SalesSeen);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_second_sale_is_sent_once_when_the_server_keeps_the_first_connection_alive(string moment)
    {
        var drop = DropAt(moment);
        await using var server = new WireServer(async (server, wire, connection) =>
        {
            if (connection == 1)
            {
                await server.ReadRequestAsync(wire);
                await WireServer.WriteAsync(wire, WireServer.Ok(A.Approval, "Connection: keep-alive\r\n"));
            }
            // On the same connection if it is used again, else on the next.
            await drop(server, wire, connection);
        });
        using var client = new SpinClient();

        var first = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);
        var second = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);
        await Task.Delay(100);

        Assert.Equal(SpinOutcome.Approved, first.Outcome);
        Assert.Equal((SpinOutcome.Unknown, SpinReason.NoAnswer), (second.Outcome, second.Reason));
        Assert.Equal(2, server.Connections);
        if (moment != "before reading")
            Assert.Equal(2, server.SalesSeen);
    }

    [Fact]
    public async Task The_runtimes_own_client_sends_a_dropped_sale_again_which_is_why_ours_exists()
    {
        await using var server = new WireServer(DropAt("after reading"));
        using var plain = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync(
            server.Endpoint.TransactionPrefix + Uri.EscapeDataString("<request><TransType>Sale</TransType></request>")));

        Assert.True(server.SalesSeen > 1, "The guard of SpinWire may be needless now: a plain GET is no longer repeated.");
    }

    [Fact]
    public async Task Many_sales_at_once_are_each_sent_once_when_all_connections_drop()
    {
        await using var server = new WireServer(DropAt("after reading"));
        using var client = new SpinClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None)));

        Assert.All(answers, a => Assert.Equal(SpinOutcome.Unknown, a.Outcome));
        Assert.Equal(20, server.SalesSeen);
    }

    [Fact]
    public async Task A_refused_connection_means_that_nothing_was_sent()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nobody = new SpinEndpoint(new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}"));
        free.Stop();
        using var client = new SpinClient();

        var sale = await client.SellAsync(nobody, A.Identity, A.Sale, CancellationToken.None);
        var status = await client.AskStatusAsync(nobody, A.Identity, A.Status, CancellationToken.None);
        var link = await client.CheckConnectionAsync(nobody, A.Identity, CancellationToken.None);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.TerminalOffline), (sale.Outcome, sale.Reason));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.TerminalOffline), (status.Outcome, status.Reason));
        Assert.Equal(SpinLink.Unreachable, link);
    }

    [Fact]
    public async Task A_server_that_refuses_encryption_leaves_the_outcome_unknown_and_sees_no_sale()
    {
        await using var server = new WireServer(async (server, wire, _) =>
            await WireServer.WriteAsync(wire, "HTTP/1.1 400 Bad Request\r\n\r\n"));
        var secure = new SpinEndpoint(new UriBuilder(server.Endpoint.Root) { Scheme = "https" }.Uri);
        using var client = new SpinClient();

        var answer = await client.SellAsync(secure, A.Identity, A.Sale, CancellationToken.None);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.NoAnswer), (answer.Outcome, answer.Reason));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: /elsewhere")]
    [InlineData("307 Temporary Redirect\r\nLocation: /elsewhere")]
    [InlineData("401 Unauthorized\r\nWWW-Authenticate: Basic")]
    [InlineData("408 Request Timeout")]
    [InlineData("502 Bad Gateway")]
    [InlineData("503 Service Unavailable\r\nRetry-After: 0")]
    public async Task A_status_other_than_success_is_unknown_and_nothing_is_followed_or_repeated(string status)
    {
        await using var server = new WireServer(async (server, wire, _) =>
        {
            await server.ReadRequestAsync(wire);
            await WireServer.WriteAsync(wire,
                $"HTTP/1.1 {status}\r\nContent-Length: {A.Approval.Length}\r\n\r\n{A.Approval}");
        });
        using var client = new SpinClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.NoAnswer), (answer.Outcome, answer.Reason));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_silent_server_is_waited_for_until_the_time_out_plus_margin_and_asked_once()
    {
        await using var server = new WireServer(async (server, wire, _) =>
        {
            await server.ReadRequestAsync(wire);
            // Until the client goes away.
            await server.ReadRequestAsync(wire);
        });
        using var client = new SpinClient(new SpinLimits { AnswerMargin = TimeSpan.FromMilliseconds(300) });
        var started = TimeProvider.System.GetTimestamp();

        var answer = await client.SellAsync(
            server.Endpoint, A.Identity, A.Sale with { OperationalTimeoutSeconds = 1 }, CancellationToken.None);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.NoAnswer), (answer.Outcome, answer.Reason));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1.25, 8);
        Assert.Equal(1, server.SalesSeen);
    }

    [Fact]
    public async Task Disposing_or_cancelling_ends_the_waiting_with_an_unknown_outcome()
    {
        var arrived = new SemaphoreSlim(0);
        await using var server = new WireServer(async (server, wire, _) =>
        {
            await server.ReadRequestAsync(wire);
            arrived.Release();
            await server.ReadRequestAsync(wire);
        });
        using var client = new SpinClient();
        using var cancel = new CancellationTokenSource();

        var cancelled = client.SellAsync(server.Endpoint, A.Identity, A.Sale, cancel.Token);
        var disposed = client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);
        await arrived.WaitAsync();
        await arrived.WaitAsync();
        await cancel.CancelAsync();
        Assert.Equal(SpinOutcome.Unknown, (await cancelled).Outcome);
        client.Dispose();
        Assert.Equal(SpinOutcome.Unknown, (await disposed).Outcome);

        Assert.Equal(2, server.SalesSeen);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None));
    }
}
