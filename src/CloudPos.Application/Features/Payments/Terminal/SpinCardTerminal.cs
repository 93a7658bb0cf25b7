using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;
using CloudPos.Spin;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>Where the proxies are. Production and test are the vendor's; the simulator belongs to this installation.</summary>
public sealed class SpinOptions
{
    public Uri SimulatorUrl { get; set; } = new("http://127.0.0.1:5090");

    public Uri ProductionUrl { get; set; } = SpinEndpoint.Production.Root;

    public Uri TestUrl { get; set; } = SpinEndpoint.Test.Root;

    public SpinEndpoint For(TerminalEndpoint endpoint) => new(endpoint switch
    {
        TerminalEndpoint.Simulator => SimulatorUrl,
        TerminalEndpoint.Test => TestUrl,
        TerminalEndpoint.Production => ProductionUrl,
    });
}

/// <summary>Translates: the register's orders into SPIn requests, SPIn answers into the register's signals. Nothing else does either.</summary>
internal sealed class SpinCardTerminal(SpinClient client, SecretBox secrets, IOptions<SpinOptions> options) : ICardTerminal
{
    public async Task<TerminalAnswer> SendAsync(ChargeOrder order)
    {
        var (endpoint, identity, attempt) = (Endpoint(order.Terminal), Identity(order.Terminal), order.Attempt);
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
        return Translate(answer, attempt, isStatus: false);
    }

    public async Task<TerminalAnswer> AskStatusAsync(ChargeOrder order)
    {
        var asked = SpinOrderBuilder.TypeOf(order.Attempt.Method);
        var answer = await AskStatusAsync(order, asked);
        // the customer may have paid with something else than was asked for: only "not found" under any card proves anything
        if (answer.Outcome == SpinOutcome.NotFound && asked is not (SpinPaymentType.Card or SpinPaymentType.Gift))
            answer = await AskStatusAsync(order, SpinPaymentType.Card);
        return Translate(answer, order.Attempt, isStatus: true);
    }

    private Task<SpinAnswer> AskStatusAsync(ChargeOrder order, SpinPaymentType type) => client.AskStatusAsync(
        Endpoint(order.Terminal), Identity(order.Terminal),
        new SpinStatus(type, order.Attempt.RefId) { Of = SpinOrderBuilder.OperationOf(order.Attempt) }, CancellationToken.None);

    public async Task<bool?> IsOnlineAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel) =>
        await client.CheckConnectionAsync(Endpoint(terminal), Identity(terminal), cancel) switch
        {
            SpinLink.Online => true,
            SpinLink.Offline => false,
            _ => null,
        };

    private SpinEndpoint Endpoint(Domain.Terminals.Terminal terminal) => options.Value.For(terminal.Endpoint);

    private SpinIdentity Identity(Domain.Terminals.Terminal terminal) =>
        new(terminal.SpinRegisterId, terminal.Tpn, secrets.Open(terminal.MerchantId, terminal.ProtectedAuthKey));

    private static TerminalAnswer Translate(SpinAnswer answer, PaymentAttempt attempt, bool isStatus)
    {
        if (isStatus && attempt.Kind == AttemptKind.TipAdjust && answer.Outcome == SpinOutcome.Approved && Cents(answer.Tip) != attempt.AskedTip)
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
            SpinOutcome.NotFound => !isStatus && attempt.OriginalId is not null ? AttemptSignal.NotStarted : null,
            _ => AttemptSignal.NoAnswer,
        };
        return new TerminalAnswer(signal, ReasonOf(answer), ResultOf(answer), isStatus && answer.Outcome == SpinOutcome.NotFound,
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
