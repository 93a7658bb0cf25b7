using System.Globalization;

namespace CloudPos.Spin.Rest;

/// <summary>The request bodies, each with the fewest fields that do the work.</summary>
internal sealed class SpinRestWriter(SpinRestOptions options)
{
    public byte[] Write(SpinSale sale, SpinIdentity identity)
    {
        var body = Charge(sale)
            .Dollars("TipAmount", sale.Tip)
            .Dollars("CustomFee", sale.CustomFee);
        if (options.SendsCart && sale.Cart is { } cart)
            body.Object("Cart", b => SpinRestCart.Write(b, cart));
        return References(body, sale).For(identity, sale.OperationalTimeoutSeconds);
    }

    public byte[] Write(SpinReturn refund, SpinIdentity identity) =>
        References(Charge(refund), refund).For(identity, refund.OperationalTimeoutSeconds);

    public byte[] Write(SpinAuth auth, SpinIdentity identity) =>
        References(Charge(auth), auth).For(identity, auth.OperationalTimeoutSeconds);

    public byte[] Write(SpinCapture capture, SpinIdentity identity) =>
        FollowUp(capture)
            .Dollars("TipAmount", capture.Tip)
            .Text("AuthCode", capture.AuthCode)
            .For(identity, capture.OperationalTimeoutSeconds);

    public byte[] Write(SpinVoid taken, SpinIdentity identity) =>
        FollowUp(taken).For(identity, taken.OperationalTimeoutSeconds);

    public byte[] Write(SpinTipAdjust adjustment, SpinIdentity identity) =>
        FollowUp(adjustment)
            .Dollars("TipAmount", adjustment.Tip)
            .Text("CardLast4", adjustment.Last4)
            .For(identity, adjustment.OperationalTimeoutSeconds);

    public byte[] Write(SpinStatus status, SpinIdentity identity)
    {
        var body = new SpinRestBody()
            .Text("PaymentType", WireName(status.PaymentType))
            .Text("ReferenceId", status.RefId);
        if (options.SendsPrintReceipt)
            body.Text("PrintReceipt", status.PrintReceipt.ToString());
        return body.Flag("GetExtendedData", options.AsksExtendedData).For(identity, proxyTimeoutSeconds: null);
    }

    // The address says that it is a gift card, and what is done with it.
    public byte[] Write(SpinGift gift, SpinIdentity identity)
    {
        var body = new SpinRestBody()
            .Dollars("Amount", gift.Amount)
            .Text("ReferenceId", gift.RefId)
            .Number("MerchantNumber", gift.MerchantId);
        if (options.SendsPrintReceipt)
            body.Text("PrintReceipt", gift.PrintReceipt.ToString());
        return body.Flag("GetExtendedData", options.AsksExtendedData)
            .For(identity, gift.OperationalTimeoutSeconds);
    }

    public byte[] Write(SpinBalance question, SpinIdentity identity) =>
        new SpinRestBody()
            .Text("PaymentType", WireName(question.PaymentType))
            .Text("ReferenceId", question.RefId)
            .Flag("GetExtendedData", options.AsksExtendedData)
            .For(identity, question.OperationalTimeoutSeconds);

    public static byte[] Write(SpinSettle settle, SpinIdentity identity) =>
        new SpinRestBody()
            .Text("ReferenceId", settle.RefId)
            .Text("SettlementType", settle.Kind.ToString())
            .Number("MerchantNumber", settle.MerchantId)
            .For(identity, settle.OperationalTimeoutSeconds);

    public static byte[] Write(SpinPrintout printout, SpinIdentity identity) =>
        new SpinRestBody()
            .Verbatim("Printer", SpinRestMarkup.Of(printout))
            .For(identity, proxyTimeoutSeconds: null);

    public static byte[] Write(SpinUserChoice question, SpinIdentity identity) =>
        new SpinRestBody()
            .Text("Title", question.Title)
            .Texts("ChoiceOptions", question.Choices)
            .For(identity, question.TimeoutSeconds);

