using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CloudPos.SpinSimulator.Printing;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>
/// Reads a request as strictly as the real proxy is said to: an unknown tag, a missing field or a stray space
/// around a value and it "does not pars". It shares no code with any client on purpose.
/// </summary>
internal static class SpinRequestReader
{
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 256 * 1024,
    };

    /// <summary>The request, or null with the reason, which goes into the wire log only.</summary>
    /// <param name="printing">It came as <c>Printer=</c>, where nothing but printing is read; elsewhere printing is not.</param>
    public static SpinRequest? Read(string? xml, bool printing, out string reason)
    {
        try
        {
            if (string.IsNullOrEmpty(xml))
            {
                throw new FormatException("There is no request.");
            }

            using var text = new StringReader(xml);
            using var reader = XmlReader.Create(text, Strict);
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            if (root.Name != "request")
            {
                throw new FormatException($"The document is <{root.Name}>, not <request>.");
            }

            Check(root, "request");
            Require(
                root.Element("printer") is not null == printing,
                printing ? "<printer> is missing." : "<printer> is sent as Printer=.");
            reason = "";
            return Build(root);
        }
        catch (Exception e) when (e is XmlException or FormatException)
        {
            reason = e.Message;
            return null;
        }
    }

    private static void Check(XElement element, string path)
    {
        if (path == "request/printer")
        {
            return;   // it has a reader of its own
        }

        var attributes = RequestGrammar.Attributes.GetValueOrDefault(path, []);
        Require(element.Attributes().All(a => attributes.Contains(a.Name.ToString())), $"<{element.Name}> has an attribute.");
        if (!RequestGrammar.Children.TryGetValue(path, out var known))
        {
            Require(element.Nodes().All(n => n is XText), $"<{element.Name}> takes a value, not tags.");
            Require(element.Value == element.Value.Trim(), $"<{element.Name}> has stray spaces.");
            return;
        }

        foreach (var node in element.Nodes())
        {
            var fits = node is XElement || (node is XText text && string.IsNullOrWhiteSpace(text.Value));
            Require(fits, $"<{element.Name}> holds something that is not a tag.");
        }

        var seen = new HashSet<string>();
        foreach (var child in element.Elements())
        {
            var childPath = $"{path}/{child.Name}";
            Require(known.Contains(child.Name.ToString()), $"<{child.Name}> is unknown in <{element.Name}>.");
            Require(seen.Add(childPath) || RequestGrammar.Repeats.Contains(childPath), $"<{child.Name}> stands twice.");
            Check(child, childPath);
        }
    }

    private static SpinRequest Build(XElement root)
    {
        string? Value(string name) => root.Element(name)?.Value is { Length: > 0 } value ? value : null;

        foreach (var (name, width) in RequestGrammar.Widths)
        {
            Require((Value(name)?.Length ?? 0) <= width, $"<{name}> is longer than {width}.");
        }

        var prompt = RequestGrammar.Prompts.SingleOrDefault(p => root.Element(p) is not null);
        var transType = prompt ?? Value("TransType") ?? throw new FormatException("<TransType> is missing.");
        Require(prompt is null || Value("TransType") is null, $"<TransType> and <{prompt}> stand together.");
        Require(prompt is not null || RequestGrammar.TransTypes.Contains(transType), $"<TransType> {transType} is unknown.");
        foreach (var name in RequestGrammar.Mandatory(transType).Append("AuthKey"))
        {
            Require(Value(name) is not null, $"<{name}> is missing.");
        }

        Require(Value("TPN") is not null || Value("RegisterId") is not null, "<TPN> or <RegisterId> is missing.");
        OneOf("PaymentType", Value("PaymentType"), RequestGrammar.PaymentTypes);
        OneOf("PrintReceipt", Value("PrintReceipt"), ["No", "Merchant", "Customer", "Both"]);
        OneOf("SigCapture", Value("SigCapture"), ["Yes", "No"]);
        OneOf("Param", Value("Param"), ["Close", "Force"]);
        OneOf("ReportType", Value("ReportType"), ["Summary", "Daily"]);
        OneOf("FeeCalculated", Value("FeeCalculated"), ["true", "false"]);
        OneOf("TaxCalculated", Value("TaxCalculated"), ["true", "false"]);
        CheckLineItemCount(root, Value("LineItemCount"));

        return new SpinRequest
        {
            TransType = transType == "printer" ? "Printer" : transType,
            PaymentType = Value("PaymentType") ?? "",
            RefId = Value("RefId") ?? "",
            RegisterId = Value("RegisterId"),
            Tpn = Value("TPN"),
            AuthKey = Value("AuthKey")!,
            Amount = Exact(root, "Amount"),
            Tip = Exact(root, "Tip"),
            CustomFee = Exact(root, "CustomFee"),
            Cashback = Exact(root, "CashbackAmount"),
            Hsa = ReadHsa(root),
            MerchantId = Merchant(Value("MerchantId")),
            HasTags = (Value("Tag1") ?? Value("Tag2") ?? Value("Tag3")) is not null,
            AuthCode = Value("AuthCode"),
            AcntLast4 = Value("AcntLast4"),
            InvoiceNumber = Value("InvNum"),
            ReportType = Value("ReportType"),
            Force = Value("Param") == "Force",
            CapturesSignature = Value("SigCapture") != "No",
            PrintReceipt = Value("PrintReceipt") ?? (transType == "Status" ? "No" : "Both"),
            OperationalTimeout = Timeout(
                Value("OperationalTimeout"), transType == "Settle" ? SpinRequest.SettleTimeout : SpinRequest.DefaultTimeout),
            FeeCalculated = Value("FeeCalculated") == "true",
            TaxCalculated = Value("TaxCalculated") == "true",
            Dual = ReadDual(root),
            Cart = CartReader.Read(root.Element("Cart")),
            Prompt = PromptReader.Read(root),
            Print = root.Element("printer") is { } printer ? XmlPrintReader.Read(printer) : null,
        };
    }

    private static HsaAmounts? ReadHsa(XElement root) =>
        root.Element("HSA_TotalAmount") is null
            ? null
            : new HsaAmounts(
                Exact(root, "HSA_TotalAmount"),
                Exact(root, "HSA_RxAmount") + Exact(root, "HSA_ClinicAmount") + Exact(root, "HSA_DentalAmount"));

    private static int? Merchant(string? text)
    {
        if (text is null)
        {
            return null;
        }

        Require(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number), "<MerchantId> is not a number.");
        return number;
    }

    private static DualPrices? ReadDual(XElement root)
    {
        var card = Loose(root, "TotalCardAmount");
        var cash = Loose(root, "TotalCashAmount");
        Require(card is null == cash is null, "One of <TotalCardAmount> and <TotalCashAmount> is missing.");
        if (card is null || cash is null)
        {
            return null;
        }

        return new DualPrices(
            card.Value,
            cash.Value,
            root.Element("FeeCalculated")?.Value == "true" || root.Element("TaxCalculated")?.Value == "true")
        {
            CardBase = Loose(root, "TotalCardAmountWithDiscount"),
            Tax1Card = Loose(root, "Tax1CardAmount") ?? 0,
            Tax2Card = Loose(root, "Tax2CardAmount") ?? 0,
            Tax1Cash = Loose(root, "Tax1CashAmount") ?? 0,
            Tax2Cash = Loose(root, "Tax2CashAmount") ?? 0,
            CardDiscount = Loose(root, "TotalCardDiscount") ?? 0,
            CashDiscount = Loose(root, "TotalCashDiscount") ?? 0,
        };
    }

    private static void CheckLineItemCount(XElement root, string? count)
    {
        var groups = (root.Element("LineItems") ?? root.Element("Level3LineItems"))?.Elements("group").Count();
        Require(count is null ? groups is null : groups?.ToString(CultureInfo.InvariantCulture) == count,
            "<LineItemCount> is not the number of groups.");
    }

    private static TimeSpan Timeout(string? text, TimeSpan otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        Require(
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 720,
            "<OperationalTimeout> is not 1 to 720 seconds.");
        return TimeSpan.FromSeconds(seconds);
    }

    private static long Exact(XElement root, string name)
    {
        if (root.Element(name)?.Value is not { Length: > 0 } text)
        {
            return 0;
        }

        Require(Dollars.TryRead(text, out var cents), $"<{name}> is not an amount like 12.50.");
        return cents;
    }

    private static long? Loose(XElement root, string name)
    {
        if (root.Element(name)?.Value is not { Length: > 0 } text)
        {
            return null;
        }

        Require(Dollars.TryReadLoose(text, out var cents) && cents >= 0, $"<{name}> is not an amount.");
        return cents;
    }

    private static void OneOf(string name, string? value, IEnumerable<string> allowed) =>
        Require(value is null || allowed.Contains(value), $"<{name}> {value} is unknown.");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
