using System.Globalization;
using System.Xml.Linq;

namespace CloudPos.Spin.Xml;

/// <summary>Requests in the element order of the specification's samples.</summary>
internal static partial class SpinXmlWriter
{
    private const int TaxLabelLengthMax = 25;

    /// <summary>A sale with so much of its display parts as asked for; the amounts are always whole.</summary>
    public static XElement Write(
        SpinSale sale, SpinIdentity identity, XElement? cart, bool withLines = true, bool withLevel3 = true)
    {
        var request = Charge(sale, "Sale", identity, tip: sale.Tip, cashback: sale.CashbackAmount, fee: sale.CustomFee);
        if (sale.Health is { } health)
            request.Elements().Last(e => e.Name == "AuthKey" || e.Name == "TPN" || e.Name == "RegisterId")
                .AddAfterSelf(Write(health));
        // both lists count themselves in LineItemCount, and a tag that stands twice is refused: the business card's list goes
        var hasLevel3 = withLevel3 && sale.Level3 is not null;
        if (sale.DualPricing is { } dual)
            request.Add(Write(dual, withLines && !hasLevel3 && dual.Lines.Count > 0));
        if (withLevel3 && sale.Level3 is { } level3)
            request.Add(SpinLevel3Xml.Write(level3));
        request.Add(cart);
        return request;
    }

    public static XElement Write(SpinReturn refund, SpinIdentity identity) => Charge(refund, "Return", identity);

    public static XElement Write(SpinAuth auth, SpinIdentity identity) => Charge(auth, "Auth", identity);

    public static XElement Write(SpinStatus status, SpinIdentity identity) =>
        new("request",
            TextOrNothing("AuthKey", identity.AuthKey),
            Text("PaymentType", WireName(status.PaymentType)),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("TPN", identity.Tpn),
            Text("TransType", "Status"),
            Text("RefId", status.RefId),
            // Said though "No" is the default: a question that is repeated must not print by mistake.
            Text("PrintReceipt", status.PrintReceipt.ToString()));

    public static XElement Text(string tag, string? text) => new(tag, SpinText.Clean(text));

    public static XElement? TextOrNothing(string tag, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Text(tag, text);

    public static XElement Dollars(string tag, decimal dollars) => new(tag, SpinMoney.Format(dollars));

    public static XElement? Dollars(string tag, decimal? dollars) => dollars is { } known ? Dollars(tag, known) : null;

    public static XElement Number(string tag, int number) => new(tag, number.ToString(CultureInfo.InvariantCulture));

    public static XElement? NumberOrNothing(string tag, int? number) => number is { } known ? Number(tag, known) : null;

    public static XElement Quantity(string tag, decimal quantity) => new(tag, SpinMoney.FormatQuantity(quantity));

    private static XElement Charge(
        SpinCharge charge, string transType, SpinIdentity identity,
        decimal? tip = null, decimal? cashback = null, decimal? fee = null) =>
        new("request",
            Text("PaymentType", WireName(charge.PaymentType)),
            Text("TransType", transType),
            Dollars("Amount", charge.Amount),
            Dollars("Tip", tip),
            Dollars("CashbackAmount", cashback),
            Dollars("CustomFee", fee),
            Text("RefId", charge.RefId),
            TextOrNothing("InvNum", charge.InvoiceNumber),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("AuthKey", identity.AuthKey),
            TextOrNothing("TPN", identity.Tpn),
            NumberOrNothing("MerchantId", charge.MerchantId),
            Text("PrintReceipt", charge.PrintReceipt.ToString()),
            Text("SigCapture", charge.CaptureSignature ? "Yes" : "No"),
            TextOrNothing("Tag1", charge.Tag1),
            TextOrNothing("Tag2", charge.Tag2),
            TextOrNothing("Tag3", charge.Tag3),
            Text("PerformedBy", charge.PerformedBy),
            Number("IsvId", charge.IsvId),
            Number("OperationalTimeout", charge.OperationalTimeoutSeconds));

    private static IEnumerable<XElement> Write(SpinHealthAmounts health) =>
    [
        Dollars("HSA_TotalAmount", health.Total),
        Dollars("HSA_RxAmount", health.Prescription),
        Dollars("HSA_ClinicAmount", health.Clinic),
        Dollars("HSA_DentalAmount", health.Dental),
    ];

    private static IEnumerable<XElement?> Write(SpinDualPricing dual, bool withLines) =>
    [
        withLines ? Number("LineItemCount", dual.Lines.Count) : null,
        Text("FeeCalculated", dual.FeeCalculated ? "true" : "false"),
        Text("TaxCalculated", dual.TaxCalculated ? "true" : "false"),
        Dollars("TotalCardAmountWithoutDiscount", dual.TotalCardAmountWithoutDiscount),
        Dollars("TotalCashAmountWithoutDiscount", dual.TotalCashAmountWithoutDiscount),
        Dollars("TotalCardAmountWithDiscount", dual.TotalCardAmountWithDiscount),
        Dollars("TotalCashAmountWithDiscount", dual.TotalCashAmountWithDiscount),
        Dollars("FeeAmount", dual.FeeAmount),
        Dollars("Tax1Fee", dual.Tax1Fee),
        Dollars("Tax2Fee", dual.Tax2Fee),
        TextOrNothing("Tax1Label", Label(dual.Tax1Label)),
        TextOrNothing("Tax2Label", Label(dual.Tax2Label)),
        Dollars("Tax1CardAmount", dual.Tax1CardAmount),
        Dollars("Tax1CashAmount", dual.Tax1CashAmount),
        Dollars("Tax2CardAmount", dual.Tax2CardAmount),
        Dollars("Tax2CashAmount", dual.Tax2CashAmount),
        Dollars("TotalCardAmount", dual.TotalCardAmount),
        Dollars("TotalCardDiscount", dual.TotalCardDiscount),
        Dollars("TotalCashAmount", dual.TotalCashAmount),
        Dollars("TotalCashDiscount", dual.TotalCashDiscount),
        withLines ? new XElement("LineItems", dual.Lines.Select(Write)) : null,
    ];

    private static XElement Write(SpinLineItem line) =>
        new("group",
            Text("ProductName", line.ProductName),
            Dollars("CardDiscountAmount", line.CardDiscountAmount),
            Dollars("CardTotal", line.CardTotal),
            Dollars("CashDiscountAmount", line.CashDiscountAmount),
            Dollars("CashTotal", line.CashTotal),
            Quantity("Quantity", line.Quantity),
            Text("UnitMeasure", line.UnitMeasure),
            Text("Description", line.Description),
            Text("ItemCode", line.ItemCode),
            Dollars("UnitCostCardPrice", line.UnitCostCardPrice),
            Dollars("UnitCostCashPrice", line.UnitCostCashPrice));

    private static string Label(string? label) => SpinText.Cut(SpinText.Clean(label), TaxLabelLengthMax);

    private static string WireName(SpinPaymentType type) => type switch
    {
        SpinPaymentType.Credit => "Credit",
        SpinPaymentType.Debit => "Debit",
        SpinPaymentType.UserChoice => "userChoice",
        SpinPaymentType.EbtFood => "EBT_Food",
        SpinPaymentType.EbtCash => "EBT_Cash",
        SpinPaymentType.Gift => "Gift",
        SpinPaymentType.Card => "Card",
        SpinPaymentType.Cash => "Cash",
        SpinPaymentType.Check => "Check",
    };
}
