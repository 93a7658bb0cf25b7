using System.Xml.Linq;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Wire;

/// <summary>The address that carries a request: the whole document is the value of one query parameter.</summary>
internal static class SpinAddress
{
    // What stands around the address in the request line.
    private const string LineStart = "GET ";
    private const string LineEnd = " HTTP/1.1\r\n";

    // Rather than fewer items on the customer's screen, the lines go: they only repeat what the totals say.
    private const int ItemsBesideLinesMin = 10;

    /// <summary>
    /// A sale shortened to the limit: first the cart's last items down to ten, then the dual pricing lines, then more
    /// items, and the cart only where not one item fits, last the level 3 data.
    /// </summary>
    /// <remarks>
    /// Only what is shown, or lowers a fee, goes; amounts and totals never do, and without those parts every sale fits.
    /// </remarks>
    public static Uri Of(SpinEndpoint endpoint, SpinIdentity identity, SpinSale sale, SpinLimits limits)
    {
        if (sale.Cart is { } cart)
        {
            var (besideLines, whole) = ItemsThatFit(cart, withLines: true);
            if (whole is not null && besideLines >= Math.Min(ItemsBesideLinesMin, cart.Items.Count))
                return whole;
            var (withoutLines, shortened) = ItemsThatFit(cart, withLines: false);
            if (shortened is not null && withoutLines > 0)
                return shortened;
        }
        var noCart = Written(cart: null);
        if (Fits(noCart))
            return noCart;
        var noLines = Written(cart: null, withLines: false);
        return Fits(noLines)
            ? noLines
            : Of(endpoint, SpinXmlWriter.Write(sale, identity, cart: null, withLines: false, withLevel3: false));

        // With the address that was tried for it, so that none is written twice; null where not even an empty cart fits.
        (int Items, Uri? Address) ItemsThatFit(SpinCart cart, bool withLines)
        {
            var all = Written(cart, cart.Items.Count, withLines);
            if (Fits(all))
                return (cart.Items.Count, all);
            // More items never make a request shorter, so the most that fit are found by halving.
            (int Items, Uri? Address) fit = (-1, null);
            var tooMany = cart.Items.Count;
            while (tooMany - fit.Items > 1)
            {
                var half = (fit.Items + tooMany) / 2;
                var tried = Written(cart, half, withLines);
                if (Fits(tried))
                    fit = (half, tried);
                else
                    tooMany = half;
            }
            return fit;
        }

        Uri Written(SpinCart? cart, int items = 0, bool withLines = true) => Of(endpoint, SpinXmlWriter.Write(
            sale, identity, cart is null ? null : SpinCartXml.Write(cart, items), withLines));

        bool Fits(Uri address) => LineLength(address) <= limits.EncodedLengthMax;
    }

    public static Uri Of(SpinEndpoint endpoint, XElement request) => With(endpoint.TransactionPrefix, request);

    public static Uri OfPrinter(SpinEndpoint endpoint, XElement request) => With(endpoint.PrinterPrefix, request);

    public static Uri OfLink(SpinEndpoint endpoint, SpinIdentity identity) => Plain(endpoint.LinkPrefix
        + (string.IsNullOrWhiteSpace(identity.Tpn)
            ? "RegisterID=" + Encode(identity.RegisterId)
            : "tpn=" + Encode(identity.Tpn)));

    // Addresses are plain ASCII and kept as they were made, so a byte is a character and nothing need be copied.
    public static int LineLength(Uri address)
    {
        var path = address.OriginalString.IndexOf('/', address.Scheme.Length + Uri.SchemeDelimiter.Length);
        return LineStart.Length + address.OriginalString.Length - path + LineEnd.Length;
    }

    private static Uri With(string prefix, XElement request) =>
        Plain(prefix + SpinEscaped.Of(request));

    private static string Encode(string? text) => Uri.EscapeDataString(SpinText.Clean(text));

    // Everything is encoded already; nobody may rewrite it on the way.
    private static Uri Plain(string address) =>
        new(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
