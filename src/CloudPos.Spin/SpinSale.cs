namespace CloudPos.Spin;

/// <summary>
/// One Sale on a terminal (specification: Transaction Request). Amounts are dollars with at most two decimals.
/// </summary>
/// <remarks>
/// <see cref="SpinCharge.Amount"/> is the total, with tip, custom fee and cashback inside. A value out of range is never
/// sent: the answer is <see cref="SpinOutcome.NotStarted"/> with the cause in words.
/// </remarks>
public sealed record SpinSale : SpinCharge
{
    /// <summary>The part of the amount that is tip; needs tips switched on at the TPN.</summary>
    public decimal? Tip { get; init; }

    /// <summary>The part of the amount that is a fee computed by us; none on EBT.</summary>
    public decimal? CustomFee { get; init; }

    /// <summary>The part of the amount that is handed out in cash; Debit and EBT cash only.</summary>
    public decimal? CashbackAmount { get; init; }

    /// <summary>Both prices of everything, when the terminal lets the customer choose between card and cash.</summary>
    public SpinDualPricing? DualPricing { get; init; }

    /// <summary>What of the amount is for health care, for HSA and FSA cards; Credit and Debit only.</summary>
    public SpinHealthAmounts? Health { get; init; }

    /// <summary>Purchase details for business cards; sent only when they add up to the amount.</summary>
    public SpinLevel3? Level3 { get; init; }

    /// <summary>What the terminal shows; dropped before anything else when the request grows too long.</summary>
    public SpinCart? Cart { get; init; }
}

/// <summary>Asks what became of the transaction with this RefId; moves no money and may be asked again.</summary>
/// <remarks>Specification: Transaction Status Request. It searches the terminal's open batch only.</remarks>
public sealed record SpinStatus(SpinPaymentType PaymentType, string RefId)
{
    /// <summary>
    /// What was asked for under this RefId. After Void, Approved means that the original is voided. After a tip
    /// adjustment ask about the Sale, and look at its tip.
    /// </summary>
    public SpinOperation Of { get; init; } = SpinOperation.Sale;

    /// <summary>What the terminal prints; nothing unless a copy is wanted.</summary>
    public SpinPrintReceipt PrintReceipt { get; init; } = SpinPrintReceipt.No;
}
