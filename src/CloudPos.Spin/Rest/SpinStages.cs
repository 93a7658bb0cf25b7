namespace CloudPos.Spin.Rest;

/// <summary>What the customer is at, read from the terminal's words.</summary>
public enum SpinStageKind
{
    /// <summary>Nothing is told.</summary>
    None,

    /// <summary>Something is told that is none of the below; <see cref="SpinStage.Text"/> has the words.</summary>
    Other,

    /// <summary>Choosing a price, or the kind of payment.</summary>
    Price,

    /// <summary>Choosing a tip.</summary>
    Tip,

    /// <summary>Presenting the card.</summary>
    Card,

    /// <summary>Typing the PIN.</summary>
    Pin,

    /// <summary>The host is being asked.</summary>
    Processing,

    /// <summary>Signing.</summary>
    Signature,
}

/// <summary>Reads a stage. The specification lists neither codes nor texts, so whole words of a text decide; the first row that fits.</summary>
internal static class SpinStages
{
    private static readonly (SpinStageKind Kind, string[] Words)[] Table =
    [
        (SpinStageKind.Processing, ["PROCESSING", "PROCESS", "AUTHORIZING", "AUTHORISING", "AUTHORIZATION", "CONNECTING", "COMMUNICATING", "HOST", "BANK"]),
        (SpinStageKind.Pin, ["PIN"]),
        (SpinStageKind.Signature, ["SIGN", "SIGNATURE", "SIGNING"]),
        (SpinStageKind.Tip, ["TIP", "GRATUITY"]),
        (SpinStageKind.Price, ["PRICE", "CHOICE", "CHOOSE", "CHOOSING", "SELECT", "SELECTING"]),
        (SpinStageKind.Card, ["CARD", "TAP", "INSERT", "SWIPE", "PRESENT"]),
    ];

    public static SpinStageKind Of(string? text)
    {
        var words = new string([.. (text ?? "").Select(c => char.IsAsciiLetter(c) ? char.ToUpperInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return SpinStageKind.None;
        foreach (var (kind, names) in Table)
        {
            if (words.Any(names.Contains))
                return kind;
        }
        return SpinStageKind.Other;
    }
}
