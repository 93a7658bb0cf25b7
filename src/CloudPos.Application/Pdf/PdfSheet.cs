using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace CloudPos.Application.Pdf;

/// <summary>A column of a table. Amounts stand at the right.</summary>
internal sealed record PdfColumn(string Head, double Width, bool IsRight = false);

/// <summary>Writes from top to bottom on as many US Letter pages as it takes. Lengths are points.</summary>
internal sealed class PdfSheet : IDisposable
{
    private const double Margin = 36;
    private const double LineHeight = 13;
    private const double Gap = 6;

    private static readonly XPen Thin = new(XColors.Gray, 0.5);

    private readonly PdfDocument _document = new();
    private readonly bool _isWide;
    private readonly double _width;
    private readonly XFont _plain = PdfFonts.Of(9, isBold: false);
    private readonly XFont _bold = PdfFonts.Of(9, isBold: true);
    private readonly XFont _large = PdfFonts.Of(14, isBold: true);
    private XGraphics? _page;
    private double _y;

    /// <param name="isWide">The long side lies below, for tables.</param>
    /// <param name="width">How wide what is written is, in the middle of the page; null = all of it.</param>
    public PdfSheet(string title, bool isWide = false, double? width = null)
    {
        _document.Info.Title = title;
        _isWide = isWide;
        _width = width ?? PageWidth - (2 * Margin);
    }

    private double PageWidth => _isWide ? 792 : 612;

    private double PageHeight => _isWide ? 612 : 792;

    private double Left => (PageWidth - _width) / 2;

    public void Title(string text) => Draw(text, _large, XStringFormats.TopCenter, LineHeight * 1.6);

    public void Heading(string text)
    {
        Space();
        Draw(text, _bold, XStringFormats.TopLeft);
    }

    public void Centred(string text) => Draw(text, _plain, XStringFormats.TopCenter);

    /// <summary>Running text, broken between words.</summary>
    public void Text(string text)
    {
        foreach (var line in Broken(text))
            Draw(line, _plain, XStringFormats.TopLeft);
    }

    /// <summary>Words, and an amount at the end of the line.</summary>
    public void Pair(string left, string right, bool isBold = false)
    {
        var font = isBold ? _bold : _plain;
        var page = Room(LineHeight);
        page.DrawString(right, font, XBrushes.Black, new XRect(Left, _y, _width, LineHeight), XStringFormats.TopRight);
        page.DrawString(Fitting(page, left, font, _width - page.MeasureString(right, font).Width - Gap), font, XBrushes.Black,
            new XRect(Left, _y, _width, LineHeight), XStringFormats.TopLeft);
        _y += LineHeight;
    }

    public void Rule()
    {
        var page = Room(LineHeight);
        page.DrawLine(Thin, Left, _y + (LineHeight / 2), Left + _width, _y + (LineHeight / 2));
        _y += LineHeight;
    }

    public void Space() => _y += LineHeight / 2;

    /// <summary>A table; its head stands again on every page.</summary>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Head(columns);
        foreach (var row in rows)
        {
            if (_y + LineHeight > Bottom)
            {
                Turn();
                Head(columns);
            }

            Cells(columns, row, _plain);
        }
    }

    /// <summary>The file, with the number of each page at its foot.</summary>
    public byte[] ToArray()
    {
        Room(0);
        _page?.Dispose();
        _page = null;
        for (var i = 0; i < _document.PageCount; i++)
        {
            using var page = XGraphics.FromPdfPage(_document.Pages[i]);
            page.DrawString(string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {_document.PageCount}"), _plain, XBrushes.Gray,
                new XRect(Margin, PageHeight - Margin, PageWidth - (2 * Margin), LineHeight), XStringFormats.TopCenter);
        }

        using var file = new MemoryStream();
        _document.Save(file);
        return file.ToArray();
    }

    public void Dispose()
    {
        _page?.Dispose();
        _document.Dispose();
    }

    private double Bottom => PageHeight - Margin - LineHeight;

    private void Head(IReadOnlyList<PdfColumn> columns)
    {
        var page = Room(LineHeight * 2);
        Cells(columns, [.. columns.Select(c => c.Head)], _bold);
        page.DrawLine(Thin, Left, _y - 1, Left + _width, _y - 1);
    }

    private void Cells(IReadOnlyList<PdfColumn> columns, IReadOnlyList<string> texts, XFont font)
    {
        var page = Room(LineHeight);
        var x = Left;
        for (var i = 0; i < columns.Count; i++)
        {
            var width = columns[i].Width - Gap;
            page.DrawString(Fitting(page, texts[i], font, width), font, XBrushes.Black, new XRect(x, _y, width, LineHeight),
                columns[i].IsRight ? XStringFormats.TopRight : XStringFormats.TopLeft);
            x += columns[i].Width;
        }

        _y += LineHeight;
    }

    private void Draw(string text, XFont font, XStringFormat format, double height = LineHeight)
    {
        var page = Room(height);
        page.DrawString(Fitting(page, text, font, _width), font, XBrushes.Black, new XRect(Left, _y, _width, height), format);
        _y += height;
    }

    private IEnumerable<string> Broken(string text)
    {
        var page = Room(LineHeight);
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && page.MeasureString(longer, _plain).Width > _width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        yield return line;
    }

    private static string Fitting(XGraphics page, string text, XFont font, double width)
    {
        if (page.MeasureString(text, font).Width <= width)
            return text;
        var length = text.Length;
        while (length > 0 && page.MeasureString(text[..length] + "…", font).Width > width)
            length--;
        return text[..length] + "…";
    }

    /// <summary>The page with so much room left, the next one where this is full.</summary>
    private XGraphics Room(double height)
    {
        if (_page is null || _y + height > Bottom)
            Turn();
        return _page!;
    }

    private void Turn()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(PageWidth), XUnit.FromPoint(PageHeight));
        _page = XGraphics.FromPdfPage(page);
        _y = Margin;
    }
}
