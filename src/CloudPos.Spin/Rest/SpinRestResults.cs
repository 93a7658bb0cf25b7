namespace CloudPos.Spin.Rest;

/// <summary>Asks for the transactions of the open batch with these numbers, both included (SPIn REST API: StatusList).</summary>
/// <remarks>Numbers are 1 to 5000 and count from the first transaction of the batch; no money is moved.</remarks>
public sealed record SpinStatusList(SpinPaymentType PaymentType, int From, int To)
{
    /// <summary>Which merchant of a terminal that serves several: 1 to 5.</summary>
    public int? MerchantId { get; init; }
}

/// <summary>The transactions that a terminal's open batch holds.</summary>
public sealed record SpinTransactionList : SpinServiceAnswer
{
    /// <summary>
    /// In the terminal's order, each read as the answer to a Status question about its own RefId. An entry that tells
    /// no decision of its own is believed by its approval code; one without RefId or code is kept as Unknown.
    /// </summary>
    public IReadOnlyList<SpinAnswer> Transactions { get; init; } = [];
}

/// <summary>
/// Whether the terminal was told to stop (SPIn REST API: AbortTransaction). Done means "asked for", nothing more.
/// </summary>
/// <remarks>
/// What became of the transaction is decided by its own answer or by Status: the card may have been approved in the
/// same moment. Code 2301 (nothing is being processed) is Refused.
/// </remarks>
public sealed record SpinAbort : SpinServiceAnswer;

/// <summary>Whether the terminal shows the cart (SPIn REST API: Cart). Display only.</summary>
public sealed record SpinCartShown : SpinServiceAnswer;

/// <summary>Whether the customer agreed to what was shown (SPIn REST API: Disclaimer).</summary>
public sealed record SpinDisclaimer : SpinServiceAnswer
{
    /// <summary>The customer's signature under it, where the terminal took one.</summary>
    public SpinImage? Signature { get; init; }
}

/// <summary>A card that was read without charging it (SPIn REST API: GetCard).</summary>
/// <remarks>Brand, kind of reading and the last four digits; nothing else of the card is kept.</remarks>
public sealed record SpinCardRead : SpinServiceAnswer
{
    /// <summary>Visa, Mastercard, …</summary>
    public string? CardBrand { get; init; }

    /// <summary>The last four digits.</summary>
    public string? Last4 { get; init; }

    /// <summary>Chip, Swipe, Contactless, Manual, …</summary>
    public string? EntryType { get; init; }

    /// <summary>Stands for the card on the vendor's gateway; only when it was asked for.</summary>
    public SpinSecretText? Token { get; init; }
}

/// <summary>How far a running transaction is, for a screen (SPIn REST API: intermediate status). Never a result.</summary>
public sealed record SpinStage
{
    /// <summary>The terminal's words; null when it says nothing, or cannot be asked.</summary>
    public string? Text { get; init; }

    /// <summary>What the words mean, as far as they can be read.</summary>
    public SpinStageKind Kind => SpinStages.Of(Text);

    /// <summary>The stage's code, as the proxy writes it.</summary>
    public string? Code { get; init; }

    /// <summary>When the terminal said so, by the proxy's clock.</summary>
    public DateTimeOffset? At { get; init; }
}
