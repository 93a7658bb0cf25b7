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
        : this(limits, clock, lines: null)
    {
    }

    // Other lines than sockets: for worlds that are simulated whole.
    internal SpinClient(SpinLimits? limits, TimeProvider? clock, Func<ISpinLine>? lines)
    {
        _limits = limits ?? new SpinLimits();
        _wire = new SpinWire(_limits, clock ?? TimeProvider.System, lines);
    }

    /// <summary>Sends one sale once and waits for the customer: up to its time-out plus the margin.</summary>
    /// <remarks>
    /// Cancelling ends the waiting, not the sale: the outcome is then <see cref="SpinOutcome.Unknown"/>. Callers pass
    /// <see cref="CancellationToken.None"/>.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call; nothing was sent.</exception>
    public Task<SpinAnswer> SellAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinSale sale, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(sale, _limits),
            () => SpinAddress.Of(endpoint, identity, sale, _limits),
            SpinAsked.For(sale), WaitFor(sale.OperationalTimeoutSeconds), ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> ReturnAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinReturn refund, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(refund, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(refund, identity)),
            SpinAsked.For(refund), WaitFor(refund.OperationalTimeoutSeconds), ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> AuthorizeAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinAuth auth, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(auth, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(auth, identity)),
            SpinAsked.For(auth), WaitFor(auth.OperationalTimeoutSeconds), ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> CaptureAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinCapture capture, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(capture, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(capture, identity)),
            SpinAsked.For(capture), WaitFor(capture.OperationalTimeoutSeconds), ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> VoidAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinVoid taken, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(taken, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(taken, identity)),
            SpinAsked.For(taken), WaitFor(taken.OperationalTimeoutSeconds), ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> AdjustTipAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinTipAdjust adjustment, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(adjustment, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(adjustment, identity)),
            SpinAsked.For(adjustment), WaitFor(adjustment.OperationalTimeoutSeconds), ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> GiftAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinGift gift, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(gift, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(gift, identity)),
            SpinAsked.For(gift), WaitFor(gift.OperationalTimeoutSeconds), ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> AskBalanceAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinBalance question, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(question, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(question, identity)),
            SpinAsked.For(question), WaitFor(question.OperationalTimeoutSeconds), ct);

    /// <summary>Asks once what became of a sale; moves no money, so it may be asked again.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call.</exception>
    public Task<SpinAnswer> AskStatusAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinStatus status, CancellationToken ct) =>
        AskAsync(endpoint, identity, SpinFields.Problem(status),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(status, identity)),
            SpinAsked.For(status), _limits.StatusWaitMax, ct);

    /// <summary>
    /// Asks the proxy whether the terminal is connected. Advice for a screen, never a verdict about a sale.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call.</exception>
    public async Task<SpinLink> CheckConnectionAsync(SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (SpinFields.Problem(identity, endpoint.IsLocal) is not null)
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

    private TimeSpan WaitFor(int operationalTimeoutSeconds) =>
        TimeSpan.FromSeconds(operationalTimeoutSeconds) + _limits.AnswerMargin;

    private async Task<SpinAnswer> AskAsync(
        SpinEndpoint endpoint, SpinIdentity identity, string? problem, Func<Uri> address, SpinAsked asked, TimeSpan wait,
        CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        var (target, refusal) = Target(endpoint, identity, problem, address);
        if (target is null)
        {
            var answer = SpinAnswers.NotSent(refusal!);
            // A question that is never asked answers nothing: the sale stays unknown.
            return asked.IsStatus ? answer with { Outcome = SpinOutcome.Unknown } : answer;
        }
        var delivered = await SendAsync(target, wait, ct).ConfigureAwait(false);
        return SpinAnswers.From(delivered, asked with { Tpn = identity.Tpn }, identity.AuthKey ?? "");
    }

    // The one place where a request is let through to the wire or not.
    private (Uri? Address, string? Problem) Target(
        SpinEndpoint endpoint, SpinIdentity identity, string? problem, Func<Uri> address)
    {
        if ((SpinFields.Problem(identity, endpoint.IsLocal) ?? problem) is { } found)
            return (null, found);
        var target = address();
        return SpinAddress.LineLength(target) <= _limits.EncodedLengthMax
            ? (target, null)
            : (null, "The request is too long for the payment server.");
    }

    private async Task<SpinDelivered> SendAsync(Uri address, TimeSpan wait, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, _disposed.Token);
        return await _wire.SendOnceAsync(address, wait, ended.Token).ConfigureAwait(false);
    }
}
