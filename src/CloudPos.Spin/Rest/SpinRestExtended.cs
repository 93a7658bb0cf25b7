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

    /// <summary>What the extended data says, and what the answer itself says where it has a place of its own for it.</summary>
    public SpinDetails Details(bool charged, SpinRestReply reply, Func<string?, string?> shown)
    {
        var details = SpinDetailsReader.Read(Text, Money, charged, shown);
        return details with
        {
            EbtFoodBalance = details.EbtFoodBalance ?? Balance(reply, "EBT_Food"),
            EbtCashBalance = details.EbtCashBalance ?? Balance(reply, "EBT_Cash"),
            GiftBalance = details.GiftBalance ?? Balance(reply, "Gift"),
            IsPartialApproval = IsPartial,
            HostResponseCode = shown(reply.HostCode) ?? details.HostResponseCode,
            RetrievalReference = shown(reply.Root.Text("RRN")) ?? details.RetrievalReference,
        };
    }

    public decimal? Money(string name) => _applications.Select(a => a.Money(name)).FirstOrDefault(m => m is not null);

    // One value of its own where the extended data was not asked for; the payment type says what of.
    private static decimal? Balance(SpinRestReply reply, string paymentType) =>
        string.Equals(reply.Root.Text("PaymentType"), paymentType, StringComparison.OrdinalIgnoreCase)
            ? reply.Root.Money("Balance")
            : null;

    private string? Text(string name) => _applications.Select(a => a.Text(name)).FirstOrDefault(t => t is not null);
}
