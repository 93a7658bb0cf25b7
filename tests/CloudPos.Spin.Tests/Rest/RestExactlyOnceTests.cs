using System.Net;
using System.Net.Sockets;
using CloudPos.Spin.Rest;
using MoneyCall = System.Func<CloudPos.Spin.Rest.SpinRestClient, CloudPos.Spin.SpinEndpoint,
    System.Threading.Tasks.Task<CloudPos.Spin.SpinOutcome>>;

namespace CloudPos.Spin.Tests.Rest;

public class RestExactlyOnceTests
{
    private static readonly string[] s_moments =
    [
        "before reading", "after the head", "after half the body", "after reading", "reset after reading",
        "after half a head", "after a whole head", "after half an answer", "after a hundred continue",
    ];

    private static readonly Dictionary<string, MoneyCall> s_calls = new()
    {
        ["sale"] = async (c, e) => (await c.SellAsync(e, A.Identity, A.Sale, default)).Outcome,
        ["return"] = async (c, e) => (await c.ReturnAsync(e, A.Identity, R.Return, default)).Outcome,
        ["auth"] = async (c, e) => (await c.AuthorizeAsync(e, A.Identity, R.Auth, default)).Outcome,
        ["capture"] = async (c, e) => (await c.CaptureAsync(e, A.Identity, R.Capture, default)).Outcome,
        ["void"] = async (c, e) => (await c.VoidAsync(e, A.Identity, R.Void, default)).Outcome,
        ["tip"] = async (c, e) => (await c.AdjustTipAsync(e, A.Identity, R.TipAdjust, default)).Outcome,
        ["gift"] = async (c, e) => (await c.GiftAsync(e, A.Identity, R.Redeem, default)).Outcome,
        ["settle"] = async (c, e) => (await c.SettleAsync(e, A.Identity, R.Settle, default)).Outcome == SpinServiceOutcome.Unknown
            ? SpinOutcome.Unknown : SpinOutcome.Approved,
    };

    public static TheoryData<string, string> CallsAndMoments()
    {
        var rows = new TheoryData<string, string>();
        foreach (var call in s_calls.Keys)
        {
            foreach (var moment in s_moments)
                rows.Add(call, moment);
        }
        return rows;
    }

    private static RestBehaviour DropAt(string moment) => async (server, wire, _) =>
    {
        if (moment == "before reading")
            return;
        await server.ReadHeadAsync(wire, moment switch
        {
            "after the head" => 0,
            "after half the body" => 40,
            _ => int.MaxValue,
        });
        var whole = RestServer.Http(R.Approval);
        switch (moment)
        {
            case "reset after reading":
                wire.Socket.LingerState = new LingerOption(true, 0);
                break;
            case "after half a head":
                await RestServer.WriteAsync(wire, whole[..30]);
                break;
            case "after a whole head":
                await RestServer.WriteAsync(wire, whole[..(whole.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)]);
                break;
            case "after half an answer":
                await RestServer.WriteAsync(wire, whole[..(whole.Length - 60)]);
                break;
            case "after a hundred continue":
                await RestServer.WriteAsync(wire, "HTTP/1.1 100 Continue\r\n\r\n");
                break;
        }
    };

    [Theory]
    [MemberData(nameof(CallsAndMoments))]
    public async Task A_money_moving_call_is_sent_once_and_unknown_whenever_the_connection_drops(string call, string moment)
    {
        await using var server = new RestServer(DropAt(moment));
        using var client = new SpinRestClient();

        var outcome = await s_calls[call](client, server.Endpoint).WaitAsync(TimeSpan.FromSeconds(20));
        await Task.Delay(30);

        Assert.Equal(SpinOutcome.Unknown, outcome);
        Assert.Equal(1, server.Connections);
        Assert.Equal(moment == "before reading" ? 0 : 1, server.Requests.Count);
    }

