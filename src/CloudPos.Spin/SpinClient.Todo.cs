namespace CloudPos.Spin;

// The operations that are still to be written; the contract is fixed first.
public sealed partial class SpinClient
{
    /// <inheritdoc/>
    public Task<SpinAnswer> ReturnAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinReturn refund, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinAnswer> AuthorizeAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinAuth auth, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinAnswer> CaptureAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinCapture capture, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinAnswer> VoidAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinVoid taken, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinAnswer> AdjustTipAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinTipAdjust adjustment, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinAnswer> GiftAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinGift gift, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinAnswer> AskBalanceAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinBalance question, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinSettlement> SettleAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinSettle settle, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinReport> ReportAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinReportRequest request, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinPrintResult> PrintAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinPrintout printout, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinChoice> AskChoiceAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinUserChoice question, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinInput> AskInputAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinUserInput question, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SpinSignature> GetSignatureAsync(SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct) => throw new NotImplementedException();
}
