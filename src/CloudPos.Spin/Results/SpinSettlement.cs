namespace CloudPos.Spin;

/// <summary>The answer to a settlement, one row per application (specification: Request for Settlement).</summary>
/// <remarks>
/// Done only when the whole and every row succeeded. A row that needs attention leaves the outcome as it is: it may
/// hold money that is not on its way yet.
/// </remarks>
public sealed record SpinSettlement : SpinServiceAnswer
{
    /// <summary>One row per application of the terminal, in its order.</summary>
    public IReadOnlyList<SpinSettledApplication> Applications { get; init; } = [];

    /// <summary>Some row was called a success and yet has transactions that were not sent to a host.</summary>
    public bool NeedsAttention => Applications.Any(a => a.NeedsAttention);
}

/// <summary>What became of one application's batch.</summary>
public enum SpinSettledState
{
    /// <summary>The row could not be read.</summary>
    Unknown,

    /// <summary>The host closed the batch, or there was none to close.</summary>
    Settled,

    /// <summary>The host refused the batch.</summary>
    HostFailed,

    /// <summary>Stored transactions must be sent first.</summary>
    PendingOffline,

    /// <summary>Tips are missing.</summary>
    Untipped,

    /// <summary>A tab is open.</summary>
    OpenTab,
}

/// <summary>One application's row. Amounts are dollars; null is "not said".</summary>
public sealed record SpinSettledApplication
{
    /// <summary>DvCredit, DvCheck, DvGift …</summary>
    public string? App { get; init; }

    /// <summary>The merchant's name on a terminal that serves several.</summary>
    public string? Merchant { get; init; }

    /// <summary>What became of it.</summary>
    public required SpinSettledState State { get; init; }

    /// <summary>The number of the batch.</summary>
    public string? BatchNumber { get; init; }

    /// <summary>The host's code.</summary>
    public string? HostCode { get; init; }

    /// <summary>The host's words.</summary>
    public string? HostMessage { get; init; }

    /// <summary>How many transactions were in the batch.</summary>
    public int? TransactionCount { get; init; }

    /// <summary>Their tips.</summary>
    public decimal? TipAmount { get; init; }

    /// <summary>Their total.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>Called a success, but with transactions and a host that was not reached.</summary>
    public bool NeedsAttention { get; init; }
}