    [Theory]
    [InlineData("after reading")]
    [InlineData("after half the body")]
    [InlineData("before reading")]
    public async Task A_second_sale_is_sent_once_when_the_server_keeps_the_first_connection_alive(string moment)
    {
        var drop = DropAt(moment);
        await using var server = new RestServer(async (server, wire, connection) =>
        {
            if (connection == 1)
            {
                await server.ReadHeadAsync(wire);
                await RestServer.WriteAsync(wire, RestServer.Http(R.Approval));
            }
            await drop(server, wire, connection);
        });
        using var client = new SpinRestClient();

        var first = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, default);
        var second = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, default);
        await Task.Delay(100);

        Assert.Equal(SpinOutcome.Approved, first.Outcome);
        Assert.Equal((SpinOutcome.Unknown, SpinReason.NoAnswer), (second.Outcome, second.Reason));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: /elsewhere")]
    [InlineData("307 Temporary Redirect\r\nLocation: /elsewhere")]
    [InlineData("308 Permanent Redirect\r\nLocation: /elsewhere")]
    [InlineData("401 Unauthorized\r\nWWW-Authenticate: Basic")]
    [InlineData("408 Request Timeout")]
    [InlineData("421 Misdirected Request")]
    [InlineData("429 Too Many Requests\r\nRetry-After: 0")]
    [InlineData("500 Internal Server Error")]
    [InlineData("502 Bad Gateway")]
    [InlineData("503 Service Unavailable\r\nRetry-After: 0")]
    public async Task A_status_that_the_form_does_not_know_is_unknown_and_nothing_is_followed_or_repeated(string status)
    {
        Assert.All(await AnswersUnder(status, R.Approval), outcome => Assert.Equal(SpinOutcome.Unknown, outcome));
        Assert.All(await AnswersUnder(status, R.Refusal("2001")), outcome => Assert.Equal(SpinOutcome.Unknown, outcome));

        static async Task<IEnumerable<SpinOutcome>> AnswersUnder(string status, string body)
        {
            await using var server = new RestServer(body, status);
            using var client = new SpinRestClient();
            var outcome = (await client.SellAsync(server.Endpoint, A.Identity, A.Sale, default)).Outcome;
            Assert.Equal(1, server.Connections);
            return [outcome];
        }
    }

    [Fact]
    public async Task A_refusal_under_400_is_read_and_an_approval_under_it_is_not_believed()
    {
        await using var refusing = new RestServer(R.Refusal("2201"), "400 Bad Request");
        await using var approving = new RestServer(R.Approval, "400 Bad Request");
        using var client = new SpinRestClient();

        var refused = await client.SellAsync(refusing.Endpoint, A.Identity, A.Sale, default);
        var approved = await client.SellAsync(approving.Endpoint, A.Identity, A.Sale, default);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (refused.Outcome, refused.Reason));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (approved.Outcome, approved.Reason));
    }

    [Fact]
    public async Task A_refused_connection_means_that_nothing_was_sent()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nobody = new SpinEndpoint(new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}"));
        free.Stop();
        using var client = new SpinRestClient();

        var sale = await client.SellAsync(nobody, A.Identity, A.Sale, default);
        var status = await client.AskStatusAsync(nobody, A.Identity, A.Status, default);
        var settlement = await client.SettleAsync(nobody, A.Identity, R.Settle, default);
        var link = await client.CheckConnectionAsync(nobody, A.Identity, default);
        var stage = await client.AskStageAsync(nobody, A.Identity, A.RefId, default);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.TerminalOffline), (sale.Outcome, sale.Reason));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.TerminalOffline), (status.Outcome, status.Reason));
        Assert.Equal((SpinServiceOutcome.NotStarted, SpinReason.TerminalOffline), (settlement.Outcome, settlement.Reason));
        Assert.Equal(SpinLink.Unreachable, link);
        Assert.Equal(new SpinStage(), stage);
    }

    [Fact]
    public async Task Every_operation_waits_as_long_as_it_asked_the_proxy_to_and_the_margin()
    {
        await using var server = new RestServer(async (server, wire, _) =>
        {
            await server.ReadHeadAsync(wire);
            await server.ReadHeadAsync(wire);
        });
        using var client = new SpinRestClient(
            new SpinLimits { AnswerMargin = TimeSpan.FromMilliseconds(300), OperationalTimeoutSecondsDefault = 1 });
        var started = TimeProvider.System.GetTimestamp();

        var sale = client.SellAsync(server.Endpoint, A.Identity, A.Sale with { OperationalTimeoutSeconds = 1 }, default);
        var settle = client.SettleAsync(server.Endpoint, A.Identity, R.Settle with { OperationalTimeoutSeconds = 1 }, default);
        var choice = client.AskChoiceAsync(
            server.Endpoint, A.Identity, new SpinUserChoice("?", ["a"]) { TimeoutSeconds = 1 }, default);
        var status = client.AskStatusAsync(server.Endpoint, A.Identity, A.Status, default);
        var outcomes = (await sale).Outcome;

        Assert.Equal(SpinOutcome.Unknown, outcomes);
        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.NoAnswer), ((await settle).Outcome, (await settle).Reason));
        Assert.Equal(SpinServiceOutcome.Unknown, (await choice).Outcome);
        Assert.Equal(SpinOutcome.Unknown, (await status).Outcome);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1.25, 8);
        Assert.Equal(4, server.Connections);
        Assert.Equal(420, R.Settle.OperationalTimeoutSeconds);
    }

    [Fact]
    public async Task Disposing_or_cancelling_ends_the_waiting_with_an_unknown_outcome()
    {
        var arrived = new SemaphoreSlim(0);
        await using var server = new RestServer(async (server, wire, _) =>
        {
            await server.ReadHeadAsync(wire);
            arrived.Release();
            await server.ReadHeadAsync(wire);
        });
        using var client = new SpinRestClient();
        using var cancel = new CancellationTokenSource();

        var cancelled = client.SellAsync(server.Endpoint, A.Identity, A.Sale, cancel.Token);
        var disposed = client.SellAsync(server.Endpoint, A.Identity, A.Sale, default);
        await arrived.WaitAsync();
        await arrived.WaitAsync();
        await cancel.CancelAsync();
        Assert.Equal(SpinOutcome.Unknown, (await cancelled).Outcome);
        client.Dispose();
        Assert.Equal(SpinOutcome.Unknown, (await disposed).Outcome);

        Assert.Equal(2, server.Requests.Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SellAsync(server.Endpoint, A.Identity, A.Sale, default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SettleAsync(server.Endpoint, A.Identity, R.Settle, default));
    }
}
