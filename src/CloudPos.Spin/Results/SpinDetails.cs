namespace CloudPos.Spin;

/// <summary>What an answer says besides the money: ExtData of both generations of terminals, typed.</summary>
/// <remarks>
/// The older app (DvPay) and the newer one (DvPayLite) name the same things differently; here each has one name. Amounts
/// are dollars and, except for balances, present only with result code 0. Expiry, first four digits, BIN, wallet and
/// tender data of the answer are dropped while reading; so is what only the terminal's own screens and slips need.
/// </remarks>
public sealed record SpinDetails
{
    /// <summary>Amount: the amount of the request as the terminal took it.</summary>
    public decimal? Amount { get; init; }

    /// <summary>dueAmnt: what is left to pay after a partial approval.</summary>
    public decimal? Due { get; init; }

    /// <summary>DISC or Disc: discount given by the terminal.</summary>
    public decimal? Discount { get; init; }

    /// <summary>DiscLabel.</summary>
    public string? DiscountLabel { get; init; }

    /// <summary>FeeLabel.</summary>
    public string? FeeLabel { get; init; }

    /// <summary>SVC: surcharge on debit.</summary>
    public decimal? DebitSurcharge { get; init; }

    /// <summary>SHFee: service and handling fee.</summary>
    public decimal? ServiceAndHandlingFee { get; init; }

    /// <summary>TaxCity.</summary>
    public decimal? CityTax { get; init; }

    /// <summary>Tax1Label.</summary>
    public string? CityTaxLabel { get; init; }

    /// <summary>TaxState.</summary>
    public decimal? StateTax { get; init; }

    /// <summary>Tax2Label.</summary>
    public string? StateTaxLabel { get; init; }

    /// <summary>ReducedTax or TaxReducedState.</summary>
    public decimal? ReducedTax { get; init; }

    /// <summary>ReducedTaxFee: the part of the fee that is reduced tax.</summary>
    public decimal? ReducedTaxFee { get; init; }

    /// <summary>RTaxLabel.</summary>
    public string? ReducedTaxLabel { get; init; }

    /// <summary>MSRPAmount: the price before every discount, where the terminal prints one.</summary>
    public decimal? ListPrice { get; init; }

    /// <summary>MSRPLabel.</summary>
    public string? ListPriceLabel { get; init; }

    /// <summary>PrintSaveMsg: what the terminal says was saved, as "savings $0.73".</summary>
    public string? SavingsText { get; init; }

    /// <summary>Donation.</summary>
    public decimal? Donation { get; init; }

    /// <summary>EBTFSAvailBalance: what is left of EBT food.</summary>
    public decimal? EbtFoodBalance { get; init; }

    /// <summary>EBTCashAvailBalance or ebtCashBalAmount: what is left of EBT cash.</summary>
    public decimal? EbtCashBalance { get; init; }

    /// <summary>EBTFSBeginBalance: EBT food before this transaction.</summary>
    public decimal? EbtFoodBeginBalance { get; init; }

    /// <summary>EBTFSLedgerBalance: EBT food without what is only held.</summary>
    public decimal? EbtFoodLedgerBalance { get; init; }

    /// <summary>EBTCashBeginBalance: EBT cash before this transaction.</summary>
    public decimal? EbtCashBeginBalance { get; init; }

    /// <summary>EBTCashLedgerBalance: EBT cash without what is only held.</summary>
    public decimal? EbtCashLedgerBalance { get; init; }

    /// <summary>GiftBalAmount: what is left on the gift card.</summary>
    public decimal? GiftBalance { get; init; }

    /// <summary>isPartialApprovalTxn.</summary>
    public bool IsPartialApproval { get; init; }

    /// <summary>RespCode, or HostResponseCode of REST: the host's code, usually of ISO 8583.</summary>
    public string? HostResponseCode { get; init; }

    /// <summary>RRN: the host's reference number.</summary>
    public string? RetrievalReference { get; init; }

    /// <summary>TraceNum.</summary>
    public string? TraceNumber { get; init; }

    /// <summary>HostTxnId, txnId or TransactionID.</summary>
    public string? HostTransactionId { get; init; }

    /// <summary>AcqRefData or RefNo: the acquirer's reference.</summary>
    public string? AcquirerReference { get; init; }

    /// <summary>AVSRsp: the host's word on the address.</summary>
    public string? AvsResponse { get; init; }

    /// <summary>CVVRsp: the host's word on the printed code, never the code.</summary>
    public string? CvvResponse { get; init; }

    /// <summary>txnLabel: the terminal's name of the transaction.</summary>
    public string? TransactionLabel { get; init; }

    /// <summary>DateTime (yyyyMMddHHmmss), the terminal's own clock and zone.</summary>
    public DateTime? TerminalTime { get; init; }

    /// <summary>declineReason.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>networkMode.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>offlinePin: the PIN was checked by the card.</summary>
    public bool OfflinePin { get; init; }

    /// <summary>clerk_id or ClerkId.</summary>
    public string? ClerkId { get; init; }

    /// <summary>table_num or TableNum.</summary>
    public string? TableNumber { get; init; }

    /// <summary>ticket_num or TicketNum.</summary>
    public string? TicketNumber { get; init; }

    /// <summary>Language of the transaction.</summary>
    public string? Language { get; init; }

    /// <summary>ControlNum: fiscal control number.</summary>
    public string? ControlNumber { get; init; }

    /// <summary>RewardCode: promotion code of the loyalty program.</summary>
    public string? RewardCode { get; init; }

    /// <summary>RewardQR: the text of the loyalty program's QR code.</summary>
    public string? RewardQr { get; init; }

    /// <summary>RwdBalance, in whatever the program counts.</summary>
    public string? RewardBalance { get; init; }

    /// <summary>RwdIssued: the reward that was given.</summary>
    public string? RewardIssued { get; init; }

    /// <summary>RwdPoints: points earned.</summary>
    public string? RewardPoints { get; init; }

    /// <summary>Cust1 and Cust1Value to Cust3: what the terminal's own parameters make it ask.</summary>
    public IReadOnlyList<SpinCustomPrompt> CustomPrompts { get; init; } = [];
}

/// <summary>A question of the terminal's own, and what was typed there: null when nothing, or the digits of a card number.</summary>
public sealed record SpinCustomPrompt(string Title, SpinSecretText? Typed);

/// <summary>What a chip payment must show on its receipt (specification: EMVData). Hexadecimal where the card says so.</summary>
public sealed record SpinEmv
{
    /// <summary>Application id.</summary>
    public string? Aid { get; init; }

    /// <summary>Application name.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>Terminal verification results.</summary>
    public string? Tvr { get; init; }

    /// <summary>Transaction status information.</summary>
    public string? Tsi { get; init; }

    /// <summary>Issuer application data.</summary>
    public string? Iad { get; init; }

    /// <summary>Authorization response code.</summary>
    public string? Arc { get; init; }

    /// <summary>CVMResult: how the customer was verified.</summary>
    public string? Verification { get; init; }
}

/// <summary>The receipt copies that the terminal made, in its markup; none of them is in any text of this record.</summary>
public sealed record SpinReceipt(SpinSecretText? Merchant, SpinSecretText? Customer);
