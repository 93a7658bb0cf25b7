using CloudPos.Domain.Amounts;
using CloudPos.Application.Features.Receipts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;
using CloudPos.Spin;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>Translates: the register's orders into SPIn requests, SPIn answers into the register's signals. Nothing else does either.</summary>
internal sealed class SpinCardTerminal(SpinConnections connections, PaymentStages stages, PaymentSignatures signatures, ILogger<SpinCardTerminal> log) : ICardTerminal
{
    public async Task<TerminalAnswer> SendAsync(ChargeOrder order)
    {
        var pinPad = connections.To(order.Terminal);
        var (client, endpoint, identity, attempt) = (pinPad.Client, pinPad.Endpoint, pinPad.Identity, order.Attempt);
        using var stage = stages.Follow(order, pinPad);
        var answer = attempt.Kind switch
        {
            AttemptKind.Sale when attempt.Method == PayMethod.Gift =>
                await client.GiftAsync(endpoint, identity, SpinOrderBuilder.Gift(order, SpinGiftOperation.Redeem), CancellationToken.None),
            AttemptKind.Sale => await client.SellAsync(endpoint, identity, SpinSaleBuilder.Build(order), CancellationToken.None),
            AttemptKind.Return when attempt.Method == PayMethod.Gift =>
                await client.GiftAsync(endpoint, identity, SpinOrderBuilder.Gift(order, SpinGiftOperation.Refund), CancellationToken.None),
            AttemptKind.Return => await client.ReturnAsync(endpoint, identity, SpinOrderBuilder.Return(order), CancellationToken.None),
            AttemptKind.Void when attempt.Method == PayMethod.Gift =>
                await client.GiftAsync(endpoint, identity, SpinOrderBuilder.Gift(order, SpinGiftOperation.Void), CancellationToken.None),
            AttemptKind.Void => await client.VoidAsync(endpoint, identity, SpinOrderBuilder.Void(order), CancellationToken.None),
            AttemptKind.TipAdjust => await client.AdjustTipAsync(endpoint, identity, SpinOrderBuilder.Tip(order), CancellationToken.None),
            AttemptKind.Auth => await client.AuthorizeAsync(endpoint, identity, SpinOrderBuilder.Auth(order), CancellationToken.None),
            AttemptKind.Capture => await client.CaptureAsync(endpoint, identity, SpinOrderBuilder.Capture(order), CancellationToken.None),
            AttemptKind.GiftActivate =>
                await client.GiftAsync(endpoint, identity, SpinOrderBuilder.Gift(order, SpinGiftOperation.Activate), CancellationToken.None),
            AttemptKind.GiftReload =>
                await client.GiftAsync(endpoint, identity, SpinOrderBuilder.Gift(order, SpinGiftOperation.Reload), CancellationToken.None),
        };
        return attempt.Kind == AttemptKind.Void && answer.Outcome == SpinOutcome.NotFound
            ? await WhyNotVoidedAsync(order, answer)
            : Read(answer, attempt, isStatus: false);
    }

    /// <summary>
    /// "Not found" to a void may mean that the batch is closed, that the charge was voided before, or that only a detail did not fit. Before
    /// anybody pays the money back by a return, Status is asked: what is voided must not go back twice, what is there can still be voided.
    /// </summary>
    private async Task<TerminalAnswer> WhyNotVoidedAsync(ChargeOrder order, SpinAnswer answer)
    {
        var status = await AskUnderAnyCardAsync(order.Question);
        return status.Outcome switch
        {
            SpinOutcome.Approved => Translate(status, order.Attempt, isStatus: true),
            SpinOutcome.NotFound => Translate(answer, order.Attempt, isStatus: false) with
            {
                Reason = status.ResultCode == "0" ? AttemptReason.None : AttemptReason.NotFound,
            },
            _ => new TerminalAnswer(AttemptSignal.NoAnswer, ReasonOf(status), null, false, answer.Message, answer.Redacted),
        };
    }

    public async Task<TerminalAnswer> AskStatusAsync(StatusQuestion question) => Read(await AskUnderAnyCardAsync(question), question.Attempt, isStatus: true);

    /// <summary>The customer may have paid with something else than was asked for: only "not found" under any card proves anything.</summary>
    private async Task<SpinAnswer> AskUnderAnyCardAsync(StatusQuestion question)
    {
        var asked = SpinOrderBuilder.TypeOf(question.Attempt.Method);
        var answer = await AskStatusAsync(question, asked);
        // code 0 has found what it is about, and that is as it was before
        var knowsNothing = answer is { Outcome: SpinOutcome.NotFound, ResultCode: not "0" } || answer.Outcome is not (SpinOutcome.Approved or SpinOutcome.PartiallyApproved)
            && answer.Reason is SpinReason.WrongPaymentType or SpinReason.NotSupported;
        if (!knowsNothing || asked is SpinPaymentType.Card or SpinPaymentType.Gift)
            return answer;
        var any = await AskStatusAsync(question, SpinPaymentType.Card);
        // "not found" is a proof where both said it: a terminal may not count every kind among its cards
        return any.Outcome == SpinOutcome.NotFound && answer.Outcome != SpinOutcome.NotFound ? answer : any;
    }

