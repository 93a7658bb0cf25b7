using CloudPos.Application.Features.Receipts;
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

    /// <summary>Asks the PIN pad to stop, beside the request that waits for it. Returns at once, never throws, and changes nothing by itself: it is a hint.</summary>
    /// <remarks>Only the REST form can be asked; over XML the red key is all there is.</remarks>
    void AskToStop(PaymentAttempt attempt, Domain.Terminals.Terminal terminal);

    /// <summary>Prints a receipt on the PIN pad. Never throws. Who may use the PIN pad meanwhile is for the caller to arrange.</summary>
    Task<PrintAnswer> PrintAsync(Domain.Terminals.Terminal terminal, Receipt receipt);

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

/// <summary>What became of a printout.</summary>
public enum PrintOutcome
{
    Printed,
    OutOfPaper,
    Offline,
    Busy,

    /// <summary>Nothing was printed, for another reason.</summary>
    Refused,

    /// <summary>No answer, or none that can be read: it may have printed.</summary>
    Unknown,
}

/// <param name="RetryAfter">Where the PIN pad is busy and says for how long.</param>
/// <param name="Text">The PIN pad's own words.</param>
public sealed record PrintAnswer(PrintOutcome Outcome, TimeSpan? RetryAfter, string? Text);
