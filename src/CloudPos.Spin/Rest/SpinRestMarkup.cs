using System.Text;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>A printout in the tags of the REST form (specification: Receipt format).</summary>
internal static class SpinRestMarkup
{
    public static string Of(SpinPrintout printout)
    {
        var markup = new StringBuilder();
        var line = new List<SpinPrintText>();
        foreach (var part in printout.Parts)
        {
            switch (part)
            {
                case SpinPrintText text:
                    line.Add(text);
                    break;
                case SpinPrintFeed:
                    Finish(fed: true);
                    break;
                case SpinPrintImage image:
                    Finish(fed: false);
                    markup.Append("<IMG>").Append(Convert.ToBase64String(image.Bmp.Span)).Append("</IMG>");
                    break;
            }
        }
        Finish(fed: false);
        return markup.ToString();

        void Finish(bool fed)
        {
            if (line.Count == 0 && fed)
                markup.Append("<BR/>");
            else if (line.Count > 0)
                markup.Append(Line(line, (int)printout.Width));
            line.Clear();
        }
    }

    // Every aligned text ends its own line here, so a pair becomes one text, filled with blanks between.
    private static string Line(List<SpinPrintText> pieces, int width)
    {
        var text = SpinText.Clean(pieces[0].Text);
        if (pieces.Count > 1)
        {
            var right = string.Join(' ', pieces.Skip(1).Select(p => SpinText.Clean(p.Text)));
            text += new string(' ', Math.Max(1, width - text.Length - right.Length)) + right;
        }
        var tag = pieces.Count == 1 && pieces[0].Centred ? "C" : "L";
        var line = $"<{tag}>{Escaped(text)}</{tag}>";
        if (pieces.TrueForAll(p => p.Bold))
            line = $"<B>{line}</B>";
        if (pieces.TrueForAll(p => p.Inverted))
            line = $"<INV>{line}</INV>";
        return width > (int)SpinPrintWidth.Normal ? $"<CD>{line}</CD>" : line;
    }

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
