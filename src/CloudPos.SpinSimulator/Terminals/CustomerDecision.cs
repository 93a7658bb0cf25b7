namespace CloudPos.SpinSimulator.Terminals;

/// <summary>How it ended in front of the terminal; what the host makes of it is the terminal's part.</summary>
internal sealed record CustomerDecision(DecisionKind Kind, CardShown? Card = null, long Tip = 0)
{
    public static readonly CustomerDecision Cash = new(DecisionKind.Cash);
    public static readonly CustomerDecision Declined = new(DecisionKind.Declined);
    public static readonly CustomerDecision Cancelled = new(DecisionKind.Cancelled);
    public static readonly CustomerDecision GaveUp = new(DecisionKind.GaveUp);
    public static readonly CustomerDecision Vanished = new(DecisionKind.Vanished);

    /// <summary>What userChoice became.</summary>
    public string? PaymentType { get; init; }
    public long Cashback { get; init; }
    public IReadOnlyList<IReadOnlyList<int>>? Strokes { get; init; }
}

internal enum DecisionKind
{
    Paid,
    Cash,
    Declined,
    Cancelled,

    /// <summary>Nobody touched the terminal.</summary>
    GaveUp,

    /// <summary>The terminal lost the request.</summary>
    Vanished,
}
