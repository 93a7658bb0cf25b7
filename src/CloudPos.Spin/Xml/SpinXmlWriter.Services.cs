using System.Xml.Linq;

namespace CloudPos.Spin.Xml;

// What is not a charge: follow-ups, gift cards, batches, printing and questions.
internal static partial class SpinXmlWriter
{
    private const int TimeoutSecondsDefault = 120;
    private const int SettleTimeoutSecondsDefault = 420;

    public static XElement Write(SpinCapture capture, SpinIdentity identity)
    {
        var request = FollowUp(capture, "Capture", identity, capture.Tip);
        request.Add(TextOrNothing("AuthCode", capture.AuthCode), Tail(capture));
        return request;
    }

    public static XElement Write(SpinTipAdjust adjustment, SpinIdentity identity)
    {
        var request = FollowUp(adjustment, "TipAdjust", identity, adjustment.Tip);
        request.Add(Tail(adjustment));
        return request;
    }

    public static XElement Write(SpinVoid taken, SpinIdentity identity) =>
        new("request",
            TextOrNothing("AuthKey", identity.AuthKey),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("TPN", identity.Tpn),
            Text("PaymentType", WireName(taken.PaymentType)),
            Text("TransType", "Void"),
            Dollars("Amount", taken.Amount),
            Text("RefId", taken.RefId),
            TextOrNothing("AcntLast4", taken.Last4),
            Text("PrintReceipt", taken.PrintReceipt.ToString()),
            Tail(taken));

    public static XElement Write(SpinGift gift, SpinIdentity identity) =>
        new("request",
            Text("PaymentType", WireName(SpinPaymentType.Gift)),
            Text("TransType", gift.Operation.ToString()),
            Dollars("Amount", gift.Amount),
            Text("RefId", gift.RefId),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("AuthKey", identity.AuthKey),
            TextOrNothing("TPN", identity.Tpn),
            NumberOrNothing("MerchantId", gift.MerchantId),
            Text("PrintReceipt", gift.PrintReceipt.ToString()),
            Text("PerformedBy", gift.PerformedBy),
            Number("OperationalTimeout", gift.OperationalTimeoutSeconds));

    // Inquire is the one name of a balance question that the specification has, if only for gift cards.
    public static XElement Write(SpinBalance question, SpinIdentity identity) =>
        new("request",
            Text("PaymentType", WireName(question.PaymentType)),
            Text("TransType", "Inquire"),
            Text("RefId", question.RefId),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("AuthKey", identity.AuthKey),
            TextOrNothing("TPN", identity.Tpn),
            Text("PrintReceipt", "No"),
            Timeout(question.OperationalTimeoutSeconds, TimeoutSecondsDefault));

    public static XElement Write(SpinSettle settle, SpinIdentity identity) =>
        new("request",
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("TPN", identity.Tpn),
            TextOrNothing("AuthKey", identity.AuthKey),
            Text("RefId", settle.RefId),
            Text("TransType", "Settle"),
            NumberOrNothing("MerchantId", settle.MerchantId),
            Text("Param", settle.Kind.ToString()),
            Timeout(settle.OperationalTimeoutSeconds, SettleTimeoutSecondsDefault));

    public static XElement Write(SpinReportRequest report, SpinIdentity identity) =>
        Question(identity, Text("ReportType", report.Kind.ToString()), Text("TransType", "Report"));

    public static XElement Write(SpinUserChoice question, SpinIdentity identity) =>
        Question(identity, new XElement("UserChoice",
            new XAttribute("title", SpinText.Clean(question.Title)),
            new XAttribute("count", question.Choices.Count),
            question.TimeoutSeconds is { } seconds ? new XAttribute("timeout", seconds) : null,
            question.Choices.Select(choice => Text("Choice", choice))));

    public static XElement Write(SpinUserInput question, SpinIdentity identity) =>
        Question(identity,
            new XElement("UserInput",
                new XAttribute("title", SpinText.Clean(question.Title)),
                new XAttribute("maxlen", question.MaxLength),
                new XAttribute("type", WireName(question.Type))),
            question.TimeoutSeconds is { } seconds ? Timeout(seconds, TimeoutSecondsDefault) : null);

    public static XElement WriteSignatureQuestion(SpinIdentity identity) => Question(identity, new XElement("GetSign"));

    public static XElement Write(SpinPrintout printout, SpinIdentity identity) =>
        new("request",
            TextOrNothing("AuthKey", identity.AuthKey),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("TPN", identity.Tpn),
            TextOrNothing("RefId", printout.RefId),
            new XElement("printer",
                new XAttribute("width", (int)printout.Width),
                printout.Parts.Select(Write)));

    private static XElement Write(SpinPrintPart part) => part switch
    {
        SpinPrintText text => new XElement("t", Styled(text)),
        SpinPrintImage image => new XElement("img", Convert.ToBase64String(image.Bmp.Span)),
        // The sample writes "l0f" and the table "If": both are misprints of this.
        _ => new XElement("lf"),
    };

    private static object Styled(SpinPrintText text)
    {
        object styled = SpinText.Clean(text.Text);
        if (text.Bold)
            styled = new XElement("b", styled);
        if (text.Centred)
            styled = new XElement("c", styled);
        return text.Inverted ? new XElement("inv", styled) : styled;
    }

    private static XElement FollowUp(SpinFollowUp followUp, string transType, SpinIdentity identity, decimal? tip) =>
        new("request",
            TextOrNothing("AuthKey", identity.AuthKey),
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("TPN", identity.Tpn),
            Text("TransType", transType),
            Dollars("Amount", followUp.Amount),
            Dollars("Tip", tip),
            Text("RefId", followUp.RefId),
            TextOrNothing("AcntLast4", followUp.Last4));

    private static IEnumerable<XElement?> Tail(SpinFollowUp followUp) =>
    [
        NumberOrNothing("MerchantId", followUp.MerchantId),
        TextOrNothing("PerformedBy", followUp.PerformedBy),
        Timeout(followUp.OperationalTimeoutSeconds, TimeoutSecondsDefault),
    ];

    private static XElement Question(SpinIdentity identity, params XElement?[] content) =>
        new("request",
            TextOrNothing("RegisterId", identity.RegisterId),
            TextOrNothing("TPN", identity.Tpn),
            TextOrNothing("AuthKey", identity.AuthKey),
            content);

    // Said only when it differs: these requests have no such tag in their samples.
    private static XElement? Timeout(int seconds, int defaultSeconds) =>
        seconds == defaultSeconds ? null : Number("OperationalTimeout", seconds);

    private static string WireName(SpinInputType type) => type switch
    {
        SpinInputType.Numeric => "n",
        SpinInputType.Alphanumeric => "an",
        SpinInputType.Letters => "a",
        SpinInputType.Money => "$n",
        SpinInputType.Info => "i",
    };
}
