using CloudPos.Domain.Amounts;
using CloudPos.Application.Features.Receipts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;
using CloudPos.Spin;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>Translates: the register's orders into SPIn requests, SPIn answers into the register's signals. Nothing else does either.</summary>
internal sealed class SpinCardTerminal(SpinConnections connections, PaymentStages stages, ILogger<SpinCardTerminal> log) : ICardTerminal
{
    public async Task<TerminalAnswer> SellAsync(ChargeOrder order)
    {
        var pinPad = connections.To(order.Terminal);
        using var stage = stages.Follow(order, pinPad);
        var answer = await pinPad.Client.SellAsync(pinPad.Endpoint, pinPad.Identity, SpinSaleBuilder.Build(order), CancellationToken.None);
        return Translate(answer, isStatus: false);
    }

    public async Task<TerminalAnswer> AskStatusAsync(ChargeOrder order)
    {
        var pinPad = connections.To(order.Terminal);
        var answer = await pinPad.Client.AskStatusAsync(pinPad.Endpoint, pinPad.Identity,
            new SpinStatus(SpinPaymentType.Credit, order.Attempt.RefId), CancellationToken.None);
        return Translate(answer, isStatus: true);
    }

    public void AskToStop(PaymentAttempt attempt, Domain.Terminals.Terminal terminal)
    {
        if (terminal.Protocol == SpinProtocol.Rest)
            _ = Task.Run(() => AskToStopAsync(attempt, terminal));
    }

    public async Task<PrintAnswer> PrintAsync(Domain.Terminals.Terminal terminal, Receipt receipt)
    {
        var pinPad = connections.To(terminal);
        var answer = new PrintAnswer(PrintOutcome.Refused, null, null);
        foreach (var part in ReceiptPrintout.Of(receipt))
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

    private static TerminalAnswer Translate(SpinAnswer answer, bool isStatus)
    {
        var isCash = string.Equals(answer.PaymentType, "Cash", StringComparison.OrdinalIgnoreCase);
        AttemptSignal? signal = answer.Outcome switch
        {
            // it was charged and voided at the terminal: in the end no money was taken
            SpinOutcome.Unknown when isStatus && answer.Reason == SpinReason.Voided => AttemptSignal.Cancelled,
            SpinOutcome.Approved when isCash => AttemptSignal.CashChosen,
            SpinOutcome.Approved => AttemptSignal.Approved,
            SpinOutcome.PartiallyApproved => AttemptSignal.PartiallyApproved,
            SpinOutcome.Declined => AttemptSignal.Declined,
            SpinOutcome.Cancelled => AttemptSignal.Cancelled,
            SpinOutcome.NotStarted => isStatus ? null : AttemptSignal.NotStarted,
            SpinOutcome.NotFound => null,
            _ => AttemptSignal.NoAnswer,
        };
        return new TerminalAnswer(signal, ReasonOf(answer), ResultOf(answer), answer.Outcome == SpinOutcome.NotFound,
            answer.ResponseMessage ?? answer.Message, answer.Redacted);
    }

    private static AttemptReason ReasonOf(SpinAnswer answer) => answer.Outcome switch
    {
        SpinOutcome.Declined => AttemptReason.DeclinedByHost,
        SpinOutcome.Cancelled => AttemptReason.CancelledByCustomer,
        SpinOutcome.NotFound => AttemptReason.NotFound,
        _ => answer.Reason switch
        {
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
