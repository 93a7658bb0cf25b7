using System.Collections.Concurrent;
using CloudPos.Domain.Tenancy;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Features.Payments;

/// <summary>Tells watching screens of this process that a sale's payment has moved. They read again; nothing else travels here.</summary>
/// <remarks>Only a hint: a screen also reads by itself every few seconds, because the payment may run in another process.</remarks>
public sealed class PaymentFeed(ILogger<PaymentFeed> log)
{
    private readonly ConcurrentDictionary<Guid, (SaleId Sale, Func<Task> Changed)> _watchers = new();

    /// <summary>Calls <paramref name="changed"/> whenever the sale's payment moves, until the result is disposed.</summary>
    public IDisposable Watch(SaleId sale, Func<Task> changed)
    {
        var key = Guid.NewGuid();
        _watchers[key] = (sale, changed);
        return new Watcher(this, key);
    }

    /// <summary>The sale's payment has moved. Never throws: a screen that is gone must not hurt the payment.</summary>
    public void Publish(SaleId sale)
    {
        foreach (var (_, watcher) in _watchers)
        {
            if (watcher.Sale == sale)
                _ = Task.Run(() => TellAsync(sale, watcher.Changed));
        }
    }

    // Nobody awaits a watcher, so its failure ends here, in the log.
    private async Task TellAsync(SaleId sale, Func<Task> changed)
    {
        try
        {
            await changed();
        }
        catch (OperationCanceledException)
        {
            // The screen was closed meanwhile.
        }
        catch (ObjectDisposedException)
        {
            // As above: its circuit is gone.
        }
#pragma warning disable CA1031 // whatever it is, it is the screen's and must not hurt the payment
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogWarning(failure, "A screen that watches sale {SaleId} could not be told; it reads by itself soon", sale.Value);
        }
    }

    private sealed class Watcher(PaymentFeed feed, Guid key) : IDisposable
    {
        public void Dispose() => feed._watchers.TryRemove(key, out _);
    }
}
