namespace CloudPos.Spin;

/// <summary>What is done with a gift card (specification: TransType of payment type Gift).</summary>
public enum SpinGiftOperation
{
    /// <summary>A new card gets its first value.</summary>
    Activate,

    /// <summary>What is left on it; moves nothing.</summary>
    Inquire,

    /// <summary>Pays with it.</summary>
    Redeem,

    /// <summary>Puts a redeemed amount back.</summary>
    Refund,

    /// <summary>Adds value.</summary>
    Reload,

    /// <summary>Ends the card.</summary>
    Deactivate,

    /// <summary>Moves the value to another card.</summary>
    Reissue,

    /// <summary>Takes back an operation of the open batch, under its RefId.</summary>
    Void,
}

/// <summary>One operation on a gift card.</summary>
public sealed record SpinGift
{
    /// <summary>What is done.</summary>
    public required SpinGiftOperation Operation { get; init; }

    /// <summary>
    /// Dollars, 0.01 to 9999999.99; required by Activate, Redeem, Refund, Reload and Void, refused by the others.
    /// </summary>
    public decimal? Amount { get; init; }

    /// <summary>26 to 32 letters and digits: new, except for Void, which names the original.</summary>
    public required string RefId { get; init; }

    /// <summary>The user (e-mail) who acts, at most 100 characters.</summary>
    public required string PerformedBy { get; init; }

    /// <summary>What the terminal prints.</summary>
    public SpinPrintReceipt PrintReceipt { get; init; } = SpinPrintReceipt.No;

    /// <summary>How many seconds the proxy waits for the terminal, 1 to 720.</summary>
    public int OperationalTimeoutSeconds { get; init; } = 120;

    /// <summary>Which merchant of a terminal that serves several: 1 to 5.</summary>
    public int? MerchantId { get; init; }
}

/// <summary>Asks what is left on a card: EbtFood, EbtCash or Gift. Found in <see cref="SpinDetails"/>.</summary>
public sealed record SpinBalance(SpinPaymentType PaymentType, string RefId)
{
    /// <summary>How many seconds the proxy waits for the terminal, 1 to 720.</summary>
    public int OperationalTimeoutSeconds { get; init; } = 120;
}
