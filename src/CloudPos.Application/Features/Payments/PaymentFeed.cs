using System.Collections.Concurrent;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Features.Payments;

/// <summary>Tells watching screens of this process that a sale's payment has moved. They read again; nothing else travels here.</summary>
/// <remarks>Only a hint: a screen also reads by itself every few seconds, because the payment may run in another process.</remarks>
public sealed class PaymentFeed(ILogger<PaymentFeed> log)
{
    private readonly ConcurrentDictionary<Guid, (Guid Subject, Func<Task> Changed)> _watchers = new();

    /// <summary>Calls <paramref name="changed"/> whenever the sale's payment moves, until the result is disposed.</summary>
    public IDisposable Watch(SaleId sale, Func<Task> changed) => Watch(sale.Value, changed);

    /// <summary>Calls <paramref name="changed"/> whenever a payment of the refund moves, until the result is disposed.</summary>
    public IDisposable Watch(RefundId refund, Func<Task> changed) => Watch(refund.Value, changed);

    /// <summary>A payment of a sale, of a refund, or of both has moved.</summary>
    public void Publish(PaymentAttempt attempt)
    {
        if (attempt.SaleId is { } sale)
            Publish(sale.Value);
        if (attempt.RefundId is { } refund)
            Publish(refund.Value);
    }

    /// <summary>The sale's payment has moved.</summary>
    public void Publish(SaleId sale) => Publish(sale.Value);

    private Watcher Watch(Guid subject, Func<Task> changed)
    {
        var key = Guid.NewGuid();
        _watchers[key] = (subject, changed);
        return new Watcher(this, key);
    }

    // Never throws: a screen that is gone must not hurt the payment.
    private void Publish(Guid subject)
    {
        foreach (var (_, watcher) in _watchers)
        {
            if (watcher.Subject == subject)
                _ = Task.Run(() => TellAsync(subject, watcher.Changed));
        }
    }

    // Nobody awaits a watcher, so its failure ends here, in the log.
    private async Task TellAsync(Guid subject, Func<Task> changed)
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
            log.LogWarning(failure, "A screen that watches {Subject} could not be told; it reads by itself soon", subject);
        }
    }

    private sealed class Watcher(PaymentFeed feed, Guid key) : IDisposable
    {
        public void Dispose() => feed._watchers.TryRemove(key, out _);
    }
}
