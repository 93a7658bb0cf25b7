using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>The PIN pad, as the application speaks to it. The one interface that stands for a device.</summary>
public interface ICardTerminal
{
    /// <summary>Sends the attempt's one request. Never throws: what goes wrong on the way is an answer too.</summary>
    Task<TerminalAnswer> SendAsync(ChargeOrder order);

    /// <summary>Asks what became of the attempt. May be repeated.</summary>
    Task<TerminalAnswer> AskStatusAsync(StatusQuestion question);

    /// <summary>What is left on the card that the customer presents: gift, EBT food or EBT cash. Moves no money.</summary>
    Task<BalanceAnswer> AskBalanceAsync(Domain.Terminals.Terminal terminal, PayMethod method, CancellationToken cancel);

    /// <summary>Asks the PIN pad to stop, beside the request that waits for it. Returns at once, never throws, and changes nothing by itself: it is a hint.</summary>
    /// <remarks>Only the REST form can be asked; over XML the red key is all there is.</remarks>
    void AskToStop(PaymentAttempt attempt, Domain.Terminals.Terminal terminal);

    /// <summary>Prints a slip on the PIN pad, part after part. Never throws. Who may use the PIN pad meanwhile is for the caller to arrange.</summary>
    Task<PrintAnswer> PrintAsync(Domain.Terminals.Terminal terminal, IReadOnlyList<SpinPrintout> parts);

    /// <summary>The request that <see cref="SendAsync"/> would send, for the journal: everything secret and every name taken out.</summary>
    string? Describe(ChargeOrder order) => null;

    /// <summary>Whether the PIN pad is connected to its proxy; null where the proxy itself cannot be reached.</summary>
    Task<bool?> IsOnlineAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel);

    /// <summary>Whether the PIN pad says no to the key, asked by the Status of nothing. Moves no money. Who may use the PIN pad meanwhile is for the caller to arrange.</summary>
    Task<bool> IsKeyRefusedAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel);
}

/// <summary>Everything that goes over the wire, read before the wire is touched.</summary>
/// <param name="Sale">Null for a refund without a receipt.</param>
/// <param name="Refund">Where the attempt carries one out.</param>
/// <param name="Original">Void, capture, tip adjustment: what it is about.</param>
public sealed record ChargeOrder(
    PaymentAttempt Attempt, Sale? Sale, Refund? Refund, PaymentAttempt? Original, Domain.Terminals.Terminal Terminal, string RegisterName)
{
    /// <summary>What Status is asked about it.</summary>
    public StatusQuestion Question => new(Attempt, Original, Terminal);

    /// <summary>Which tenders the store takes, and how.</summary>
    public TenderRules Tenders { get; init; } = TenderRules.Plain;

    /// <summary>When the PIN pad was taken for it, in timestamps of this process: what is not sent soon after is not sent.</summary>
    public long TakenAt { get; init; }

    /// <summary>What it was made for has not moved on while it waited.</summary>
    public bool IsStillWanted => Attempt.Kind switch
    {
        AttemptKind.Sale => Sale is { } sale && sale.Owes(Attempt),
        // a hold may be more than what is rung up so far
        AttemptKind.Auth => Sale is { CanBeCharged: true } held && held.OpenAttemptId == Attempt.Id,
        AttemptKind.Return => Attempt.RefundId is null
            ? Original?.ToVoidSince is not null || Sale?.OpenAttemptId == Attempt.Id
            : Refund?.OpenAttemptId == Attempt.Id,
        AttemptKind.Void => (Original is { CanVoid: true } && (Refund is null || Refund.OpenAttemptId == Attempt.Id))
            || (Original is { State: AttemptState.Voided } && Refund is null), // alive on the PIN pad all the same: the end of the day found it
        AttemptKind.TipAdjust => Original is { CanAdjustTip: true },
        AttemptKind.Capture => Original is { CanCapture: true } && Sale is { CanBeCharged: true } rung && rung.OpenAttemptId == Attempt.Id,
        AttemptKind.GiftActivate or AttemptKind.GiftReload => Sale?.GiftLoadsWaiting.Any(l => l.GiftAttemptId == Attempt.Id) == true,
    };
}

/// <summary>What became of the attempt? Needs nothing of what was sold.</summary>
/// <param name="Original">Void, capture, tip adjustment: what it is about.</param>
public sealed record StatusQuestion(PaymentAttempt Attempt, PaymentAttempt? Original, Domain.Terminals.Terminal Terminal);

/// <summary>What is left on a card; null with the terminal's words where it did not say.</summary>
public sealed record BalanceAnswer(Money? Balance, string? Last4, string? Text);

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
