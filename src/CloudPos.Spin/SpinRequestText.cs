using System.Globalization;
using System.Xml.Linq;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

/// <summary>Requests as they may stand in a journal: which elements go out, and the values of those that are harmless.</summary>
/// <remarks>
/// A list of what may be written, so that a new element is masked until somebody decides otherwise. Keys, signatures, card fields, product
/// names and people are never in it; what repeats (cart, lines) is counted.
/// </remarks>
public static class SpinRequestText
{
    private static readonly SpinIdentity s_nobody = new("***", "***", "***");

    private static readonly HashSet<string> s_harmless =
    [
        "TransType", "PaymentType", "Amount", "Tip", "CashbackAmount", "CustomFee", "RefId", "InvNum", "MerchantId", "PrintReceipt", "SigCapture",
        "IsvId", "OperationalTimeout", "HSA_TotalAmount", "HSA_RxAmount", "HSA_ClinicAmount", "HSA_DentalAmount", "LineItemCount",
        "FeeCalculated", "TaxCalculated", "TotalCardAmountWithoutDiscount", "TotalCashAmountWithoutDiscount", "TotalCardAmountWithDiscount",
        "TotalCashAmountWithDiscount", "FeeAmount", "Tax1Fee", "Tax2Fee", "Tax1CardAmount", "Tax1CashAmount", "Tax2CardAmount", "Tax2CashAmount",
        "TotalCardAmount", "TotalCardDiscount", "TotalCashAmount", "TotalCashDiscount",
    ];

    /// <summary>A sale, with its cart and lines counted.</summary>
    public static string Of(SpinSale sale) =>
        Redacted(SpinXmlWriter.Write(sale, s_nobody, sale.Cart is { } cart ? SpinCartXml.Write(cart, cart.Items.Count) : null));

    /// <summary>A return.</summary>
    public static string Of(SpinReturn refund) => Redacted(SpinXmlWriter.Write(refund, s_nobody));

    /// <summary>A hold.</summary>
    public static string Of(SpinAuth auth) => Redacted(SpinXmlWriter.Write(auth, s_nobody));

    /// <summary>A capture of a hold.</summary>
    public static string Of(SpinCapture capture) => Redacted(SpinXmlWriter.Write(capture, s_nobody));

    /// <summary>A void.</summary>
    public static string Of(SpinVoid taken) => Redacted(SpinXmlWriter.Write(taken, s_nobody));

    /// <summary>A tip that is set.</summary>
    public static string Of(SpinTipAdjust adjustment) => Redacted(SpinXmlWriter.Write(adjustment, s_nobody));

    /// <summary>An operation on a gift card.</summary>
    public static string Of(SpinGift gift) => Redacted(SpinXmlWriter.Write(gift, s_nobody));

    private static string Redacted(XElement request) => string.Join("; ", request.Elements().Select(e => $"{e.Name.LocalName}={Value(e)}"));

    private static string Value(XElement element) => element.HasElements
        ? string.Create(CultureInfo.InvariantCulture, $"({element.Descendants().Count()} elements)")
        : s_harmless.Contains(element.Name.LocalName) ? element.Value : "***";
}
