namespace CloudPos.Spin;

/// <summary>How many characters stand on one printed line (specification: Printout Request, width).</summary>
public enum SpinPrintWidth
{
    /// <summary>24 characters, the terminal's default.</summary>
    Normal = 24,

    /// <summary>48 characters, in smaller letters.</summary>
    Narrow = 48,
}

/// <summary>One thing on the paper: <see cref="SpinPrintText"/>, <see cref="SpinPrintFeed"/>, image.</summary>
public abstract record SpinPrintPart
{
    private protected SpinPrintPart()
    {
    }
}

/// <summary>A piece of text; two of them before a feed share a line, the first left, the second right.</summary>
public sealed record SpinPrintText(string Text) : SpinPrintPart
{
    /// <summary>In bold letters.</summary>
    public bool Bold { get; init; }

    /// <summary>In the middle of the line.</summary>
    public bool Centred { get; init; }

    /// <summary>White on black, to the end of the line.</summary>
    public bool Inverted { get; init; }
}

/// <summary>Ends the line.</summary>
public sealed record SpinPrintFeed : SpinPrintPart;

/// <summary>A picture: a monochrome bitmap file (BMP).</summary>
public sealed record SpinPrintImage(ReadOnlyMemory<byte> Bmp) : SpinPrintPart;

/// <summary>What is printed, and how wide. Made with <see cref="SpinPrintoutBuilder"/>.</summary>
/// <remarks>A text has 1 to 40 characters on the wire (t, VarChar(40)), and no more than the line is wide.</remarks>
public sealed record SpinPrintout(SpinPrintWidth Width, IReadOnlyList<SpinPrintPart> Parts)
{
    /// <summary>Our name of the printout, sent when given; any 1 to 50 letters and digits.</summary>
    public string? RefId { get; init; }
}
