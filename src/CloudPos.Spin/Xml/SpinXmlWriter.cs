using System.Globalization;
using System.Xml.Linq;

namespace CloudPos.Spin.Xml;

/// <summary>Requests in the element order of the specification's samples.</summary>
internal static class SpinXmlWriter
{
    private const int TaxLabelLengthMax = 25;

    /// <summary>A sale with so much of its display parts as asked for; the amounts are always whole.</summary>
    public static XElement Write(SpinSale sale, SpinIdentity identity, XElement? cart, bool withLines = true)
    {
        var request = new XElement("request",
            Text("PaymentType", WireName(sale.PaymentType)),
            Text("TransType", "Sale"),
            Dollars("Amount", sale.Amount),
            Dollars("Tip", sale.Tip),
            Dollars("CustomFee", sale.CustomFee),
            Text("RefId", sale.RefId),
            TextOrNothing("RegisterId", identity.RegisterId),
            Text("AuthKey", identity.AuthKey),
            TextOrNothing("TPN", identity.Tpn),
            Text("PrintReceipt", sale.PrintReceipt.ToString()),
            Text("SigCapture", sale.CaptureSignature ? "Yes" : "No"),
            Text("PerformedBy", sale.PerformedBy),
            Text("IsvId", sale.IsvId.ToString(CultureInfo.InvariantCulture)),
            Text("OperationalTimeout", sale.OperationalTimeoutSeconds.ToString(CultureInfo.InvariantCulture)));
        if (sale.DualPricing is { } dual)
            request.Add(Write(dual, withLines && dual.Lines.Count > 0));
        request.Add(cart);
        return request;
    }

    public static XElement Write(SpinStatus status, SpinIdentity identity) =>
        new("request",
            Text("AuthKey", identity.AuthKey),
            Text("PaymentType", WireName(status.PaymentType)),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("TPN", identity.Tpn),
            Text("TransType", "Status"),
            Text("RefId", status.RefId),
            // Said though it is the default: a question that is repeated must never print.
            Text("PrintReceipt", "No"));

    public static XElement Text(string tag, string? text) => new(tag, SpinText.Clean(text));

    public static XElement? TextOrNothing(string tag, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Text(tag, text);

    public static XElement Dollars(string tag, decimal dollars) => new(tag, SpinMoney.Format(dollars));

    public static XElement? Dollars(string tag, decimal? dollars) => dollars is { } known ? Dollars(tag, known) : null;

    public static XElement Quantity(string tag, decimal quantity) => new(tag, SpinMoney.FormatQuantity(quantity));

    private static IEnumerable<XElement?> Write(SpinDualPricing dual, bool withLines) =>
    [
        withLines ? Text("LineItemCount", dual.Lines.Count.ToString(CultureInfo.InvariantCulture)) : null,
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
