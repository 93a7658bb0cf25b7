namespace CloudPos.Spin.Rest;

/// <summary>Which optional fields the REST form sends.</summary>
/// <remarks>
/// A proxy may refuse a whole request for a field that it does not expect (status code 2201, before the terminal sees
/// anything), so everything that is not needed for the payment itself is off until somebody has seen it accepted.
/// </remarks>
public sealed record SpinRestOptions
{
    /// <summary>PrintReceipt: what the terminal prints. Without it the terminal's own parameters decide.</summary>
    public bool SendsPrintReceipt { get; init; }

    /// <summary>CaptureSignature, where a request asks for one.</summary>
    public bool SendsCaptureSignature { get; init; } = true;

    /// <summary>
    /// GetExtendedData: balances, cashback and the amount of a partial approval come with the answer.
    /// </summary>
    public bool AsksExtendedData { get; init; }

    /// <summary>
    /// IsReadyForIS: the terminal tells its stages while it works, readable by
    /// <see cref="SpinRestClient.AskStageAsync"/>.
    /// </summary>
    public bool AsksStages { get; init; }

    /// <summary>GetReceipt: the terminal's receipts come with the answer.</summary>
    public bool AsksReceipts { get; init; }

    /// <summary>
    /// Keeps the token that stands for the card on the vendor's gateway, where an answer has one; else it is dropped while
    /// reading.
    /// </summary>
    public bool KeepsToken { get; init; }

    /// <summary>Cart: what the terminal shows while the customer pays.</summary>
    public bool SendsCart { get; init; } = true;

    /// <summary>IsvId and InvoiceNumber.</summary>
    public bool SendsReferences { get; init; }
}
