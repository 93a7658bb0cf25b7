namespace CloudPos.Spin;

/// <summary>What may be done next, decided by the table in <c>SpinVerdicts</c>.</summary>
public enum SpinOutcome
{
    /// <summary>Not known. The sale must not be sent again; ask Status.</summary>
    Unknown,

    /// <summary>The charge was approved.</summary>
    Approved,

    /// <summary>
    /// Less than the asked amount was approved: <see cref="SpinAnswer.ApprovedAmount"/>, else <see
    /// cref="SpinAnswer.Total"/>.
    /// </summary>
    PartiallyApproved,

    /// <summary>Final: the host or the card refused.</summary>
    Declined,

    /// <summary>Final: ended at the terminal without a charge.</summary>
    Cancelled,

    /// <summary>The sale never reached the card: it may be sent again with the same RefId.</summary>
    NotStarted,

    /// <summary>
    /// Status only: the terminal's open batch does not know the RefId. Provisional, the terminal may still be busy
    /// with it.
    /// </summary>
    NotFound,
}

/// <summary>Why, for a screen to switch on.</summary>
public enum SpinReason
{
    /// <summary>Nothing to explain.</summary>
    None,

    /// <summary>The host or the card refused.</summary>
    HostDeclined,

    /// <summary>Somebody pressed cancel at the terminal.</summary>
    CustomerCancelled,

    /// <summary>The terminal, or for us the proxy itself, is not connected.</summary>
    TerminalOffline,

    /// <summary>The terminal is busy with something else.</summary>
    TerminalBusy,

    /// <summary>The TPN has no SPIn connection in the vendor's portal.</summary>
    RouteMissing,

    /// <summary>The SPIn connection exists but is switched off, or two devices share the TPN.</summary>
    RouteInactive,

    /// <summary>
    /// The request was refused for its form: by our own limits (nothing was sent), the proxy or the terminal.
    /// </summary>
    RequestRefused,

    /// <summary>The RefId is already in the batch: it happened earlier, ask Status.</summary>
    DuplicateRefId,

    /// <summary>The proxy stopped waiting for the terminal, which may still finish.</summary>
    ProxyTimeout,

    /// <summary>The terminal reconnected between request and answer.</summary>
    Reconnected,

    /// <summary>The connection dropped, or nothing came in time.</summary>
    NoAnswer,

    /// <summary>The terminal says that it stopped waiting for the customer.</summary>
    TerminalTimeout,

    /// <summary>The answer contradicts itself.</summary>
    Contradiction,

    /// <summary>The answer could not be read.</summary>
    Unreadable,

    /// <summary>The answer names another transaction, or none.</summary>
    RefIdMismatch,

    /// <summary>Wrong AuthKey, or the terminal lacks its parameters.</summary>
    AuthenticationFailed,

    /// <summary>Status only: the terminal does not know the RefId.</summary>
    NotFound,

    /// <summary>The terminal has no open batch: settled meanwhile, or nothing sold yet.</summary>
    NoOpenBatch,

    /// <summary>The transaction was approved and then voided: said with result code 0 and our RefId.</summary>
    Voided,

    /// <summary>
    /// The terminal failed between us and the host (communication, internal error): the host may have approved.
    /// </summary>
    TerminalFailure,

    /// <summary>A text that no row of the table knows.</summary>
    Unrecognised,

    /// <summary>The printer has no paper.</summary>
    OutOfPaper,

    /// <summary>The terminal's battery is low.</summary>
    LowBattery,

    /// <summary>The terminal, its app or the processor cannot do that.</summary>
    NotSupported,

    /// <summary>The card is not of the asked kind, or the kind of payment does not go with the transaction.</summary>
    WrongPaymentType,

    /// <summary>The merchant number does not exist on the terminal, or its TPN is not known to this server.</summary>
    WrongMerchant,

    /// <summary>The terminal lacks keys or an app for this kind of payment.</summary>
    TerminalSetup,

    /// <summary>Settlement only: stored transactions must be sent first.</summary>
    PendingOffline,

    /// <summary>Settlement only: tips are missing.</summary>
    UntippedTransactions,

    /// <summary>Settlement only: a tab is open.</summary>
    OpenTab,
}

