using System.Globalization;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Printing;

/// <summary>
/// The element <c>printer</c>: texts up to a line feed share a line, the second at the right edge. Bold and centred nest in
/// a text or around it; <c>inv</c> inverts the whole line it stands on.
/// </summary>
internal static class XmlPrintReader
{
    private const int TextMax = 40;

    public static IReadOnlyList<PrintedRow> Read(XElement printer)
    {
        var width = Width(printer);
        var keepSpaces = printer.Attribute("removeExtraSpaces")?.Value switch
        {
            null or "Off" => true,
            "On" => false,
            var other => throw new FormatException($"removeExtraSpaces {other} is neither On nor Off."),
        };
        var line = new Line(width);
        var rows = new List<PrintedRow>();
        Walk(printer, line, rows, new Style(false, false, false), keepSpaces);
        line.Flush(rows);
        return rows.Count > 0 ? rows : throw new FormatException("<printer> prints nothing.");
    }

    private static int Width(XElement printer)
    {
        foreach (var attribute in printer.Attributes())
        {
            if (attribute.Name != "width" && attribute.Name != "removeExtraSpaces")
            {
                throw new FormatException($"<printer> has no attribute {attribute.Name}.");
            }
        }

        return printer.Attribute("width")?.Value switch
        {
            null or "24" => 24,
            "48" => 48,
            var other => throw new FormatException($"width {other} is neither 24 nor 48."),
        };
    }

    private static void Walk(XElement parent, Line line, List<PrintedRow> rows, Style style, bool keepSpaces)
    {
        foreach (var node in parent.Nodes())
        {
            if (node is XText text)
            {
                var inText = style.InText && !string.IsNullOrWhiteSpace(text.Value);
                if (inText)
                {
                    line.Add(Text(text.Value, keepSpaces), style, rows);
                }
                else if (!string.IsNullOrWhiteSpace(text.Value))
                {
                    throw new FormatException("<printer> holds text outside of <t>.");
                }

                continue;
            }

            if (node is not XElement element)
            {
                throw new FormatException("<printer> holds something that is not a tag.");
            }

            if (element.HasAttributes)
            {
                throw new FormatException($"<{element.Name}> has an attribute.");
            }

            switch (element.Name.ToString())
            {
                case "t":
                    Walk(element, line, rows, style with { InText = true }, keepSpaces);
                    break;
                case "b":
                    Walk(element, line, rows, style with { Bold = true }, keepSpaces);
                    break;
                case "c":
                    Walk(element, line, rows, style with { Centered = true }, keepSpaces);
                    break;
                case "inv":
                    line.Inverted = true;
                    Walk(element, line, rows, style, keepSpaces);
                    break;
                case "lf" when element.IsEmpty || element.Value.Length == 0:
                    line.Feed(rows);
                    break;
                case "img":
                    line.Flush(rows);
                    rows.Add(new PrintedRow("") { Image = ImageData.Address(element.Value, bmpOnly: true), Align = "center" });
                    break;
                default:
                    throw new FormatException($"<{element.Name}> is unknown in <printer>.");
            }
        }
    }

    private static string Text(string value, bool keepSpaces)
    {
        var text = keepSpaces ? value : string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= TextMax
            ? text
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"<t> is longer than {TextMax}."));
    }

    private readonly record struct Style(bool InText, bool Bold, bool Centered);

    private sealed class Line(int width)
    {
        private PrintedRow? row;

        public bool Inverted { get; set; }

        public void Add(string text, Style style, List<PrintedRow> rows)
        {
            if (row is { Right: not null })
            {
                Flush(rows);
            }

            row = row is null
                ? new PrintedRow(text) { Width = width, Bold = style.Bold, Align = style.Centered ? "center" : "left" }
                : row with { Right = text, Bold = row.Bold || style.Bold };
        }

        public void Feed(List<PrintedRow> rows)
        {
            rows.Add((row ?? PrintedRow.Feed with { Width = width }) with { Inverted = Inverted });
            (row, Inverted) = (null, false);
        }

        public void Flush(List<PrintedRow> rows)
        {
            if (row is not null)
            {
                Feed(rows);
            }
        }
    }
}
