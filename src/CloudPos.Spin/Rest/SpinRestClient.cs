using CloudPos.Spin.Wire;

namespace CloudPos.Spin.Rest;

/// <summary>
/// Talks to PIN pads through the SPIn proxy in its REST form, version 2: JSON over POST (SPIn REST API Methods). One per
/// process and set of options; safe to use from many threads.
/// </summary>
/// <remarks>
/// Gives the same answers as <see cref="SpinClient"/>, and more operations. The status code decides what an answer means
/// (<see cref="SpinStatusCodes"/>); a text can only make it Unknown. The AuthKey stands in bodies only, never in an address.
/// What a request carries that this form has no field for (dual pricing, health amounts, cashback, level 3, tags) refuses it
/// before the wire: a terminal that never heard of it would charge something else. Waits are those of the request plus
/// <see cref="SpinLimits.AnswerMargin"/>.
/// </remarks>
public sealed partial class SpinRestClient : ISpinClient
{
    /// <summary>The vendor's live REST server; another address is given by the caller where the vendor names one.</summary>
    public static readonly SpinEndpoint Production = new(new Uri("https://api.spinpos.net"));

    /// <summary>The vendor's sandbox REST server.</summary>
    public static readonly SpinEndpoint Test = new(new Uri("https://test.spinpos.net/spin"));

    private readonly CancellationTokenSource _disposed = new();
    private readonly SpinLimits _limits;
    private readonly SpinRestOptions _options;
    private readonly SpinRestWriter _writer;
    private readonly SpinWire _wire;

    /// <summary>A client with the given limits and optional fields; the clock measures the waits.</summary>
    public SpinRestClient(SpinLimits? limits = null, SpinRestOptions? options = null, TimeProvider? clock = null)
    {
        _limits = limits ?? new SpinLimits();
        _options = options ?? new SpinRestOptions();
        _writer = new SpinRestWriter(_options);
        _wire = new SpinWire(_limits, clock ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public Task<SpinAnswer> SellAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinSale sale, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Sale, SpinRestFields.Problem(sale, _limits),
            () => _writer.Write(sale, identity), SpinRestAsked.For(sale), sale.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> ReturnAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinReturn refund, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Return, SpinRestFields.Problem(refund, _limits),
            () => _writer.Write(refund, identity), SpinRestAsked.For(refund), refund.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> AuthorizeAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinAuth auth, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Auth, SpinRestFields.Problem(auth, _limits),
            () => _writer.Write(auth, identity), SpinRestAsked.For(auth), auth.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> CaptureAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinCapture capture, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Capture, SpinRestFields.Problem(capture, _limits),
            () => _writer.Write(capture, identity), SpinRestAsked.For(capture), capture.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> VoidAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinVoid taken, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Void, SpinFields.Problem(taken, _limits),
            () => _writer.Write(taken, identity), SpinRestAsked.For(taken), taken.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> AdjustTipAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinTipAdjust adjustment, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.TipAdjust, SpinRestFields.Problem(adjustment, _limits),
            () => _writer.Write(adjustment, identity), SpinRestAsked.For(adjustment),
            adjustment.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> GiftAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinGift gift, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Gift + gift.Operation, SpinFields.Problem(gift, _limits),
            () => _writer.Write(gift, identity), SpinRestAsked.For(gift), gift.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> AskBalanceAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinBalance question, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Balance, SpinFields.Problem(question, _limits),
            () => _writer.Write(question, identity), SpinRestAsked.For(question),
            question.OperationalTimeoutSeconds, ct);

    /// <inheritdoc/>
    public Task<SpinAnswer> AskStatusAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinStatus status, CancellationToken ct) =>
        PayAsync(endpoint, identity, SpinRestPaths.Status, SpinFields.Problem(status),
            () => _writer.Write(status, identity), SpinRestAsked.For(status),
            _limits.OperationalTimeoutSecondsDefault, ct);

    /// <inheritdoc/>
    public async Task<SpinLink> CheckConnectionAsync(
        SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if ((SpinRestFields.Problem(endpoint) ?? SpinFields.Problem(identity)) is not null)
            return SpinLink.Unreachable;
        var message = SpinMessage.GetJson(SpinRestPaths.OfLink(endpoint, identity));
        var delivered = await SendAsync(message, _limits.LinkWaitMax, ct).ConfigureAwait(false);
        if (delivered.Delivery != SpinDelivery.Answered || SpinJson.Read(delivered.Answer) is not { } answer)
            return SpinLink.Unreachable;
        return answer.Raw("TerminalStatus")?.ToUpperInvariant() switch
        {
            "ONLINE" when delivered.IsSuccess => SpinLink.Online,
            "OFFLINE" or "NOTFOUND" or "NOT FOUND" => SpinLink.Offline,
            _ => SpinLink.Unreachable,
        };
    }

    /// <summary>Ends every waiting call; their outcome is Unknown.</summary>
    public void Dispose()
    {
        // Left undisposed on purpose: a call that just started still links to its token.
        _disposed.Cancel();
    }

    private async Task<SpinAnswer> PayAsync(
        SpinEndpoint endpoint, SpinIdentity identity, string path, string? problem, Func<byte[]> write,
        SpinRestAsked asked, int proxySeconds, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        // A question that is never asked answers nothing: the payment stays unknown.
        if ((SpinRestFields.Problem(endpoint) ?? SpinFields.Problem(identity) ?? problem) is { } refused)
            return SpinRestAnswers.NotSent(refused, asked.IsStatus ? SpinOutcome.Unknown : SpinOutcome.NotStarted);
        var delivered = await PostAsync(endpoint, path, write(), proxySeconds, ct).ConfigureAwait(false);
        return SpinRestAnswers.From(delivered, asked, new SpinRestKeeping(identity.AuthKey, _options));
    }

    private Task<SpinDelivered> PostAsync(
        SpinEndpoint endpoint, string path, byte[] body, int proxySeconds, CancellationToken ct) => SendAsync(
        SpinMessage.PostJson(SpinRestPaths.Of(endpoint, path), body),
        TimeSpan.FromSeconds(proxySeconds) + _limits.AnswerMargin, ct);

    private async Task<SpinDelivered> SendAsync(SpinMessage message, TimeSpan wait, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, _disposed.Token);
        return await _wire.SendOnceAsync(message, wait, ended.Token).ConfigureAwait(false);
    }
}
