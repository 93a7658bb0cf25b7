using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace CloudPos.Application.Pdf;

/// <summary>The one family of letters. It is carried along, for a server need not have fonts.</summary>
internal sealed class PdfFonts : IFontResolver
{
    private const string Plain = "Font.Inter-Regular.ttf";
    private const string Bold = "Font.Inter-Bold.ttf";

    // the library keeps one resolver for the whole process
    static PdfFonts() => GlobalFontSettings.FontResolver = new PdfFonts();

    private PdfFonts() { }

    public static XFont Of(double points, bool isBold) => new("Inter", points, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Plain);

    public byte[]? GetFont(string faceName)
    {
        using var font = typeof(PdfFonts).Assembly.GetManifestResourceStream(faceName)!;
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}
