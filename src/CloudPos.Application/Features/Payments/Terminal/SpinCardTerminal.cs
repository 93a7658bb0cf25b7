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
    public async Task<TerminalAnswer> SellAsync(ChargeOrder order)
    {
        var answer = await client.SellAsync(Endpoint(order.Terminal), Identity(order.Terminal), SpinSaleBuilder.Build(order), CancellationToken.None);
        return Translate(answer, isStatus: false);
    }

    public async Task<TerminalAnswer> AskStatusAsync(ChargeOrder order)
    {
        var answer = await client.AskStatusAsync(Endpoint(order.Terminal), Identity(order.Terminal),
            new SpinStatus(SpinPaymentType.Credit, order.Attempt.RefId), CancellationToken.None);
        return Translate(answer, isStatus: true);
    }

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
