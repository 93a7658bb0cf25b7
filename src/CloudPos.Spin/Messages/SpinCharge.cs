namespace CloudPos.Spin;

/// <summary>
/// What Sale, Return and Auth have in common (specification: Request Fields Definition). Amounts are dollars with at
/// most two decimals, and always positive.
/// </summary>
public abstract record SpinCharge
{
    private protected SpinCharge()
    {
    }

    /// <summary>How the customer pays.</summary>
    public required SpinPaymentType PaymentType { get; init; }

    /// <summary>The total, everything included: 0.01 to 9999999.99.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The attempt's name: 26 to 32 letters and digits, new for every attempt.</summary>
    public required string RefId { get; init; }

    /// <summary>
    /// The merchant's user (e-mail) who acts, at most 100 characters; shown in the vendor's reports.
    /// </summary>
    public required string PerformedBy { get; init; }

    /// <summary>What the terminal prints.</summary>
    public SpinPrintReceipt PrintReceipt { get; init; } = SpinPrintReceipt.No;

    /// <summary>Whether the terminal asks for a signature when the card calls for one.</summary>
    public bool CaptureSignature { get; init; }

    /// <summary>100001 marks a CloudPOS PIN pad transaction (specification: ISV ID Indicator).</summary>
    public int IsvId { get; init; } = 100001;

    /// <summary>How many seconds the proxy waits for the terminal, 1 to 720.</summary>
    public int OperationalTimeoutSeconds { get; init; } = 120;

    /// <summary>Which merchant of a terminal that serves several: 1 to 5.</summary>
    public int? MerchantId { get; init; }

    /// <summary>Our invoice number, at most 50 characters.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>At most 8 characters; only where the TPN has tagging switched on.</summary>
    public string? Tag1 { get; init; }

    /// <inheritdoc cref="Tag1"/>
    public string? Tag2 { get; init; }

    /// <inheritdoc cref="Tag1"/>
    public string? Tag3 { get; init; }
}

/// <summary>Pays money back to a card that is presented again; independent of any sale, so its RefId is new.</summary>
/// <remarks>Which sale it belongs to, and how much of that is left to give back, only the register knows.</remarks>
public sealed record SpinReturn : SpinCharge;

/// <summary>Holds an amount on a credit card; carries neither tip nor fee (specification: status code 1004).</summary>
public sealed record SpinAuth : SpinCharge;
