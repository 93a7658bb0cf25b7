using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

/// <summary>Talks to PIN pads through the SPIn proxy. One per process; safe to use from many threads.</summary>
/// <remarks>
/// Every call sends at most one request, whatever drops, and never throws for what the network or the other side does:
/// that is the answer's <see cref="SpinAnswer.Outcome"/>. Who may ask a terminal at a given moment is for the caller to
/// arrange: the proxy takes one request per terminal at a time. Addresses hold the AuthKey and are neither logged nor
/// put into exceptions.
/// </remarks>
public sealed partial class SpinClient : ISpinClient
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly SpinLimits _limits;
    private readonly SpinWire _wire;

    /// <summary>A client with the given limits; the clock measures the waits.</summary>
    public SpinClient(SpinLimits? limits = null, TimeProvider? clock = null)
    {
        _limits = limits ?? new SpinLimits();
        _wire = new SpinWire(_limits, clock ?? TimeProvider.System);
    }

    /// <summary>Sends one sale once and waits for the customer: up to its time-out plus the margin.</summary>
    /// <remarks>
    /// Cancelling ends the waiting, not the sale: the outcome is then <see cref="SpinOutcome.Unknown"/>. Callers pass
    /// <see cref="CancellationToken.None"/>.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call; nothing was sent.</exception>
    public async Task<SpinAnswer> SellAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinSale sale, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if ((SpinFields.Problem(identity) ?? SpinFields.Problem(sale, _limits)) is { } problem)
            return SpinAnswers.NotSent(problem);
        var address = SpinAddress.Of(endpoint, identity, sale, _limits);
        var wait = TimeSpan.FromSeconds(sale.OperationalTimeoutSeconds) + _limits.AnswerMargin;
        var delivered = await SendAsync(address, wait, ct).ConfigureAwait(false);
        return SpinAnswers.From(delivered, SpinAsked.For(sale), identity.AuthKey);
    }

    /// <summary>Asks once what became of a sale; moves no money, so it may be asked again.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call.</exception>
    public async Task<SpinAnswer> AskStatusAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinStatus status, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        // A question that is never asked answers nothing: the sale stays unknown.
        if ((SpinFields.Problem(identity) ?? SpinFields.Problem(status)) is { } problem)
            return SpinAnswers.NotSent(problem) with { Outcome = SpinOutcome.Unknown };
        var address = SpinAddress.Of(endpoint, identity, status);
        var delivered = await SendAsync(address, _limits.StatusWaitMax, ct).ConfigureAwait(false);
        return SpinAnswers.From(delivered, SpinAsked.For(status), identity.AuthKey);
    }

    /// <summary>
    /// Asks the proxy whether the terminal is connected. Advice for a screen, never a verdict about a sale.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call.</exception>
    public async Task<SpinLink> CheckConnectionAsync(SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (SpinFields.Problem(identity) is not null)
            return SpinLink.Unreachable;
        var address = SpinAddress.OfLink(endpoint, identity);
        var delivered = await SendAsync(address, _limits.LinkWaitMax, ct).ConfigureAwait(false);
        if (delivered.Delivery != SpinDelivery.Answered)
            return SpinLink.Unreachable;
        return SpinXmlReader.Decode(delivered.Answer).Trim(' ', '\t', '\r', '\n', '"').ToUpperInvariant() switch
        {
            "ONLINE" => SpinLink.Online,
            "OFFLINE" => SpinLink.Offline,
            _ => SpinLink.Unreachable,
        };
    }

    /// <summary>Ends every waiting call; their outcome is Unknown.</summary>
    public void Dispose()
    {
        // Left undisposed on purpose: a call that just started still links to its token.
        _disposed.Cancel();
    }

    private async Task<SpinDelivered> SendAsync(Uri address, TimeSpan wait, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, _disposed.Token);
        return await _wire.SendOnceAsync(address, wait, ended.Token).ConfigureAwait(false);
    }
}