    public string? Describe(ChargeOrder order) => SpinOrderText.Of(order);

    private Task<SpinAnswer> AskStatusAsync(StatusQuestion question, SpinPaymentType type)
    {
        var pinPad = connections.To(question.Terminal);
        return pinPad.Client.AskStatusAsync(pinPad.Endpoint, pinPad.Identity,
            new SpinStatus(type, question.Attempt.RefId) { Of = SpinOrderBuilder.OperationOf(question) }, CancellationToken.None);
    }

    public async Task<BalanceAnswer> AskBalanceAsync(Domain.Terminals.Terminal terminal, PayMethod method, CancellationToken cancel)
    {
        var question = new SpinBalance(SpinOrderBuilder.TypeOf(method), Guid.CreateVersion7().ToString("N"))
        {
            OperationalTimeoutSeconds = terminal.OperationalTimeoutSeconds,
        };
        var pinPad = connections.To(terminal);
        var answer = await pinPad.Client.AskBalanceAsync(pinPad.Endpoint, pinPad.Identity, question, cancel);
        var left = answer.Outcome != SpinOutcome.Approved ? null : method switch
        {
            PayMethod.Gift => answer.Details.GiftBalance,
            PayMethod.EbtFood => answer.Details.EbtFoodBalance,
            _ => answer.Details.EbtCashBalance,
        };
        return new BalanceAnswer(Cents(left), answer.Last4, answer.ResponseMessage ?? answer.Message);
    }

    public void AskToStop(PaymentAttempt attempt, Domain.Terminals.Terminal terminal)
    {
        if (terminal.Protocol == SpinProtocol.Rest)
            _ = Task.Run(() => AskToStopAsync(attempt, terminal));
    }

    public async Task<PrintAnswer> PrintAsync(Domain.Terminals.Terminal terminal, IReadOnlyList<SpinPrintout> parts)
    {
        var pinPad = connections.To(terminal);
        var answer = new PrintAnswer(PrintOutcome.Refused, null, null);
        foreach (var part in parts)
        {
            answer = Translate(await pinPad.Client.PrintAsync(pinPad.Endpoint, pinPad.Identity, part, CancellationToken.None));
            if (answer.Outcome != PrintOutcome.Printed)
                break;
        }

        return answer;
    }

