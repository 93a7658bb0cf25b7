using System.Globalization;
using CloudPos.Spin.Wire;
using Outcome = CloudPos.Spin.SpinServiceOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin.Rest;

// Everything that charges nobody.
public sealed partial class SpinRestClient
{
    /// <inheritdoc/>
    public Task<SpinSettlement> SettleAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinSettle settle, CancellationToken ct) =>
        ServeAsync(
            new SpinSettlement { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity, SpinRestPaths.Settle,
            SpinFields.Problem(settle, _limits), () => SpinRestWriter.Write(settle, identity),
            (answer, reply, keeping) => SpinRestBatches.Settlement(answer, reply, keeping), ct,
            settle.OperationalTimeoutSeconds, settle.RefId);

    /// <inheritdoc/>
    public Task<SpinReport> ReportAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinReportRequest request, CancellationToken ct) =>
        ServeAsync(
            new SpinReport { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity,
            request.Kind == SpinReportKind.Daily ? SpinRestPaths.ReportDaily : SpinRestPaths.ReportSummary,
            SpinFields.Problem(request), () => SpinRestWriter.WriteBare(identity),
            (answer, reply, keeping) => SpinRestBatches.Report(answer, reply, keeping), ct);

    /// <inheritdoc/>
    public Task<SpinPrintResult> PrintAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinPrintout printout, CancellationToken ct) =>
        ServeAsync(
            new SpinPrintResult { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity,
            SpinRestPaths.Printer, SpinFields.Problem(printout), () => SpinRestWriter.Write(printout, identity),
            (answer, reply, _) => SpinRestServiceAnswers.Printed(answer, reply), ct);

    /// <inheritdoc/>
    public Task<SpinChoice> AskChoiceAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinUserChoice question, CancellationToken ct) =>
        ServeAsync(
            new SpinChoice { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity, SpinRestPaths.UserChoice,
            SpinFields.Problem(question, _limits), () => SpinRestWriter.Write(question, identity),
            (answer, reply, _) => SpinRestServiceAnswers.Choice(answer, reply, question.Choices), ct, question.TimeoutSeconds);

    /// <inheritdoc/>
    public Task<SpinInput> AskInputAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinUserInput question, CancellationToken ct) =>
        ServeAsync(
            new SpinInput { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity, SpinRestPaths.UserInput,
            SpinFields.Problem(question, _limits), () => SpinRestWriter.Write(question, identity),
            (answer, reply, _) => SpinRestServiceAnswers.Input(answer, reply), ct, question.TimeoutSeconds);

    /// <inheritdoc/>
    public Task<SpinSignature> GetSignatureAsync(
        SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct) =>
        ServeAsync(
            new SpinSignature { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity,
            SpinRestPaths.GetSignature, problem: null, () => SpinRestWriter.WriteBare(identity),
            (answer, reply, _) => SpinRestServiceAnswers.Signature(answer, reply), ct);

    /// <summary>Shows a text and asks the customer to agree (Disclaimer). The title has 1 to 250 characters.</summary>
    public Task<SpinDisclaimer> AskDisclaimerAsync(
        SpinEndpoint endpoint, SpinIdentity identity, string title, CancellationToken ct) =>
        ServeAsync(
            new SpinDisclaimer { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity,
            SpinRestPaths.Disclaimer, SpinRestFields.ProblemOfTitle(title),
            () => SpinRestWriter.WriteDisclaimer(title, identity),
            (answer, reply, keeping) =>
            {
                var plain = SpinRestServiceAnswers.Plain(answer, reply);
                return plain.Outcome == Outcome.Done ? plain with { Signature = keeping.Signature(reply.Root) } : plain;
            }, ct);

    /// <summary>
    /// Asks the terminal to stop working on a transaction (AbortTransaction). Its result is told by its own call, or by
    /// Status.
    /// </summary>
    /// <remarks>The one request that is meant to be sent while another waits for the same terminal.</remarks>
    public Task<SpinAbort> AbortAsync(
        SpinEndpoint endpoint, SpinIdentity identity, string refId, CancellationToken ct) =>
        ServeAsync(
            new SpinAbort { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity, SpinRestPaths.Abort,
            SpinRestFields.ProblemOfRefId(refId), () => SpinRestWriter.WriteReference(refId, identity),
            (answer, reply, _) => reply is { ResultCode: "2", StatusCode: "2301" }
                ? answer with { Outcome = Outcome.Refused, Reason = Why.NotFound }
                : SpinRestServiceAnswers.Plain(answer, reply), ct, refId: refId);

    /// <summary>Reads a card without charging it (GetCard); no number, name or expiry of it is kept.</summary>
    public Task<SpinCardRead> ReadCardAsync(
        SpinEndpoint endpoint, SpinIdentity identity, string refId, CancellationToken ct) =>
        ServeAsync(
            new SpinCardRead { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity, SpinRestPaths.GetCard,
            SpinRestFields.ProblemOfRefId(refId), () => SpinRestWriter.WriteReference(refId, identity),
            (answer, reply, keeping) =>
            {
                var plain = SpinRestServiceAnswers.Plain(answer, reply);
                var card = reply.Root.Object("CardData");
                return plain.Outcome != Outcome.Done ? plain : plain with
                {
                    CardBrand = keeping.Field(card?.Text("CardType") ?? card?.Text("CardBrand")),
                    Last4 = SpinRestKeeping.Last4(card?.Text("Last4")),
                    EntryType = keeping.Field(card?.Text("EntryType")),
                    Token = keeping.Token(reply.Root),
                };
            }, ct, refId: refId);

    /// <summary>Shows a cart on the terminal while goods are rung up (Cart); display only.</summary>
    public Task<SpinCartShown> ShowCartAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinCart cart, CancellationToken ct) =>
        ServeAsync(
            new SpinCartShown { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity, SpinRestPaths.Cart,
            SpinRestFields.Problem(cart), () => SpinRestWriter.WriteCart(cart, identity),
            (answer, reply, _) => SpinRestServiceAnswers.Plain(answer, reply), ct);

    /// <summary>Lists transactions of the open batch by their numbers (StatusList); moves no money.</summary>
    public Task<SpinTransactionList> ListTransactionsAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinStatusList question, CancellationToken ct) =>
        ServeAsync(
            new SpinTransactionList { Outcome = Outcome.Unknown, Reason = Why.None }, endpoint, identity,
            SpinRestPaths.StatusList, SpinRestFields.Problem(question), () => SpinRestWriter.Write(question, identity),
            (answer, reply, keeping) =>
            {
                var plain = SpinRestServiceAnswers.Plain(answer, reply);
                return plain.Outcome != Outcome.Done ? plain : plain with
                {
                    Transactions = [.. reply.Root.Objects("Transactions").Select(t => Entry(t, reply, keeping))],
                };
            }, ct);

    /// <summary>
    /// Asks how far a running transaction is (IntermediateStatus, GET); needs <see cref="SpinRestOptions.AsksStages"/> and
    /// a TPN. For a screen only, so nothing is waited for long and every failure is an empty stage.
    /// </summary>
    public async Task<SpinStage> AskStageAsync(
        SpinEndpoint endpoint, SpinIdentity identity, string refId, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (endpoint.IsLocal || SpinFields.Problem(identity) is not null || string.IsNullOrWhiteSpace(identity.Tpn)
            || SpinRestFields.ProblemOfRefId(refId) is not null)
            return new SpinStage();
        var message = SpinMessage.GetJson(SpinRestPaths.OfStage(endpoint, identity, refId));
        var delivered = await SendAsync(message, _limits.LinkWaitMax, ct).ConfigureAwait(false);
        if (delivered is not { Delivery: SpinDelivery.Answered, IsSuccess: true }
            || SpinJson.Read(delivered.Answer) is not { } answer)
            return new SpinStage();
        var keeping = new SpinRestKeeping(identity.AuthKey, _options);
        return new SpinStage
        {
            Text = keeping.Shown(answer.Text("StatusText")),
            Code = keeping.Field(answer.Text("StatusCode")),
            At = DateTimeOffset.TryParse(answer.Raw("StatusDateTime"), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var at) ? at : null,
        };
    }

    private static SpinAnswer Entry(SpinJson entry, SpinRestReply list, SpinRestKeeping keeping)
    {
        var refId = entry.Raw("ReferenceId");
        var asked = SpinRestAsked.ForStatus(SpinRestAsked.OperationOf(entry.Text("TransactionType")), refId ?? "");
        var answer = SpinRestAnswers.From(SpinRestReply.Of(entry, list), asked, isSuccess: true, keeping);
        return answer with { RefId = keeping.Field(refId) };
    }

    private async Task<T> ServeAsync<T>(
        T empty, SpinEndpoint endpoint, SpinIdentity identity, string path, string? problem, Func<byte[]> write,
        Func<T, SpinRestReply, SpinRestKeeping, T> read, CancellationToken ct, int? proxySeconds = null,
        string? refId = null)
        where T : SpinServiceAnswer
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if ((SpinRestFields.Problem(endpoint) ?? SpinFields.Problem(identity) ?? problem) is { } refused)
            return SpinRestServiceAnswers.NotSent(empty, refused);
        var seconds = proxySeconds ?? _limits.OperationalTimeoutSecondsDefault;
        var delivered = await PostAsync(endpoint, path, write(), seconds, ct).ConfigureAwait(false);
        var keeping = new SpinRestKeeping(identity.AuthKey, _options);
        return SpinRestServiceAnswers.From(empty, delivered, keeping, (answer, reply) => read(answer, reply, keeping), refId);
    }
}
