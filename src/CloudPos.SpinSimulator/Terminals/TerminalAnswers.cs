using System.Globalization;
using System.Xml.Linq;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The answers of one terminal, shaped like the vendor's samples.</summary>
internal sealed class TerminalAnswers(TerminalDefinition terminal)
{
    public const string DeclineText = "    DECLINE     ";
    public const string GaveUpText = "Transaction timeout. Please try again later.";
    public const string CancelText = "Canceled";

    // a black and white bitmap of one dot; there is nobody to sign
    private const string Signature =
        "Qk1CAAAAAAAAAD4AAAAoAAAAAQAAAAEAAAABAAEAAAAAAAQAAAAAAAAAAAAAAAIAAAACAAAAAAAAAP///wAAAAAA";

    private string Serial => "B179" + terminal.Tpn[^Math.Min(10, terminal.Tpn.Length)..];

    /// <summary>An approved sale, refund or hold; the same again when Status asks.</summary>
    public XElement Approved(LedgerLine line)
    {
        var answer = new XElement(
            "response",
            new XElement("RefId", line.RefId),
            new XElement("RegisterId", terminal.RegisterId),
            new XElement("TPN", terminal.Tpn),
            new XElement("TransNum", line.Num),
            new XElement("InvNum", line.Num),
            new XElement("ResultCode", "0"),
            new XElement("RespMSG", "Approved"),
            new XElement("Message", "Approved"));
        AddHostFields(answer, line);
        answer.Add(new XElement("ExtData", ExtData(line)));
        if (line.Card?.Aid is { } aid)
        {
            answer.Add(new XElement("EMVData", EmvData(line.Card.Brand, aid)));
        }

        if (line.Signed)
        {
            answer.Add(new XElement("Sign", Signature));
        }

        return answer;
    }

    /// <summary>A void, capture or tip adjustment that worked.</summary>
    public XElement FollowedUp(LedgerLine line)
    {
        var answer = new XElement(
            "response",
            new XElement("RefId", line.RefId),
            new XElement("RegisterId", terminal.RegisterId),
            new XElement("TPN", terminal.Tpn),
            new XElement("ResultCode", "0"),
            new XElement("Message", "Success"));
        AddHostFields(answer, line);
        answer.Add(new XElement("ExtData", ExtData(line)));
        return answer;
    }

    /// <summary>Declined, cancelled or given up: the message is "Canceled" in every case, the text says which.</summary>
    public XElement NotApproved(LedgerLine line) =>
        Refusal("Canceled", line.RespMsg ?? CancelText, line.RefId, line.PaymentType, line.AskedType);

    public XElement Cancelled(SpinRequest request) =>
        Refusal("Canceled", CancelText, request.RefId, request.PaymentType, request.TransType);

    public XElement Busy(SpinRequest request) =>
        Refusal("Canceled", "Service busy", request.RefId, request.PaymentType, request.TransType);

    public XElement NotFound(SpinRequest request) =>
        Refusal("Not Found", "Not Found", request.RefId, request.PaymentType, request.TransType);

    public XElement Failure(SpinRequest request, string text) =>
        Refusal("Failure", text, request.RefId, request.PaymentType, request.TransType);

    /// <summary>Success with what the operation adds: settlement rows, report rows.</summary>
    public XElement Success(SpinRequest request, IEnumerable<XElement> rows) => new(
        "response",
        request.RefId.Length > 0 ? new XElement("RefId", request.RefId) : null,
        new XElement("RegisterId", terminal.RegisterId),
        new XElement("TPN", terminal.Tpn),
        new XElement("ResultCode", "0"),
        new XElement("Message", "Success"),
        rows);

    /// <summary>The vendor's words, its slip included: clients have to know it.</summary>
    public XElement EmptyReport() => new(
        "response",
        new XElement("Message", "Failure"),
        new XElement("RegisterId", terminal.RegisterId),
        new XElement("ResultCode", "1"),
        new XElement("RespMSG", "There is no transaction in th batch"),
        new XElement("Voided", "false"),
        new XElement("TransType", "Report"));

    private XElement Refusal(string message, string text, string refId, string paymentType, string transType) => new(
        "response",
        new XElement("Message", message),
        refId.Length > 0 ? new XElement("RefId", refId) : null,
        new XElement("RegisterId", terminal.RegisterId),
        new XElement("TPN", terminal.Tpn),
        new XElement("ResultCode", "1"),
        new XElement("RespMSG", WireText.Encode(text)),
        paymentType.Length > 0 ? new XElement("PaymentType", paymentType) : null,
        new XElement("Voided", "false"),
        new XElement("TransType", transType),
        new XElement("SN", Serial));

    private void AddHostFields(XElement answer, LedgerLine line)
    {
        if (!line.IsCash)
        {
            answer.Add(new XElement("AuthCode", line.AuthCode), new XElement("PNRef", line.PnRef));
        }

        answer.Add(
            new XElement("PaymentType", line.PaymentType),
            new XElement("Voided", line.State == LineState.Voided ? "true" : "false"),
            new XElement("TransType", line.AskedType),
            new XElement("SN", Serial));
    }

    private static string ExtData(LedgerLine line)
    {
        var pairs = new List<(string Key, string Value)>
        {
            ("InvNum", line.Num.ToString(CultureInfo.InvariantCulture)),
            ("CardType", line.Card?.Brand ?? ""),
            ("BatchNum", line.Batch.ToString(CultureInfo.InvariantCulture)),
            ("Tip", Dollars.Plain(line.Tip)),
            ("CashBack", Dollars.Plain(line.Cashback)),
            ("Fee", Dollars.Plain(line.Fee)),
            ("AcntLast4", line.Card?.Last4 ?? ""),
            ("Name", line.Card?.Holder ?? ""),
            ("TotalAmt", Dollars.Plain(line.Total)),
            ("DISC", Dollars.Plain(line.Discount)),
            ("SHFee", "0.00"),
            ("EBTFSAvailBalance", ""),
            ("EBTCashAvailBalance", ""),
            ("EntryType", line.Card?.EntryType ?? ""),
            ("TaxCity", Dollars.Plain(line.TaxCity)),
            ("TaxState", Dollars.Plain(line.TaxState)),
            ("Cust1", ""), ("Cust1Value", ""), ("Cust2", ""), ("Cust2Value", ""), ("Cust3", ""), ("Cust3Value", ""),
            ("AcntFirst4", line.Card?.First4 ?? ""),
            ("TaxAmount", Dollars.Plain(line.TaxCity + line.TaxState)),
        };
        if (line.IsCash)
        {
            pairs.RemoveAll(p => p.Key is "CardType" or "AcntLast4" or "AcntFirst4" or "Name" or "EntryType");
        }

        return WireText.Pairs(pairs);
    }

    private static string EmvData(string brand, string aid) => WireText.Pairs(
        ("AID", aid), ("AppName", $"{brand} CREDIT"), ("TVR", "0000008000"), ("TSI", "E800"),
        ("IAD", "06010A03A08000"), ("ARC", "00"));
}
