using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Ledger;

/// <summary>What a payment that is not done waits for, worst first.</summary>
public enum LedgerGroup
{
    /// <summary>Nothing can prove it: a manager decides.</summary>
    NeedsReview = 0,

    /// <summary>Charged for nothing: to be given back.</summary>
    ToVoid = 1,

    /// <summary>A hold of a sale that is done or cleared: to be released.</summary>
    ToRelease = 2,

    /// <summary>The PIN pad is asked what became of it.</summary>
    NotKnown = 3,

    /// <summary>Sent; the customer is at it.</summary>
    OnPinPad = 4,

    /// <summary>Waits for its PIN pad.</summary>
    Queued = 5,
}

/// <summary>The one right action of a row.</summary>
public enum LedgerAction
{
    Decide,
    Void,
    Return,
    Release,
    CheckNow,
    Watch,
}

/// <summary>A payment that is not done.</summary>
/// <param name="IsBack">Money that goes back to the customer.</param>
/// <param name="IsSetAside">Its sale is parked; the cashier serves the next customer.</param>
/// <param name="Known">What is known of it, in one or two sentences.</param>
public sealed record LedgerRow(
    AttemptId Id, LedgerGroup Group, AttemptKind Kind, string Title, string Known, Money Amount, bool IsBack, bool IsSetAside, TimeSpan Age, LedgerAction Action);

/// <summary>How many there are of a group, and what they come to.</summary>
public sealed record LedgerSum(LedgerGroup Group, int Count, Money Sum);

/// <summary>A payment of which something had not been known, and now is.</summary>
/// <param name="Was">NeedsReview, NotKnown or ToVoid.</param>
public sealed record ClosedRow(AttemptId Id, string Title, LedgerGroup Was, string Became, bool IsGood, string How, string Who, TimeSpan Took, Money Amount);
