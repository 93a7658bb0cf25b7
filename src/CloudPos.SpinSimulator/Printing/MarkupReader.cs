using System.Xml;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Printing;

/// <summary>The receipt markup of the REST document: LG, INV, CD, B nest around lines L, C, R; BR, IMG and QR stand alone.</summary>
internal static class MarkupReader
{
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Fragment,
        MaxCharactersInDocument = 256 * 1024,
    };

    /// <exception cref="FormatException">A tag that is unknown, or no markup at all.</exception>
    public static IReadOnlyList<PrintedRow> Read(string markup)
    {
        try
        {
            using var text = new StringReader($"<roll>{markup}</roll>");
            using var reader = XmlReader.Create(text, Strict);
            reader.MoveToContent();
            var rows = new List<PrintedRow>();
            Walk((XElement)XNode.ReadFrom(reader), new PrintedRow(""), rows, inLine: false);
            return rows.Count > 0 ? rows : throw new FormatException("The markup prints nothing.");
        }
        catch (XmlException e)
        {
            throw new FormatException("The markup is not well-formed.", e);
        }
    }

    private static void Walk(XElement parent, PrintedRow style, List<PrintedRow> rows, bool inLine)
    {
        var justOpened = true;
        foreach (var node in parent.Nodes())
        {
            if (node is XText text)
            {
                if (!string.IsNullOrWhiteSpace(text.Value))
                {
                    Put(text.Value.Trim(), style, rows, inLine && !justOpened);
                    justOpened = false;
                }

                continue;
            }

            if (node is not XElement element)
            {
                throw new FormatException("The markup holds something that is not a tag.");
            }

            switch (element.Name.ToString())
            {
                case "LG":
                    Walk(element, style with { Large = true }, rows, inLine);
                    break;
                case "INV":
                    Walk(element, style with { Inverted = true }, rows, inLine);
                    break;
                case "CD":
                    Walk(element, style with { Condensed = true }, rows, inLine);
                    break;
                case "B":
                    Walk(element, style with { Bold = true }, rows, inLine);
                    break;
                case "L":
                    Walk(element, style with { Align = "left" }, rows, inLine: true);
                    break;
                case "C":
                    Walk(element, style with { Align = "center" }, rows, inLine: true);
                    break;
                case "R":
                    Walk(element, style with { Align = "right" }, rows, inLine: true);
                    break;
                case "BR":
                    rows.Add(PrintedRow.Feed);
                    break;
                case "IMG":
                    rows.Add(new PrintedRow("") { Image = ImageData.Address(element.Value, bmpOnly: false), Align = "center" });
                    break;
                case "QR":
                    rows.Add(new PrintedRow(element.Value.Trim()) { Qr = QrCode.Draw(element.Value.Trim()), Align = "center" });
                    break;
                default:
                    throw new FormatException($"<{element.Name}> is unknown in the markup.");
            }

            justOpened = false;
        }
    }

    // text that follows a tag inside of one line still belongs to it
    private static void Put(string text, PrintedRow style, List<PrintedRow> rows, bool continues)
    {
        if (continues && rows.Count > 0 && rows[^1].Image is null && rows[^1].Qr is null)
        {
            rows[^1] = rows[^1] with { Text = $"{rows[^1].Text} {text}" };
        }
        else
        {
            rows.Add(style with { Text = text });
        }
    }
}
