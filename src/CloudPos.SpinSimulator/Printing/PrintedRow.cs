namespace CloudPos.SpinSimulator.Printing;

/// <summary>One line on the paper roll, in either markup's terms.</summary>
internal sealed record PrintedRow(string Text)
{
    public static readonly PrintedRow Feed = new("");

    /// <summary>A second text on the same line stands at the right edge.</summary>
    public string? Right { get; init; }

    /// <summary>left, center or right.</summary>
    public string Align { get; init; } = "left";
    public bool Bold { get; init; }
    public bool Inverted { get; init; }
    public bool Large { get; init; }
    public bool Condensed { get; init; }

    /// <summary>Characters a line: 24 or 48.</summary>
    public int Width { get; init; } = 24;

    /// <summary>A picture as a data address.</summary>
    public string? Image { get; init; }

    /// <summary>Rows of a QR code, '#' for dark; with <see cref="Text"/> as what it says.</summary>
    public IReadOnlyList<string>? Qr { get; init; }

    /// <summary>The end of a slip: here it is torn off.</summary>
    public bool Cut { get; init; }
}
