using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>Tells every open page that there is something new to read; pages that are slow miss steps, never the last.</summary>
internal sealed class ChangeSignal
{
    private readonly ConcurrentDictionary<Channel<bool>, bool> listeners = new();

    public void Raise()
    {
        foreach (var listener in listeners.Keys)
        {
            listener.Writer.TryWrite(true);
        }
    }

    /// <summary>One item at once, one on every change, and one after a while of silence to keep the line open.</summary>
    public async IAsyncEnumerable<bool> ListenAsync(TimeSpan silence, [EnumeratorCancellation] CancellationToken ct)
    {
        var mine = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[mine] = true;
        try
        {
            yield return true;
            while (!ct.IsCancellationRequested)
            {
                using var quiet = CancellationTokenSource.CreateLinkedTokenSource(ct);
                quiet.CancelAfter(silence);
                try
                {
                    await mine.Reader.ReadAsync(quiet.Token);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    // silence
                }
                catch (OperationCanceledException)
                {
                    yield break;
                }

                yield return true;
            }
        }
        finally
        {
            listeners.TryRemove(mine, out _);
        }
    }
}
