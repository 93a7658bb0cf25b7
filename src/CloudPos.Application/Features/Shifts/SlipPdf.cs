using System.Globalization;
using System.Text;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Writes a slip as a PDF: letters of one width, as on the roll. Pages as many as it needs.</summary>
/// <remarks>
/// Plain PDF 1.4 with the built-in Courier, which every reader has, in Windows letters: no font is carried and no package is needed.
/// Letters outside of them become a question mark, the true minus a hyphen.
/// </remarks>
internal static class SlipPdf
{
    private const int Columns = 56;
    private const int LinesOnPage = 60;

    // US Letter in points; 10 pt Courier is 6 pt wide
    private const string Page = "/MediaBox [0 0 612 792]";
    private const int Left = 138;
    private const int Top = 740;
    private const int LineHeight = 11;

    public static byte[] Write(IReadOnlyList<SlipLine> slip)
    {
        var pages = slip.SelectMany(Typed).Chunk(LinesOnPage).ToArray();
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Length} /Kids [{string.Join(' ', pages.Select((_, i) => $"{5 + i * 2} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
        };
        for (var i = 0; i < pages.Length; i++)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R {Page} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + i * 2} 0 R >>");
            var text = Content(pages[i]);
            objects.Add($"<< /Length {text.Length} >>\nstream\n{text}\nendstream");
        }

        return File(objects);
    }

    private static string Content(IEnumerable<(string Text, bool IsBold)> lines)
    {
        var content = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"BT {LineHeight} TL {Left} {Top} Td"));
        foreach (var (text, isBold) in lines)
            content.Append(CultureInfo.InvariantCulture, $" /{(isBold ? "F2" : "F1")} 10 Tf ({Escaped(text)}) Tj T*");
        return content.Append(" ET").ToString();
    }

    private static IEnumerable<(string Text, bool IsBold)> Typed(SlipLine line)
    {
        var isBold = line.Look is SlipLook.Title or SlipLook.Strong or SlipLook.Total;
        if (line.Look == SlipLook.Rule)
            return [(new string('-', Columns), false)];
        if (line.Right.Length > 0)
        {
            var room = Columns - line.Right.Length - 1;
            var words = line.Left.Length > room ? line.Left[..room] : line.Left;
            return [(words.PadRight(Columns - line.Right.Length) + line.Right, isBold)];
        }

        return line.Left.Chunk(Columns).Select(part => new string(part)).Select(text =>
            (line.Look == SlipLook.Note ? text : new string(' ', (Columns - text.Length) / 2) + text, isBold));
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text.Replace('−', '-'))
        {
            if (letter is '(' or ')' or '\\')
                escaped.Append('\\');
            escaped.Append(letter is < ' ' or > '~' and < '\u00A0' or > 'ÿ' ? '?' : letter);
        }

        return escaped.ToString();
    }

    private static byte[] File(List<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(file.Length); // one byte for each letter: Latin 1
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
