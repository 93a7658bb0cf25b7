using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Terminals;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>The PIN pad, as the application speaks to it. The one interface that stands for a device.</summary>
public interface ICardTerminal
{
    /// <summary>Sends the attempt's one request. Never throws: what goes wrong on the way is an answer too.</summary>
    Task<TerminalAnswer> SendAsync(ChargeOrder order);

    /// <summary>Asks what became of the attempt. May be repeated.</summary>
    Task<TerminalAnswer> AskStatusAsync(ChargeOrder order);

    /// <summary>Whether the PIN pad is connected to its proxy; null where the proxy itself cannot be reached.</summary>
    Task<bool?> IsOnlineAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel);
}

/// <summary>Everything that goes over the wire, read before the wire is touched.</summary>
/// <param name="Sale">Null for a refund without a receipt.</param>
/// <param name="Refund">Where the attempt carries one out.</param>
/// <param name="Original">Void, capture, tip adjustment: what it is about.</param>
public sealed record ChargeOrder(
    PaymentAttempt Attempt, Sale? Sale, Refund? Refund, PaymentAttempt? Original, Domain.Terminals.Terminal Terminal, string RegisterName)
{
    /// <summary>What it was made for has not moved on while it waited.</summary>
    public bool IsStillWanted => Attempt.Kind switch
    {
        AttemptKind.Sale or AttemptKind.Auth => Sale is { } sale && sale.Owes(Attempt),
        AttemptKind.Return => Refund?.OpenAttemptId == Attempt.Id,
        AttemptKind.Void => (Original is { CanVoid: true } && (Refund is null || Refund.OpenAttemptId == Attempt.Id))
            || (Original is { State: AttemptState.Voided } && Refund is null), // alive on the PIN pad all the same: the end of the day found it
        AttemptKind.TipAdjust => Original is { CanAdjustTip: true },
        AttemptKind.Capture => Original is { CanCapture: true },
        AttemptKind.GiftActivate or AttemptKind.GiftReload => Sale is { State: SaleState.Paid },
    };
}

/// <summary>What the terminal said, in the register's words.</summary>
/// <param name="Signal">What happened; null where a Status told nothing new (busy, offline).</param>
/// <param name="IsNotFound">Status only: the terminal does not hold the RefId.</param>
/// <param name="Text">The terminal's own words, for the code line.</param>
/// <param name="Journal">The answer with everything secret taken out.</param>
public sealed record TerminalAnswer(
    AttemptSignal? Signal, AttemptReason Reason, ChargeResult? Result, bool IsNotFound, string? Text, string Journal);
