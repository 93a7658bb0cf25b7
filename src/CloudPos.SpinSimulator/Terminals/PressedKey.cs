using System.Globalization;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>
/// A key with what it carries: <c>tap</c>, <c>tip:5.00</c>, <c>pin:1234</c>, <c>choose:0</c>, <c>type:Debit</c>,
/// <c>input:text</c>, <c>manual:4111111111111111:1230</c>, <c>cashback:20.00</c>, or <c>sign</c> with strokes.
/// </summary>
internal sealed record PressedKey(string Name, string Value = "", IReadOnlyList<IReadOnlyList<int>>? Strokes = null)
{
    private static readonly HashSet<string> Plain =
    [
        "tap", "insert", "swipe", "card", "cash", "cancel", "decline", "ok", "manual-entry", "sign",
        "download-parameters", "show-tpn", "show-authkey",
    ];

    /// <summary>Null when there is no such key.</summary>
    public static PressedKey? Read(string? text, IReadOnlyList<IReadOnlyList<int>>? strokes = null)
    {
        if (text is null)
        {
            return null;
        }

        if (Plain.Contains(text))
        {
            return new PressedKey(text, Strokes: strokes);
        }

        var at = text.IndexOf(':', StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var (name, value) = (text[..at], text[(at + 1)..]);
        var fits = name switch
        {
            "tip" or "cashback" => Dollars.TryRead(value, out _),
            "pin" => value.Length is >= 4 and <= 12 && value.All(char.IsAsciiDigit),
            "choose" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "type" or "input" or "manual" => true,
            _ => false,
        };
        return fits ? new PressedKey(name, value) : null;
    }
}
