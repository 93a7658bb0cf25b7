using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>What the terminal itself says besides, per application; its values are texts.</summary>
/// <remarks>
/// Usually there is one application. Of several, the first that names a value is believed, except for approved amounts,
/// where disagreement leaves none. What has no line here (first digits, BIN, expiry, name, wallet data) is dropped.
/// </remarks>
internal sealed class SpinRestExtended
{
    private readonly IReadOnlyList<SpinJson> _applications;

    private SpinRestExtended(SpinJson root)
    {
        _applications = root.Objects("ExtendedDataByApplication");
        var approved = _applications.Select(a => a.Money("approvedAmnt")).OfType<decimal>().Distinct().ToList();
        Approved = approved.Count == 1 ? approved[0] : null;
        IsPartial = approved.Count > 1 || _applications.Any(a =>
            string.Equals(a.Raw("isPartialApprovalTxn"), "true", StringComparison.OrdinalIgnoreCase));
        Requested = Money("Amount");
        Discount = Money("DISC");
    }

    public decimal? Approved { get; }

    public bool IsPartial { get; }

    public decimal? Requested { get; }

    public decimal? Discount { get; }

    public static SpinRestExtended Of(SpinJson root) => new(root);

    /// <summary>Amounts only where something was charged; balances always.</summary>
    public SpinDetails Details(bool charged, SpinRestReply reply, Func<string?, string?> shown) => new()
    {
        Amount = charged ? Requested : null,
        Due = charged ? Money("dueAmnt") : null,
        Discount = charged ? Discount : null,
        DiscountLabel = shown(Text("DiscLabel")),
        FeeLabel = shown(Text("FeeLabel")),
        DebitSurcharge = charged ? Money("SVC") : null,
        ServiceAndHandlingFee = charged ? Money("SHFee") : null,
        CityTax = charged ? Money("TaxCity") : null,
        CityTaxLabel = shown(Text("Tax1Label")),
        StateTax = charged ? Money("TaxState") : null,
        StateTaxLabel = shown(Text("Tax2Label")),
        ReducedTax = charged ? Money("ReducedTax") ?? Money("TaxReducedState") : null,
        Donation = charged ? Money("Donation") : null,
        EbtFoodBalance = Money("EBTFSAvailBalance") ?? Balance(reply, "EBT_Food"),
        EbtCashBalance = Money("EBTCashAvailBalance") ?? Money("ebtCashBalAmount") ?? Balance(reply, "EBT_Cash"),
        GiftBalance = Money("GiftBalAmount") ?? Balance(reply, "Gift"),
        IsPartialApproval = IsPartial,
        HostResponseCode = shown(reply.HostCode),
        RetrievalReference = shown(reply.Root.Text("RRN") ?? Text("RRN")),
        TraceNumber = shown(Text("TraceNum")),
        HostTransactionId = shown(Text("HostTxnId") ?? Text("txnId") ?? Text("TransactionID")),
        AcquirerReference = shown(Text("AcqRefData") ?? Text("RefNo")),
        AvsResponse = shown(Text("AVSRsp")),
        CvvResponse = shown(Text("CVVRsp")),
        TransactionLabel = shown(Text("txnLabel")),
        DeclineReason = SpinText.Shown(shown(Text("declineReason")), authKey: null),
        ClerkId = shown(Text("ClerkId") ?? Text("clerk_id")),
        TableNumber = shown(Text("TableNum") ?? Text("table_num")),
        TicketNumber = shown(Text("TicketNum") ?? Text("ticket_num")),
        Language = shown(Text("Language")),
    };

    public decimal? Money(string name) => _applications.Select(a => a.Money(name)).FirstOrDefault(m => m is not null);

    // One value of its own where the extended data was not asked for; the payment type says what of.
    private static decimal? Balance(SpinRestReply reply, string paymentType) =>
        string.Equals(reply.Root.Text("PaymentType"), paymentType, StringComparison.OrdinalIgnoreCase)
            ? reply.Root.Money("Balance")
            : null;

    private string? Text(string name) => _applications.Select(a => a.Text(name)).FirstOrDefault(t => t is not null);
}
