using System.Net;
using System.Text.RegularExpressions;
using CloudPos.Simulation.Tests.Engine;
using CloudPos.Spin.Wire;

namespace CloudPos.Simulation.Tests.Wire;

/// <summary>The line under the real client: leads into the world's proxy instead of into a socket.</summary>
internal sealed partial class WorldLine(Server server) : ISpinLine
{
    public bool WasRefused { get; private set; }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        await server.StepAsync(new Step(StepKind.Send, TransTypeOf(request)));
        ct.ThrowIfCancellationRequested();
        var call = new WireCall(server, request.RequestUri!.OriginalString);
        using var tooLate = ct.Register(call.HangUp);
        server.World.Proxy.Arrive(call);
        var delivered = await call.Delivered;
        await server.StepAsync(new Step(StepKind.Answer, "answer"));
        WasRefused = delivered.IsRefused;
        if (delivered.Status == 0)
            throw new IOException("The line dropped.");
        return new HttpResponseMessage((HttpStatusCode)delivered.Status) { Content = new PartOfBody(delivered) };
    }

    public void Dispose()
    {
    }

    /// <summary>Empty for the question whether the PIN pad is online.</summary>
    private static string TransTypeOf(HttpRequestMessage request) =>
        TransType().Match(Uri.UnescapeDataString(request.RequestUri!.OriginalString)).Groups[1].Value;

    [GeneratedRegex("<TransType>([A-Za-z]+)<")]
    private static partial Regex TransType();

    /// <summary>A body that may end before its length.</summary>
    private sealed class PartOfBody(Delivered delivered) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Broken(delivered));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(delivered.Body, 0, delivered.SentBytes);

        protected override bool TryComputeLength(out long length)
        {
            length = delivered.Body.Length;
            return true;
        }
    }

    private sealed class Broken(Delivered delivered) : MemoryStream(delivered.Body, 0, delivered.SentBytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length && delivered.SentBytes < delivered.Body.Length
                ? throw new IOException("The line dropped in mid answer.")
                : base.ReadAsync(buffer, cancellationToken);
    }
}

/// <summary>What comes out of the line: status 0 is a dropped one.</summary>
internal sealed record Delivered(int Status, byte[] Body, int SentBytes, bool IsRefused = false)
{
    public static readonly Delivered Dropped = new(0, [], 0);
    public static readonly Delivered Refused = new(0, [], 0, IsRefused: true);
}

/// <summary>One request on the wire.</summary>
internal sealed class WireCall(Server server, string address)
{
    private readonly TaskCompletionSource<Delivered> _delivered = new();
    private readonly World _world = server.World;
    private readonly int _life = server.Life;

    public Server Server => server;

    public string Address => address;

    public Task<Delivered> Delivered => _delivered.Task;

    /// <summary>Its process had stood still for so long that its right to ask may have ended on the way.</summary>
    public bool WasSentHalfAsleep { get; } = server.World.Time.Now <= server.FrozenUntil + TimeSpan.FromSeconds(2);

    /// <summary>Neither side waits any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The PIN pad has answered; only its answer is still under way.</summary>
    public bool HasLeftThePad { get; set; }

    /// <summary>Nobody waits for it any more: its process has ended.</summary>
    public bool IsOfTheDead => !server.IsLife(_world, _life);

    public void HangUp() => _delivered.TrySetCanceled();

    /// <summary>The answer travels back; whoever has died meanwhile does not get it.</summary>
    public void Deliver(Delivered delivered)
    {
        IsOver = true;
        _world.Time.In(_world.Dice.Between(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(30)),
            () => _delivered.TrySetResult(delivered), () => server.IsLife(_world, _life));
    }
}
