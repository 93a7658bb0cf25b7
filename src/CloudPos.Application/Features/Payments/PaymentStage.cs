namespace CloudPos.Application.Features.Payments;

/// <summary>What the customer is at on the PIN pad.</summary>
public enum StageStep
{
    Price,
    Tip,
    Card,
    Pin,
    Bank,
    Signature,

    /// <summary>The PIN pad says something else, in its own words.</summary>
    Other,
}

/// <summary>How far a running payment is, for the screen alone: it never says anything about the money.</summary>
/// <param name="Words">The PIN pad's own.</param>
/// <param name="Seen">What it was at before, this step included.</param>
public sealed record PaymentStage(StageStep Step, string Words, IReadOnlyCollection<StageStep> Seen);
