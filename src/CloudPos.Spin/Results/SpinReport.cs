namespace CloudPos.Spin;

/// <summary>The open batch, in either shape (specification: Batch Report Request).</summary>
/// <remarks>An empty batch is Done without applications, although the terminal calls it a failure.</remarks>
public sealed record SpinReport : SpinServiceAnswer
{
    /// <summary>One entry per application; cash is one of its own.</summary>
    public IReadOnlyList<SpinReportApplication> Applications { get; init; } = [];

    /// <summary>There is nothing in the batch.</summary>
    public bool IsEmpty => Outcome == SpinServiceOutcome.Done && Applications.All(a => a.Count is null or 0);
}

/// <summary>One application's part. Amounts are dollars; null is "not said".</summary>
public sealed record SpinReportApplication
{
    /// <summary>DvPayLiteCredit, DvPayLiteCashAlter …</summary>
    public string? App { get; init; }

    /// <summary>How many transactions; the summary says it for cards only.</summary>
    public int? Count { get; init; }

    /// <summary>What the application comes to: sales less returns.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>Summary: sales.</summary>
    public decimal? SaleAmount { get; init; }

    /// <summary>Summary: returns, positive.</summary>
    public decimal? ReturnAmount { get; init; }

    /// <summary>Summary: voids.</summary>
    public decimal? VoidAmount { get; init; }

    /// <summary>Summary: open authorizations.</summary>
    public decimal? AuthAmount { get; init; }

    /// <summary>Summary: captures.</summary>
    public decimal? CaptureAmount { get; init; }

    /// <summary>Summary: reversals.</summary>
    public decimal? ReversalAmount { get; init; }

    /// <summary>Summary: cash advances.</summary>
    public decimal? CashAdvanceAmount { get; init; }

    /// <summary>Daily: every transaction, in the terminal's order.</summary>
    public IReadOnlyList<SpinReportTransaction> Transactions { get; init; } = [];
}

/// <summary>One transaction of a daily report.</summary>
/// <remarks>A refund is positive on the wire and takes away from the total: <see cref="SignedAmount"/>.</remarks>
public sealed record SpinReportTransaction(int? Number, string? TransType, decimal? Amount)
{
    /// <summary>The RefId, where the terminal names it.</summary>
    public string? RefId { get; init; }

    /// <summary>The amount as it counts in the total: refunds negative, voids and open authorizations nothing.</summary>
    public decimal? SignedAmount => TransType?.ToUpperInvariant() switch
    {
        "REFUND" or "RETURN" => -Amount,
        "VOID" or "AUTH" => 0m,
        _ => Amount,
    };
}
