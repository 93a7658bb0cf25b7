using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

// What charges nobody: batches, printing and questions.
public sealed partial class SpinClient
{
    private const SpinServiceOutcome Unasked = SpinServiceOutcome.NotStarted;

    /// <inheritdoc/>
    public Task<SpinSettlement> SettleAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinSettle settle, CancellationToken ct) =>
        ServeAsync(endpoint, identity, SpinFields.Problem(settle, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(settle, identity)),
            WaitFor(settle.OperationalTimeoutSeconds),
            (delivered, key) => SpinServiceAnswers.Settlement(delivered, settle, key),
            new SpinSettlement { Outcome = Unasked, Reason = SpinReason.None }, ct);

    /// <inheritdoc/>
    public Task<SpinReport> ReportAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinReportRequest request, CancellationToken ct) =>
        ServeAsync(endpoint, identity, SpinFields.Problem(request),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(request, identity)),
            WaitFor(_limits.OperationalTimeoutSecondsDefault), SpinServiceAnswers.Report,
            new SpinReport { Outcome = Unasked, Reason = SpinReason.None }, ct);

    /// <inheritdoc/>
    public Task<SpinPrintResult> PrintAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinPrintout printout, CancellationToken ct) =>
        ServeAsync(endpoint, identity, SpinFields.Problem(printout),
            () => SpinAddress.OfPrinter(endpoint, SpinXmlWriter.Write(printout, identity)),
            WaitFor(_limits.OperationalTimeoutSecondsDefault),
            (delivered, key) => SpinServiceAnswers.Print(delivered, printout, key),
            new SpinPrintResult { Outcome = Unasked, Reason = SpinReason.None }, ct);

    /// <inheritdoc/>
    public Task<SpinChoice> AskChoiceAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinUserChoice question, CancellationToken ct) =>
        ServeAsync(endpoint, identity, SpinFields.Problem(question, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(question, identity)),
            WaitFor(Math.Max(question.TimeoutSeconds ?? 0, _limits.OperationalTimeoutSecondsDefault)),
            (delivered, key) => SpinServiceAnswers.Choice(delivered, question, key),
            new SpinChoice { Outcome = Unasked, Reason = SpinReason.None }, ct);

    /// <inheritdoc/>
    public Task<SpinInput> AskInputAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinUserInput question, CancellationToken ct) =>
        ServeAsync(endpoint, identity, SpinFields.Problem(question, _limits),
            () => SpinAddress.Of(endpoint, SpinXmlWriter.Write(question, identity)),
            WaitFor(question.TimeoutSeconds ?? _limits.OperationalTimeoutSecondsDefault),
            (delivered, key) => SpinServiceAnswers.Input(delivered, question, key),
            new SpinInput { Outcome = Unasked, Reason = SpinReason.None }, ct);

    /// <inheritdoc/>
    public Task<SpinSignature> GetSignatureAsync(SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct) =>
        ServeAsync(endpoint, identity, problem: null,
            () => SpinAddress.Of(endpoint, SpinXmlWriter.WriteSignatureQuestion(identity)),
            WaitFor(_limits.OperationalTimeoutSecondsDefault), SpinServiceAnswers.Signature,
            new SpinSignature { Outcome = Unasked, Reason = SpinReason.None }, ct);

    private async Task<T> ServeAsync<T>(
        SpinEndpoint endpoint, SpinIdentity identity, string? problem, Func<Uri> address, TimeSpan wait,
        Func<SpinDelivered, string, T> read, T unasked, CancellationToken ct)
        where T : SpinServiceAnswer
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        var (target, refusal) = Target(endpoint, identity, problem, address);
        if (target is null)
            return SpinServiceAnswers.NotSent(unasked, refusal!);
        var delivered = await SendAsync(target, wait, ct).ConfigureAwait(false);
        return read(delivered, identity.AuthKey ?? "");
    }
}
