namespace CloudPos.Spin;

/// <summary>How the customer pays, as the specification names it (Request Fields Definition, PaymentType).</summary>
public enum SpinPaymentType
{
    /// <summary>Credit.</summary>
    Credit,

    /// <summary>Debit.</summary>
    Debit,

    /// <summary>The customer chooses on the terminal; the answer names what was chosen.</summary>
    UserChoice,

    /// <summary>EBT_Food.</summary>
    EbtFood,

    /// <summary>EBT_Cash.</summary>
    EbtCash,

    /// <summary>Gift.</summary>
    Gift,

    /// <summary>Any card: for Status, when it is not known what the customer chose.</summary>
    Card,

    /// <summary>Cash: for Status, after a dual pricing sale paid in cash.</summary>
    Cash,

    /// <summary>Check.</summary>
    Check,
}

/// <summary>Which receipts the terminal prints by itself.</summary>
public enum SpinPrintReceipt
{
    /// <summary>None; the register prints.</summary>
    No,

    /// <summary>The merchant's copy.</summary>
    Merchant,

    /// <summary>The customer's copy.</summary>
    Customer,

    /// <summary>Both copies.</summary>
    Both,
}

/// <summary>
/// One Sale on a terminal (specification: Transaction Request). Amounts are dollars with at most two decimals.
/// </summary>
/// <remarks>
/// A value out of range is never sent: the answer is <see cref="SpinOutcome.NotStarted"/> with the cause in words.
/// </remarks>
public sealed record SpinSale
{
    /// <summary>How the customer pays.</summary>
    public required SpinPaymentType PaymentType { get; init; }

    /// <summary>The total to charge, tip and custom fee included: 0.01 to 9999999.99.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The part of <see cref="Amount"/> that is tip; needs tips switched on at the TPN.</summary>
    public decimal? Tip { get; init; }

    /// <summary>
    /// The part of <see cref="Amount"/> that is a fee computed by us; tip and fee together may not exceed the
    /// amount.
    /// </summary>
    public decimal? CustomFee { get; init; }

    /// <summary>The attempt's name: 26 to 32 letters and digits, new for every attempt.</summary>
    public required string RefId { get; init; }

    /// <summary>What the terminal prints.</summary>
    public SpinPrintReceipt PrintReceipt { get; init; } = SpinPrintReceipt.No;

    /// <summary>Whether the terminal asks for a signature when the card calls for one.</summary>
    public bool CaptureSignature { get; init; }

    /// <summary>
    /// The merchant's user (e-mail) who charges, at most 100 characters; shown in the vendor's reports.
    /// </summary>
    public required string PerformedBy { get; init; }

    /// <summary>100001 marks a CloudPOS PIN pad transaction (specification: ISV ID Indicator).</summary>
    public int IsvId { get; init; } = 100001;

    /// <summary>How many seconds the proxy waits for the terminal, 1 to 720.</summary>
    public int OperationalTimeoutSeconds { get; init; } = 120;

    /// <summary>Both prices of everything, when the terminal lets the customer choose between card and cash.</summary>
    public SpinDualPricing? DualPricing { get; init; }

    /// <summary>What the terminal shows; dropped before anything else when the request grows too long.</summary>
    public SpinCart? Cart { get; init; }
}

/// <summary>Asks what became of the transaction with this RefId; moves no money and may be asked again.</summary>
/// <remarks>Specification: Transaction Status Request. It searches the terminal's open batch only.</remarks>
public sealed record SpinStatus(SpinPaymentType PaymentType, string RefId);
