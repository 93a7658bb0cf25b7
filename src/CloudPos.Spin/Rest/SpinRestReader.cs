using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>Puts a JSON payment answer into the form in which answers are judged, field by named field.</summary>
/// <remarks>What has no line here (first digits, BIN, expiry, name, token) does not get further than the text.</remarks>
internal static class SpinRestReader
{
    /// <summary>Of the terminal's own extended data, what the judging and the amounts need.</summary>
    private static readonly string[] s_extended =
    [
        "BaseAmount", "CashBack", "Disc", "approvedAmnt", "isPartialApprovalTxn", "dueAmnt", "RRN", "GiftBalAmount",
        "ebtCashBalAmount", "EBTFSAvailBalance", "EBTCashAvailBalance",
    ];

    public static SpinResponse Read(SpinRestReply reply)
    {
        var root = reply.Root;
        var response = new SpinResponse();
        Plain("RefId", root.Raw("ReferenceId"));
        Plain("ResultCode", reply.ResultCode);
        Plain("Voided", root.Raw("Voided"));
        Encoded("Message", reply.Message);
        Encoded("RespMSG", Told(reply));
        Encoded("AuthCode", root.Text("AuthCode"));
        Encoded("PaymentType", root.Text("PaymentType"));
        Encoded("TransType", root.Text("TransactionType"));
        Encoded("InvNum", root.Text("InvoiceNumber"));
        Encoded("TransNum", root.Text("TransactionNumber"));
        Encoded("PNRef", root.Text("PNReferenceId") ?? root.Text("RRN"));
        Encoded("SN", root.Text("SerialNumber"));
        response.ExtData.Add(SpinExtData.Parse(ExtendedData(root)));
        if (root.HasFlaws)
            response.AddMisplaced("ResultCode");
        return response;

        void Plain(string tag, string? value)
        {
            if (value is not null)
                response.AddLeaf(tag, value);
        }

        // Answers in XML are percent-encoded and decoded once on reading; a "%" of JSON is only a "%".
        void Encoded(string tag, string? value) => Plain(tag, value is null ? null : Uri.EscapeDataString(value));
    }

    /// <summary>The host's words; behind a bare "Error" the cause stands in the detail.</summary>
    private static string? Told(SpinRestReply reply)
    {
        var told = new[] { reply.DetailedMessage, reply.HostMessage }.OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return string.Join(" / ", told) is { Length: > 0 } text ? text : null;
    }

    private static List<string> ExtendedData(SpinJson root)
    {
        List<string> pairs = [];
        // An application that reports twice, or several that disagree, leave the last word to nobody.
        var applications = root.Objects("ExtendedDataByApplication");
        if (applications.Count == 1)
        {
            foreach (var key in s_extended)
                Add(key, applications[0].Text(key));
        }
        var amounts = root.Object("Amounts");
        Add("TotalAmt", amounts?.Money("TotalAmount"));
        Add("Amount", amounts?.Money("Amount"));
        Add("Tip", amounts?.Money("TipAmount"));
        Add("Fee", amounts?.Money("FeeAmount"));
        Add("TaxAmount", amounts?.Money("TaxAmount"));
        var card = root.Object("CardData");
        Add("CardType", card?.Text("CardType") ?? card?.Text("CardBrand"));
        Add("EntryType", card?.Text("EntryType"));
        Add("AcntLast4", card?.Text("Last4"));
        Add("BatchNum", root.Text("BatchNumber"));
        return pairs;

        void Add(string key, object? value)
        {
            var text = value is decimal dollars ? SpinMoney.Format(dollars) : (string?)value;
            if (text is not null)
                pairs.Add(key + "=" + Uri.EscapeDataString(text));
        }
    }
}
