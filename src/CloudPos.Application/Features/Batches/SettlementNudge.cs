using CloudPos.Application.Features.Payments;

namespace CloudPos.Application.Features.Batches;

/// <summary>Wakes this process's settlement worker at once.</summary>
public sealed class SettlementNudge
{
    private readonly PaymentNudge _nudge = new();

    public void Give() => _nudge.Give();

    /// <summary>Returns when nudged, or after <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _nudge.WaitAsync(atMost, cancel);
}
