using System.Net;
using System.Net.Sockets;

namespace CloudPos.Spin.Wire;

/// <summary>What one request travels on. Made for one request, and carries no second one.</summary>
internal interface ISpinLine : IDisposable
{
    /// <summary>The line never stood, so nothing can have been sent.</summary>
    bool WasRefused { get; }

    /// <summary>Sends, and returns once the head of the answer is there.</summary>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct);
}

/// <summary>The real line: one socket, dialled once.</summary>
internal sealed class SocketLine : ISpinLine
{
    private readonly TimeSpan _wait;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _invoker;
    private int _dialled;

    public SocketLine(TimeSpan wait, TimeProvider clock)
    {
        (_wait, _clock) = (wait, clock);
        _invoker = new HttpMessageInvoker(Handler(), disposeHandler: true);
    }

    public bool WasRefused { get; private set; }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => _invoker.SendAsync(request, ct);

    public void Dispose() => _invoker.Dispose();

    private SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = ConnectAsync,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseDrainSize = 0,
        // No tracing: it would put addresses into spans.
        ActivityHeadersPropagator = null,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _dialled, 1) == 1)
            throw new IOException("A SPIn request is sent once.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var timeLimit = new CancellationTokenSource(_wait, _clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, ct);
            await socket.ConnectAsync(context.DnsEndPoint, both.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            WasRefused = true;
            throw;
        }
    }
}
