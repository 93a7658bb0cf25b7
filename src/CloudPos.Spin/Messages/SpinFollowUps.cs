namespace CloudPos.Spin;

/// <summary>What Capture, TipAdjust and Void have in common: they name a transaction of the open batch.</summary>
public abstract record SpinFollowUp
{
    private protected SpinFollowUp()
    {
    }

    /// <summary>The RefId of the original transaction, never a new one.</summary>
    public required string RefId { get; init; }

    /// <summary>Dollars with at most two decimals, 0.01 to 9999999.99; each kind says which amount.</summary>
    public required decimal Amount { get; init; }

    /// <summary>How the original was paid.</summary>
    public SpinPaymentType PaymentType { get; init; } = SpinPaymentType.Credit;

    /// <summary>The last four digits of the original's card, when they are known.</summary>
    public string? Last4 { get; init; }

    /// <summary>The user (e-mail) who acts, at most 100 characters.</summary>
    public string? PerformedBy { get; init; }

    /// <summary>How many seconds the proxy waits for the terminal, 1 to 720.</summary>
    public int OperationalTimeoutSeconds { get; init; } = 120;

    /// <summary>Which merchant of a terminal that serves several: 1 to 5.</summary>
    public int? MerchantId { get; init; }
}

/// <summary>Charges what an Auth holds; <see cref="SpinFollowUp.Amount"/> is the total with the tip inside.</summary>
/// <remarks>Specification: Capture/Ticket Request.</remarks>
public sealed record SpinCapture : SpinFollowUp
{
    /// <summary>The part of the amount that is tip.</summary>
    public decimal? Tip { get; init; }

    /// <summary>The approval code of the Auth, when it is known; the REST form requires it.</summary>
    public string? AuthCode { get; init; }
}

/// <summary>Sets the tip of a Sale or Auth; <see cref="SpinFollowUp.Amount"/> is its base, without tip.</summary>
/// <remarks>Specification: Tip Adjustment Request. The last four digits are always sent when they are known.</remarks>
public sealed record SpinTipAdjust : SpinFollowUp
{
    /// <summary>The tip as it shall be, not the difference; zero takes a tip back.</summary>
    public required decimal Tip { get; init; }
}

/// <summary>Takes back a Sale, Return, Auth or Capture; <see cref="SpinFollowUp.Amount"/> is its base.</summary>
/// <remarks>Specification: Void Transaction Request. Only before the batch is closed; after that a Return.</remarks>
public sealed record SpinVoid : SpinFollowUp
{
    /// <summary>What the terminal prints.</summary>
    public SpinPrintReceipt PrintReceipt { get; init; } = SpinPrintReceipt.No;
}