    public static byte[] Write(SpinUserInput question, SpinIdentity identity) =>
        new SpinRestBody()
            .Text("Title", question.Title)
            .Text("Type", WireName(question.Type))
            .Number("MaxLength", question.MaxLength)
            .For(identity, question.TimeoutSeconds);

    /// <summary>Who is asked, and nothing else.</summary>
    public static byte[] WriteBare(SpinIdentity identity) => new SpinRestBody().For(identity, proxyTimeoutSeconds: null);

    public static byte[] WriteDisclaimer(string title, SpinIdentity identity) =>
        new SpinRestBody().Text("Title", title).For(identity, proxyTimeoutSeconds: null);

    public static byte[] WriteReference(string refId, SpinIdentity identity) =>
        new SpinRestBody().Text("ReferenceId", refId).For(identity, proxyTimeoutSeconds: null);

    public static byte[] WriteCart(SpinCart cart, SpinIdentity identity) =>
        new SpinRestBody()
            .Object("Cart", b => SpinRestCart.Write(b, cart))
            .For(identity, proxyTimeoutSeconds: null);

    public static byte[] Write(SpinStatusList question, SpinIdentity identity) =>
        new SpinRestBody()
            .Text("PaymentType", WireName(question.PaymentType))
            .Number("TransactionFromIndex", question.From)
            .Number("TransactionToIndex", question.To)
            .Number("MerchantNumber", question.MerchantId)
            .For(identity, proxyTimeoutSeconds: null);

    private SpinRestBody Charge(SpinCharge charge)
    {
        var body = new SpinRestBody()
            .Dollars("Amount", charge.Amount)
            .Text("PaymentType", WireName(charge.PaymentType))
            .Text("ReferenceId", charge.RefId)
            .Number("MerchantNumber", charge.MerchantId);
        if (options.SendsPrintReceipt)
            body.Text("PrintReceipt", charge.PrintReceipt.ToString());
        return body
            .Flag("CaptureSignature", charge.CaptureSignature && options.SendsCaptureSignature)
            .Text("GetReceipt", options.AsksReceipts ? "Both" : null)
            .Flag("GetExtendedData", options.AsksExtendedData)
            .Flag("IsReadyForIS", options.AsksStages);
    }

    private SpinRestBody References(SpinRestBody body, SpinCharge charge) => options.SendsReferences
        ? body.Text("InvoiceNumber", charge.InvoiceNumber)
            .Text("IsvId", charge.IsvId.ToString(CultureInfo.InvariantCulture))
        : body;

    // Void by its reference alone is refused: amount and payment type are needed on every follow-up.
    private SpinRestBody FollowUp(SpinFollowUp followUp) =>
        new SpinRestBody()
            .Dollars("Amount", followUp.Amount)
            .Text("PaymentType", WireName(followUp.PaymentType))
            .Text("ReferenceId", followUp.RefId)
            .Number("MerchantNumber", followUp.MerchantId)
            .Flag("GetExtendedData", options.AsksExtendedData);

    internal static string WireName(SpinPaymentType type) => type switch
    {
        SpinPaymentType.Credit => "Credit",
        SpinPaymentType.Debit => "Debit",
        SpinPaymentType.UserChoice => "UserChoice",
        SpinPaymentType.EbtFood => "EBT_Food",
        SpinPaymentType.EbtCash => "EBT_Cash",
        SpinPaymentType.Gift => "Gift",
        SpinPaymentType.Card => "Card",
        SpinPaymentType.Cash => "Cash",
        SpinPaymentType.Check => "Check",
    };

    private static string WireName(SpinInputType type) => type switch
    {
        SpinInputType.Numeric => "Number",
        SpinInputType.Alphanumeric => "NumberAndLetters",
        SpinInputType.Letters => "Letters",
        SpinInputType.Money => "Currency",
        SpinInputType.Info => "InfoOnly",
    };
}
