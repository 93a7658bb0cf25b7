using System.Text;
using System.Xml.Linq;

namespace CloudPos.Spin.Wire;

/// <summary>A document as the value of a query parameter: the same characters as writing it and then encoding the whole, in one pass.</summary>
/// <remarks>A sale of thirty lines has hundreds of elements, and the general writer spends most of its time on what our names cannot hold.</remarks>
internal static class SpinEscaped
{
    private static readonly System.Buffers.SearchValues<char> s_plain =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static string Of(XElement document)
    {
        var text = new StringBuilder(4096);
        return TryWrite(text, document) ? text.ToString() : Uri.EscapeDataString(document.ToString(SaveOptions.DisableFormatting));
    }

    // False for what only the printout and the questions have: attributes. Their documents are small.
    private static bool TryWrite(StringBuilder text, XElement element)
    {
        if (element.HasAttributes)
            return false;
        var name = element.Name.LocalName;
        if (element.IsEmpty)
        {
            text.Append("%3C").Append(name).Append("%20%2F%3E");
            return true;
        }
        text.Append("%3C").Append(name).Append("%3E");
        for (var node = element.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is XElement child)
            {
                if (!TryWrite(text, child))
                    return false;
            }
            else if (node is XText { NodeType: System.Xml.XmlNodeType.Text } words)
            {
                Append(text, words.Value);
            }
            else
            {
                return false;
            }
        }
        text.Append("%3C%2F").Append(name).Append("%3E");
        return true;
    }

    private static void Append(StringBuilder text, string words)
    {
        if (!words.AsSpan().ContainsAnyExcept(s_plain))
        {
            text.Append(words);
            return;
        }
        var xml = words.AsSpan().IndexOfAny('&', '<', '>') < 0 ? words : words
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        text.Append(Uri.EscapeDataString(xml));
    }
}
