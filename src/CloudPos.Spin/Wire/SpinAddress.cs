using System.Text;
using System.Xml.Linq;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Wire;

/// <summary>The address that carries a request: the whole document is the value of one query parameter.</summary>
internal static class SpinAddress
{
    // What stands around the address in the request line.
    private const string LineStart = "GET ";
    private const string LineEnd = " HTTP/1.1\r\n";

    /// <summary>
    /// A sale shortened to the limit: first the cart's items, then the cart, the dual pricing lines, the level 3 data.
    /// </summary>
    /// <remarks>
    /// Only what is shown, or lowers a fee, goes; amounts and totals never do, and without those parts every sale fits.
    /// </remarks>
    public static Uri Of(SpinEndpoint endpoint, SpinIdentity identity, SpinSale sale, SpinLimits limits)
    {
        if (sale.Cart is { } cart)
        {
            var whole = Sized(cart.Items.Count);
            if (Fits(whole))
                return whole;
            // More items never make a request shorter, so the most that fit are found by halving.
            var (fit, tooMany) = (-1, cart.Items.Count);
            while (tooMany - fit > 1)
            {
                var half = (fit + tooMany) / 2;
                if (Fits(Sized(half)))
                    fit = half;
                else
                    tooMany = half;
            }
            if (fit > 0)
                return Sized(fit);
        }
        var withLines = Of(endpoint, SpinXmlWriter.Write(sale, identity, cart: null));
        if (Fits(withLines))
            return withLines;
        var withoutLines = Of(endpoint, SpinXmlWriter.Write(sale, identity, cart: null, withLines: false));
        return Fits(withoutLines)
            ? withoutLines
            : Of(endpoint, SpinXmlWriter.Write(sale, identity, cart: null, withLines: false, withLevel3: false));

        Uri Sized(int items) => Of(endpoint, SpinXmlWriter.Write(sale, identity, SpinCartXml.Write(sale.Cart!, items)));

        bool Fits(Uri address) => LineLength(address) <= limits.EncodedLengthMax;
    }

    public static Uri Of(SpinEndpoint endpoint, XElement request) => With(endpoint.TransactionPrefix, request);

    public static Uri OfPrinter(SpinEndpoint endpoint, XElement request) => With(endpoint.PrinterPrefix, request);

    public static Uri OfLink(SpinEndpoint endpoint, SpinIdentity identity) => Plain(endpoint.LinkPrefix
        + (string.IsNullOrWhiteSpace(identity.Tpn)
            ? "RegisterID=" + Encode(identity.RegisterId)
            : "tpn=" + Encode(identity.Tpn)));

    public static int LineLength(Uri address) =>
        Encoding.ASCII.GetByteCount(LineStart + address.PathAndQuery + LineEnd);

    private static Uri With(string prefix, XElement request) =>
        Plain(prefix + Uri.EscapeDataString(request.ToString(SaveOptions.DisableFormatting)));

    private static string Encode(string? text) => Uri.EscapeDataString(SpinText.Clean(text));

    // Everything is encoded already; nobody may rewrite it on the way.
    private static Uri Plain(string address) =>
        new(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
