using System.Threading.Channels;

namespace CloudPos.Application.Features.Payments;

/// <summary>Wakes this process's worker at once when there is something to send; it also looks by itself.</summary>
public sealed class PaymentNudge
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Give() => _channel.Writer.TryWrite(true);

    /// <summary>Returns when nudged, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(atMost);
        try
        {
            await _channel.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // nobody nudged: look anyway
        }
    }
}
