using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CloudPos.Spin;

/// <summary>The terminal's receipt markup as plain lines (specification: Receipt format).</summary>
public static partial class SpinReceiptText
{
    /// <summary>
    /// One string per printed line: left, centred and right texts each end one; pictures and codes are left out.
    /// </summary>
    /// <remarks>A receipt is shown to the customer it belongs to; it is not for logs.</remarks>
    public static IReadOnlyList<string> Lines(SpinSecretText markup)
    {
        ArgumentNullException.ThrowIfNull(markup);
        var lines = new List<string>();
        var line = new StringBuilder();
        var text = Pictures().Replace(markup.Reveal(), "");
        var at = 0;
        foreach (Match tag in Tags().Matches(text))
        {
            line.Append(text.AsSpan(at, tag.Index - at));
            at = tag.Index + tag.Length;
            var name = tag.Groups[2].Value.ToUpperInvariant();
            if (name is "BR" || (name is "L" or "C" or "R" or "T" or "LF" && (tag.Groups[1].Length > 0 || name == "LF")))
                End();
        }
        line.Append(text.AsSpan(at));
        if (line.Length > 0)
            End();
        return lines;

        void End()
        {
            lines.Add(Xml.SpinText.Clean(WebUtility.HtmlDecode(line.ToString())));
            line.Clear();
        }
    }

    [GeneratedRegex("<(IMG|QR)\\b[^>]*/>|<(IMG|QR)\\b[^>]*>[^<]*</(IMG|QR)>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Pictures();

    [GeneratedRegex("<(/?)([A-Za-z]+)[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
