using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudPos.Spin.Tests.Rest;

/// <summary>What the far side does with the n-th connection (from 1) after it stands.</summary>
internal delegate Task RestBehaviour(RestServer server, NetworkStream wire, int connection);

/// <summary>A bare socket in place of the REST proxy: it keeps what arrives to the letter, and drops when told to.</summary>
internal sealed class RestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(string Head, string Body)> _requests = new();
    private readonly RestBehaviour _behaviour;
    private readonly Task _accepting;
    private int _connections;

    public RestServer(RestBehaviour behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public RestServer(string answer, string status = "200 OK")
        : this(async (server, wire, _) =>
        {
            await server.ReadHeadAsync(wire);
            await WriteAsync(wire, Http(answer, status));
        })
    {
    }

    public SpinEndpoint Endpoint => new(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/base"));

    public int Connections => _connections;

    /// <summary>Requests of which at least the head arrived whole.</summary>
    public IReadOnlyList<(string Head, string Body)> Requests => [.. _requests];

    public static string Http(string body, string status = "200 OK") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public static async Task WriteAsync(NetworkStream wire, string text) =>
        await wire.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads one request, of its body as many bytes as wanted.</summary>
    public async Task ReadHeadAsync(NetworkStream wire, int bodyBytes = int.MaxValue)
    {
        var bytes = new List<byte>();
        var head = "";
        var piece = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await wire.ReadAsync(piece, _stop.Token) == 0)
                return;
            bytes.Add(piece[0]);
            head = Encoding.ASCII.GetString([.. bytes]);
        }
        var length = head.Split("\r\n").Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(l => int.Parse(l["Content-Length:".Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
        var body = new byte[Math.Min(length, bodyBytes)];
        await wire.ReadExactlyAsync(body, _stop.Token);
        _requests.Enqueue((head, Encoding.UTF8.GetString(body)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        // Stopped while waiting, or between two waits.
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var number = Interlocked.Increment(ref _connections);
            try
            {
                await _behaviour(this, client.GetStream(), number);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client went first; what it did is what the test looks at.
            }
        }
    }
}
