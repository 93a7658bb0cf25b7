using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudPos.Spin.Tests;

/// <summary>What the far side does with the n-th connection (from 1) after it stands.</summary>
internal delegate Task Behaviour(WireServer server, NetworkStream wire, int connection);

/// <summary>A bare socket in place of the proxy: it counts what arrives, byte for byte, and drops when told to.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Behaviour _behaviour;
    private readonly Task _accepting;
    private int _connections;

    public WireServer(Behaviour behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public SpinEndpoint Endpoint => new(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));

    public int Connections => _connections;

    /// <summary>Heads of the requests that arrived, whole ones only.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public int SalesSeen => _requests.Count(r => r.Contains(Uri.EscapeDataString("<TransType>Sale<"), StringComparison.Ordinal));

    public static Behaviour Answer(string body, string head = "") => async (server, wire, _) =>
    {
        await server.ReadRequestAsync(wire);
        await WriteAsync(wire, Ok(body, head));
    };

    public static string Ok(string body, string head = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{head}\r\n{body}";

    public static async Task WriteAsync(NetworkStream wire, string text) =>
        await wire.WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task ReadRequestAsync(NetworkStream wire)
    {
        var text = new StringBuilder();
        var piece = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await wire.ReadAsync(piece, _stop.Token);
            if (read == 0)
                return;
            text.Append(Encoding.ASCII.GetString(piece, 0, read));
        }
        _requests.Enqueue(text.ToString());
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