/// <summary>
/// The reading of one answer, or of its absence. Contains no AuthKey, name, expiry or full card number; signature, token
/// and receipts are in no text made of it.
/// </summary>
/// <remarks>
/// Amounts are dollars and present only with result code 0: a refusal may carry amounts that were never charged. An
/// amount that cannot be read is <c>null</c>, never zero. <see cref="Total"/> is what the terminal charged, with its
/// own tip, tax and fee.
/// </remarks>
public sealed record SpinAnswer
{
    /// <summary>What may be done next.</summary>
    public required SpinOutcome Outcome { get; init; }

    /// <summary>Why.</summary>
    public required SpinReason Reason { get; init; }

    /// <summary>How long to wait before trying again, where the proxy says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The RefId that the answer names.</summary>
    public string? RefId { get; init; }

    /// <summary>"0" approved, "1" refused by the terminal, "2" refused by the proxy; null when there is none.</summary>
    public string? ResultCode { get; init; }

    /// <summary>REST only: the four digits of the status code, which then decides.</summary>
    public string? StatusCode { get; init; }

    /// <summary>Message of the answer, or our own words when nothing was sent or nothing came.</summary>
    public string? Message { get; init; }

    /// <summary>RespMSG of the answer, decoded: the host's words.</summary>
    public string? ResponseMessage { get; init; }

    /// <summary>The host's approval code.</summary>
    public string? AuthCode { get; init; }

    /// <summary>What the customer paid with; "Cash" when cash was chosen on the terminal.</summary>
    public string? PaymentType { get; init; }

    /// <summary>VISA, MASTERCARD, …</summary>
    public string? CardBrand { get; init; }

    /// <summary>The last four digits of the card.</summary>
    public string? Last4 { get; init; }

    /// <summary>Swipe, Manual, CHIP, Contactless, …</summary>
    public string? EntryType { get; init; }

    /// <summary>The terminal's open batch.</summary>
    public string? BatchNumber { get; init; }

    /// <summary>InvNum.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>TransNum.</summary>
    public string? TransactionNumber { get; init; }

    /// <summary>PNRef, else RRN.</summary>
    public string? HostReference { get; init; }

    /// <summary>Serial number of the terminal.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>TotalAmt: what was charged, more than zero; null when it is not said.</summary>
    public decimal? Total { get; init; }

    /// <summary>BaseAmount.</summary>
    public decimal? Base { get; init; }

    /// <summary>Tip within the total.</summary>
    public decimal? Tip { get; init; }

    /// <summary>Fee within the total.</summary>
    public decimal? Fee { get; init; }

    /// <summary>TaxAmount within the total.</summary>
    public decimal? Tax { get; init; }

    /// <summary>Disc: what the terminal took off; a <see cref="Total"/> lower by just this is no shortfall.</summary>
    public decimal? Discount { get; init; }

    /// <summary>Cash handed out.</summary>
    public decimal? Cashback { get; init; }

    /// <summary>approvedAmnt: what was approved of the asked amount, more than zero; null when it is not said.</summary>
    public decimal? ApprovedAmount { get; init; }

    /// <summary>What the answer says besides.</summary>
    public SpinDetails Details { get; init; } = new();

    /// <summary>What a chip payment must show on its receipt.</summary>
    public SpinEmv? Emv { get; init; }

    /// <summary>
    /// iPOSToken: stands for the card on the vendor's gateway (not the processor's), so keep it encrypted or not at
    /// all.
    /// </summary>
    public SpinSecretText? Token { get; init; }

    /// <summary>The customer's signature, where one was given and sent.</summary>
    public SpinImage? Signature { get; init; }

    /// <summary>The terminal's receipts, where it sent some.</summary>
    public SpinReceipt? Receipt { get; init; }

    /// <summary>
    /// The answer says voided; to be believed only as <see cref="SpinReason.Voided"/>, which asks for more.
    /// </summary>
    public bool Voided { get; init; }

    /// <summary>The answer was not well-formed XML and was read tag by tag.</summary>
    public bool ParsedLeniently { get; init; }

    /// <summary>A short text of the answer for a journal, made of named harmless fields only.</summary>
    public string Redacted { get; init; } = "";
}