    public async Task<bool?> IsOnlineAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel)
    {
        var pinPad = connections.To(terminal);
        return await pinPad.Client.CheckConnectionAsync(pinPad.Endpoint, pinPad.Identity, cancel) switch
        {
            SpinLink.Online => true,
            SpinLink.Offline => false,
            _ => null,
        };
    }

    public async Task<bool> IsKeyRefusedAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel)
    {
        var pinPad = connections.To(terminal);
        var nothing = new SpinStatus(SpinPaymentType.Card, Guid.CreateVersion7().ToString("N"));
        return (await pinPad.Client.AskStatusAsync(pinPad.Endpoint, pinPad.Identity, nothing, cancel)).Reason == SpinReason.AuthenticationFailed;
    }

    private async Task AskToStopAsync(PaymentAttempt attempt, Domain.Terminals.Terminal terminal)
    {
        try
        {
            var pinPad = connections.To(terminal);
            if (pinPad.Rest is { } client)
                await client.AbortAsync(pinPad.Endpoint, pinPad.Identity, attempt.RefId, CancellationToken.None);
        }
#pragma warning disable CA1031 // a hint that fails changes nothing: the payment's own answer decides
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogWarning("Payment {Attempt}: the PIN pad could not be asked to stop ({Failure}).", attempt.Id.Value, failure.GetType().Name);
        }
    }

    private static PrintAnswer Translate(SpinPrintResult answer) => new(
        answer.Outcome switch
        {
            SpinServiceOutcome.Done => PrintOutcome.Printed,
            SpinServiceOutcome.Unknown or SpinServiceOutcome.DoneInPart => PrintOutcome.Unknown,
            _ => answer.Reason switch
            {
                SpinReason.OutOfPaper => PrintOutcome.OutOfPaper,
                SpinReason.TerminalOffline => PrintOutcome.Offline,
                SpinReason.TerminalBusy => PrintOutcome.Busy,
                _ => PrintOutcome.Refused,
            },
        },
        answer.RetryAfter, answer.ResponseMessage ?? answer.Message);

    private TerminalAnswer Read(SpinAnswer answer, PaymentAttempt attempt, bool isStatus)
    {
        if (attempt.Kind is AttemptKind.Sale or AttemptKind.Auth)
            signatures.Keep(attempt.Id, answer.Signature);
        return Translate(answer, attempt, isStatus);
    }

    private static TerminalAnswer Translate(SpinAnswer answer, PaymentAttempt attempt, bool isStatus)
    {
        if (isStatus && attempt.Kind == AttemptKind.TipAdjust && answer.Outcome is SpinOutcome.Approved or SpinOutcome.PartiallyApproved && Cents(answer.Tip) != attempt.AskedTip)
            // the sale is there, with another tip: this adjustment is not (yet) done
            return new TerminalAnswer(null, AttemptReason.NotFound, null, true, answer.ResponseMessage ?? answer.Message, answer.Redacted);
        var isCash = string.Equals(answer.PaymentType, "Cash", StringComparison.OrdinalIgnoreCase);
        AttemptSignal? signal = answer.Outcome switch
        {
            // it was charged and voided at the terminal: in the end no money was taken
            SpinOutcome.Unknown when isStatus && answer.Reason == SpinReason.Voided => AttemptSignal.Cancelled,
            SpinOutcome.Approved when isCash && attempt.Kind == AttemptKind.Sale => AttemptSignal.CashChosen,
            SpinOutcome.Approved => AttemptSignal.Approved,
            SpinOutcome.PartiallyApproved => AttemptSignal.PartiallyApproved,
            SpinOutcome.Declined => AttemptSignal.Declined,
            SpinOutcome.Cancelled => AttemptSignal.Cancelled,
            SpinOutcome.NotStarted => isStatus ? null : AttemptSignal.NotStarted,
            // what a follow-up is about is not in the open batch: nothing was done
            SpinOutcome.NotFound => !isStatus && attempt.SharesRefId ? AttemptSignal.NotStarted : null,
            _ => AttemptSignal.NoAnswer,
        };
        // of a follow-up, "not found" proves something only where the original was found as it was: a settled batch does not hold that one either
        var isNotFound = isStatus && answer.Outcome == SpinOutcome.NotFound && (!attempt.SharesRefId || answer.ResultCode == "0");
        return new TerminalAnswer(signal, ReasonOf(answer), ResultOf(answer), isNotFound,
            answer.ResponseMessage ?? answer.Message, answer.Redacted);
    }

    private static AttemptReason ReasonOf(SpinAnswer answer) => answer.Outcome switch
    {
        SpinOutcome.Declined => AttemptReason.DeclinedByHost,
        SpinOutcome.Cancelled => AttemptReason.CancelledByCustomer,
        SpinOutcome.NotFound => AttemptReason.NotFound,
        _ => answer.Reason switch
        {
            SpinReason.TerminalOffline when answer.ResultCode is null => AttemptReason.ProxyUnreachable, // nobody has answered
            SpinReason.TerminalOffline => AttemptReason.TerminalOffline,
            SpinReason.TerminalBusy => AttemptReason.TerminalBusy,
            SpinReason.RouteMissing or SpinReason.RouteInactive => AttemptReason.TerminalSetup,
            SpinReason.AuthenticationFailed => AttemptReason.WrongKey,
            SpinReason.RequestRefused => AttemptReason.RequestRefused,
            SpinReason.DuplicateRefId => AttemptReason.DuplicateRefId,
            SpinReason.ProxyTimeout or SpinReason.TerminalTimeout => AttemptReason.TimedOut,
            SpinReason.Contradiction or SpinReason.RefIdMismatch or SpinReason.Unreadable => AttemptReason.Contradiction,
            SpinReason.NoAnswer or SpinReason.Reconnected => AttemptReason.NoAnswer,
            _ => AttemptReason.None,
        },
    };

    private static ChargeResult? ResultOf(SpinAnswer answer) => answer.Outcome is SpinOutcome.Approved or SpinOutcome.PartiallyApproved
        ? new ChargeResult
        {
            Charged = Cents(answer.Outcome == SpinOutcome.PartiallyApproved ? answer.ApprovedAmount ?? answer.Total : answer.Total),
            Tip = Cents(answer.Tip),
            Fee = Cents(answer.Fee),
            Tax = Cents(answer.Tax),
            Discount = Cents(answer.Discount),
            Due = Cents(answer.Details.Due),
            Cashback = Cents(answer.Cashback),
            AuthCode = Short(answer.AuthCode),
            CardBrand = Short(answer.CardBrand),
            Last4 = answer.Last4 is { Length: <= 4 } last4 ? last4 : answer.Last4?[^4..],
            EntryType = Short(answer.EntryType),
            PaymentType = Short(answer.PaymentType),
            BatchNumber = Short(answer.BatchNumber),
            InvoiceNumber = Short(answer.InvoiceNumber),
            TransactionNumber = Short(answer.TransactionNumber),
            HostReference = Short(answer.HostReference),
        }
        : null;

    // whole cents or nothing: a third decimal from a terminal is not money that we can book
    private static Money? Cents(decimal? dollars) => dollars is { } amount && decimal.Truncate(amount * 100) == amount * 100
        ? new Money((long)(amount * 100)) : null;

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;
}
