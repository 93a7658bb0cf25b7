namespace CloudPos.Spin;

/// <summary>Builds a printout line by line.</summary>
/// <example>
/// <code>
/// var slip = new SpinPrintoutBuilder()
///     .Centred("Corner Cafe", bold: true).Feed()
///     .Pair("Total", "11.96")
///     .Build();
/// </code>
/// </example>
public sealed class SpinPrintoutBuilder(SpinPrintWidth width = SpinPrintWidth.Normal)
{
    /// <summary>The longest text of one piece on the wire (specification: t, VarChar(40)).</summary>
    internal const int TextLengthMax = 40;

    private readonly List<SpinPrintPart> _parts = [];

    private int LineLength => Math.Min((int)width, TextLengthMax);

    /// <summary>A line of its own, left; a longer text goes on in further lines.</summary>
    public SpinPrintoutBuilder Line(string text, bool bold = false, bool inverted = false) =>
        Lines(text, piece => new SpinPrintText(piece) { Bold = bold, Inverted = inverted });

    /// <summary>A line of its own in the middle; a longer text goes on in further lines.</summary>
    public SpinPrintoutBuilder Centred(string text, bool bold = false, bool inverted = false) =>
        Lines(text, piece => new SpinPrintText(piece) { Centred = true, Bold = bold, Inverted = inverted });

    /// <summary>Left and right on one line; what does not fit is cut from the left text. A right text alone is left.</summary>
    public SpinPrintoutBuilder Pair(string left, string right, bool bold = false)
    {
        right = Xml.SpinText.Cut(Xml.SpinText.Clean(right), LineLength);
        left = Xml.SpinText.Cut(Xml.SpinText.Clean(left), Math.Min(LineLength, Math.Max(0, (int)width - right.Length - 1)));
        if (left.Length > 0)
            _parts.Add(new SpinPrintText(left) { Bold = bold });
        if (right.Length > 0)
            _parts.Add(new SpinPrintText(right) { Bold = bold });
        _parts.Add(new SpinPrintFeed());
        return this;
    }

    /// <summary>An empty line.</summary>
    public SpinPrintoutBuilder Feed()
    {
        _parts.Add(new SpinPrintFeed());
        return this;
    }

    /// <summary>A line of dashes.</summary>
    public SpinPrintoutBuilder Rule() => Line(new string('-', LineLength));

    /// <summary>A monochrome bitmap file.</summary>
    public SpinPrintoutBuilder Image(ReadOnlyMemory<byte> bmp)
    {
        _parts.Add(new SpinPrintImage(bmp));
        return this;
    }

    /// <summary>The printout as built so far.</summary>
    public SpinPrintout Build() => new(width, [.. _parts]);

    private SpinPrintoutBuilder Lines(string text, Func<string, SpinPrintText> piece)
    {
        var rest = Xml.SpinText.Clean(text);
        while (rest.Length > 0)
        {
            var cut = Xml.SpinText.Cut(rest, LineLength);
            // Between words where there is a blank to break at.
            if (cut.Length < rest.Length && rest[cut.Length] != ' ' && cut.LastIndexOf(' ') is > 0 and var blank)
                cut = cut[..blank];
            _parts.Add(piece(cut.TrimEnd(' ')));
            _parts.Add(new SpinPrintFeed());
            rest = rest[cut.Length..].TrimStart(' ');
        }
        return this;
    }
}
