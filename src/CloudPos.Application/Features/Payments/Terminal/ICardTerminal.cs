using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Terminals;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>The PIN pad, as the application speaks to it. The one interface that stands for a device.</summary>
public interface ICardTerminal
{
    /// <summary>Sends the sale, once. Never throws: what goes wrong on the way is an answer too.</summary>
    Task<TerminalAnswer> SellAsync(ChargeOrder order);

    /// <summary>Asks what became of the attempt. May be repeated.</summary>
    Task<TerminalAnswer> AskStatusAsync(ChargeOrder order);

    /// <summary>Whether the PIN pad is connected to its proxy; null where the proxy itself cannot be reached.</summary>
    Task<bool?> IsOnlineAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel);
}

/// <summary>Everything that goes over the wire, read before the wire is touched.</summary>
public sealed record ChargeOrder(PaymentAttempt Attempt, Sale Sale, Domain.Terminals.Terminal Terminal, string RegisterName);

/// <summary>What the terminal said, in the register's words.</summary>
/// <param name="Signal">What happened; null where a Status told nothing new (busy, offline).</param>
/// <param name="IsNotFound">Status only: the terminal does not hold the RefId.</param>
/// <param name="Text">The terminal's own words, for the code line.</param>
/// <param name="Journal">The answer with everything secret taken out.</param>
public sealed record TerminalAnswer(
    AttemptSignal? Signal, AttemptReason Reason, ChargeResult? Result, bool IsNotFound, string? Text, string Journal);
