using CloudPos.Domain.Amounts;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What the refund panel shows; each has its own sentence, buttons and <c>data-state</c>.</summary>
public enum RefundPhase
{
    Queued,
    Sending,
    OnTerminal,
    CancelRequested,

    /// <summary>The bank or the terminal said no: nothing went back.</summary>
    Declined,

    /// <summary>Stopped, never begun, or proven not processed: nothing went back.</summary>
    NotGiven,

    Unknown,
    Refunded,

    /// <summary>Given up before anything went back.</summary>
    Abandoned,
}

/// <summary>A refund in its true state: the sentence says what happened to the money first, then the reason, then one next step.</summary>
/// <param name="Amount">What is to go back in all, tips apart.</param>
/// <param name="FromDrawer">What the cashier hands out.</param>
/// <param name="LeftOfSale">What of the sale can still go back; null without a receipt.</param>
/// <param name="Waiting">The part that the phase is about.</param>
public sealed record RefundView(
    RefundId RefundId, SaleId? SaleId, int? SaleNumber, RefundState State, RefundPhase Phase, Money Amount, Money GivenBack, Money TipBack, Money FromDrawer,
    string Headline, string Detail, string? Code, string RegisterName, RegisterId RegisterId, string? TerminalLabel, Money? LeftOfSale, string Reason,
    string AskedBy, string? ApprovedBy, DateTimeOffset StartedAt, DateTimeOffset ChangedAt, DateTimeOffset? NextCheckAt, int Checks,
    RefundPartView? Waiting, IReadOnlyList<RefundPartView> Parts, IReadOnlyList<RefundLineView> Lines,
    bool CanAskToCancel, bool CanKeepWaiting, bool CanCheckNow, bool CanSendAgain, bool CanReturnInstead, bool CanPayOut, bool CanGiveUpRest);

/// <summary>One way in which a part goes back.</summary>
/// <param name="Name">"Visa ····1111", "Cash".</param>
/// <param name="Verb">"void" or "return" where a card is concerned.</param>
/// <param name="WentTo">Another card than the one that paid; null where it is the same or not known.</param>
public sealed record RefundPartView(
    RefundTenderId Id, TenderId? TenderId, AttemptId? AttemptId, TenderKind Kind, string Name, Money Amount, Money Tip, bool IsDone, string? Verb,
    string? AuthCode, string? RefId, string? WentTo);

/// <summary>A line that comes back.</summary>
public sealed record RefundLineView(string Sku, string Name, Quantity Quantity, Money Amount, Money Tax);
