using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;

namespace CloudPos.Application.Tests.Pdf;

/// <summary>Reads a PDF file back as a person does: the words of each page, in the order in which they were written.</summary>
internal static partial class PdfWords
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(byte[] file)
    {
        using var document = PdfReader.Open(new MemoryStream(file), PdfDocumentOpenMode.Import);
        return [.. document.Pages.Cast<PdfPage>().Select(page => (IReadOnlyList<string>)[.. Words(page)])];
    }

    private static IEnumerable<string> Words(PdfPage page)
    {
        var fonts = page.Elements.GetDictionary("/Resources")!.Elements.GetDictionary("/Font")!;
        var letters = fonts.Elements.Keys.ToDictionary(name => name, name => Letters(Dictionary(fonts.Elements[name])));
        Dictionary<int, string>? now = null;
        foreach (var step in ContentReader.ReadContent(page).OfType<COperator>())
        {
            if (step.OpCode.OpCodeName == OpCodeName.Tf)
                now = letters[((CName)step.Operands[0]).Name];
            else if (step.OpCode.OpCodeName == OpCodeName.Tj)
                yield return Decoded(((CString)step.Operands[0]).Value, now);
        }
    }

    /// <summary>The letter of each glyph; null where the bytes are Windows letters.</summary>
    private static Dictionary<int, string>? Letters(PdfDictionary font) => font.Elements["/ToUnicode"] is not { } map ? null
        : Range().Matches(Encoding.Latin1.GetString(Dictionary(map).Stream.UnfilteredValue)).ToDictionary(m => Hex(m.Groups[1].Value), m => ((char)Hex(m.Groups[2].Value)).ToString());

    private static string Decoded(string raw, Dictionary<int, string>? letters) => letters is null ? raw
        : string.Concat(raw.Chunk(2).Select(pair => letters[(pair[0] << 8) | pair[1]]));

    private static PdfDictionary Dictionary(PdfItem? item) => (PdfDictionary)(item is PdfReference at ? at.Value : item)!;

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]{4})>")]
    private static partial Regex Range();
}
