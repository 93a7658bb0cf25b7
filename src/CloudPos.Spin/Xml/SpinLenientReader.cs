using System.Net;

namespace CloudPos.Spin.Xml;

/// <summary>Second reading, for answers that are not well-formed: looks for known leaf tags one by one.</summary>
/// <remarks>
/// The specification's own Status sample needs it ("TaxAmount=0.00/ExtData&gt;" without its "&lt;"). What is read this
/// way may be believed as approved only with an AuthCode; see <see cref="SpinVerdicts"/>.
/// </remarks>
internal static class SpinLenientReader
{
    private static readonly string[] s_known =
    [
        "RefId", "RegisterId", "TPN", "TransNum", "InvNum", "ResultCode", "RespMSG", "Message", "AuthCode", "PNRef",
        "PaymentType", "Voided", "TransType", "SN", "ExtData", "DelayBeforeNextRequest",
    ];

    private static readonly char[] s_blanks = [' ', '\t', '\r', '\n'];

    public static SpinResponse Read(string document)
    {
        var response = new SpinResponse { ParsedLeniently = true };
        // Comments and CDATA could hide or fake a tag from a reader that knows no XML.
        if (document.Contains("<!", StringComparison.Ordinal))
            return response;
        foreach (var tag in s_known)
        {
            // Not the plain tag that terminals write: it could say otherwise than the plain one, so neither is
            // believed.
            if (s_blanks.Any(blank => document.Contains("<" + tag + blank, StringComparison.OrdinalIgnoreCase)))
                response.AddMisplaced(tag);
            for (var at = Find(document, tag, 0); at >= 0; at = Find(document, tag, at))
            {
                var end = document.IndexOf('<', at);
                var value = end < 0 ? document[at..] : document[at..end];
                // ExtData is long and comes broken; the short fields that decide must be closed as they were opened.
                if (tag == "ExtData")
                    response.AddLeaf(tag, WebUtility.HtmlDecode(WithoutBrokenEnd(value, tag)));
                else if (end >= 0 && IsClosedAt(document, end, tag))
                    response.AddLeaf(tag, WebUtility.HtmlDecode(value));
                else
                    response.AddMisplaced(tag);
            }
        }
        return response;
    }

    // The position behind "<Tag>".
    private static int Find(string document, string tag, int from)
    {
        var opening = "<" + tag + ">";
        var at = document.IndexOf(opening, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? -1 : at + opening.Length;
    }

    private static bool IsClosedAt(string document, int at, string tag) =>
        string.Compare(document, at, "</" + tag, 0, tag.Length + 2, StringComparison.OrdinalIgnoreCase) == 0;

    private static string WithoutBrokenEnd(string value, string tag)
    {
        var trimmed = value.TrimEnd();
        var broken = "/" + tag + ">";
        return trimmed.EndsWith(broken, StringComparison.OrdinalIgnoreCase) ? trimmed[..^broken.Length] : value;
    }
}
