using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>The wire's way with text: values percent-encoded inside the XML, the document inside an HTML tag.</summary>
internal static partial class WireText
{
    /// <summary>As terminals do it: spaces, slashes, commas and the like become %20, %2f, %2c.</summary>
    public static string Encode(string value)
    {
        var text = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c == '.')
            {
                text.Append(c);
            }
            else
            {
                text.Append('%').Append(b.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    /// <summary>key=value,key=value with encoded values</summary>
    public static string Pairs(params IEnumerable<(string Key, string Value)> pairs) =>
        string.Join(',', pairs.Select(p => $"{p.Key}={Encode(p.Value)}"));

    public static string Wrap(XElement response) => $"<xmp>{response.ToString(SaveOptions.DisableFormatting)}</xmp>";

    public static string Masked(string text) => JsonAuthKey().Replace(AuthKey().Replace(text, "$1***"), "$1***");

    /// <summary>The TPN or RegisterId a request names, for the log of one that could not be read.</summary>
    public static string? TpnIn(string text) =>
        Tpn().Match(text) is { Success: true } m ? m.Groups[1].Value
        : JsonTpn().Match(text) is { Success: true } j ? j.Groups[1].Value
        : null;

    [GeneratedRegex(@"(<\s*AuthKey[^>]*>)[^<]*", RegexOptions.IgnoreCase)]
    private static partial Regex AuthKey();

    [GeneratedRegex(@"(authkey""?\s*[:=]\s*""?)[^""&,}\s]*", RegexOptions.IgnoreCase)]
    private static partial Regex JsonAuthKey();

    [GeneratedRegex(@"""tpn""\s*:\s*""([0-9A-Za-z]{1,12})""", RegexOptions.IgnoreCase)]
    private static partial Regex JsonTpn();

    [GeneratedRegex(@"<TPN\s*>\s*([0-9A-Za-z]{1,12})\s*<")]
    private static partial Regex Tpn();
}
