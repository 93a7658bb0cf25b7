using System.Text;
using System.Xml;

namespace CloudPos.Spin.Xml;

/// <summary>Texts on their way out and in.</summary>
internal static class SpinText
{
    private const int ShownLengthMax = 200;
    private const int FieldLengthMax = 64;

    // Card numbers have 12 to 19 digits; nothing that is asked for in words has so many.
    private const int CardDigitsMin = 12;

    // A card number, and the zeros that it may be filled up with.
    private const int PaddedDigitsMax = 40;

    /// <summary>Only characters XML allows, runs of blanks as one space, no blanks at the ends.</summary>
    /// <remarks>The proxy calls a request unparsable for stray spaces in a value.</remarks>
    public static string Clean(string? text)
    {
        text ??= "";
        if (IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                    clean.Append(' ');
            }
            // A lone half of a surrogate pair arrives here as the replacement character.
            else if (rune != Rune.ReplacementChar && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)))
            {
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString().TrimEnd(' ');
    }

    // Nearly every text is plain already, and a request has hundreds of them.
    private static bool IsClean(string text)
    {
        if (text.Length > 0 && (text[0] == ' ' || text[^1] == ' '))
            return false;
        return !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal);
    }

    /// <summary>At most so many characters, never half a surrogate pair.</summary>
    public static string Cut(string text, int lengthMax)
    {
        if (text.Length <= lengthMax)
            return text;
        return text[..(char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax)];
    }

    /// <summary>
    /// An answer's free text, fit for a screen and a journal: no secret, no long run of digits, not endless.
    /// </summary>
    public static string? Shown(string? text, string? authKey)
    {
        if (text is null)
            return null;
        if (!string.IsNullOrEmpty(authKey))
            text = text.Replace(authKey, "***", StringComparison.OrdinalIgnoreCase);
        return Cut(MaskDigits(MaskCardNumbers(Clean(text))), ShownLengthMax);
    }

    /// <summary>A short value of an answer: no secret, no card number in whatever field it comes, not endless.</summary>
    public static string? Field(string? text, string authKey)
    {
        if (text is null)
            return null;
        if (authKey.Length > 0)
            text = text.Replace(authKey, "***", StringComparison.OrdinalIgnoreCase);
        text = Clean(text);
        // A reference may have a long run of digits by chance, and is compared to the letter.
        return Cut(SpinRefId.IsValid(text) ? text : MaskCardNumbers(text), FieldLengthMax);
    }

    /// <summary>What somebody typed, unless it has the digits of a card number: that is not asked for in this way.</summary>
    public static SpinSecretText? Typed(string? text) =>
        text is null || text.Count(char.IsAsciiDigit) >= CardDigitsMin ? null : new SpinSecretText(text);

    // Digits of a card number's length and check digit, however they are grouped.
    private static string MaskCardNumbers(string text)
    {
        if (text.Count(char.IsAsciiDigit) <= CardDigitsMin)
            return text;
        var masked = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (EndOfCardNumber(text, at) is { } end)
            {
                masked.Append("***");
                at = end;
            }
            else
            {
                masked.Append(text[at++]);
            }
        }
        return masked.ToString();
    }

    // One to three characters that are neither letters nor digits join two groups.
    private static int? EndOfCardNumber(string text, int start)
    {
        const int joinMax = 3;
        if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsAsciiDigit(text[start - 1])))
            return null;
        var (digits, between) = (new StringBuilder(), 0);
        for (var at = start; at < text.Length && between <= joinMax && digits.Length <= PaddedDigitsMax; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                between = 0;
                digits.Append(text[at]);
                var groupEnds = at + 1 == text.Length || !char.IsAsciiDigit(text[at + 1]);
                if (groupEnds && IsCardNumber(digits.ToString().TrimStart('0')))
                    return at + 1;
            }
            else if (char.IsLetterOrDigit(text[at]))
            {
                return null;
            }
            else
            {
                between++;
            }
        }
        return null;
    }

    // No card brand's numbers begin with another digit; serial numbers do.
    private static bool IsCardNumber(string digits)
    {
        if (digits.Length is < 13 or > 19 || digits[0] is < '2' or > '6')
            return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }
        return sum % 10 == 0;
    }

    // Seven digits and more could be a piece of a card number; host messages need no such numbers.
    private static string MaskDigits(string text)
    {
        const int digitsShownMax = 6;
        var masked = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                masked.Append(text[at++]);
                continue;
            }
            // Card numbers are also written in groups, so single blanks and dashes do not end a run.
            var (end, digits) = (at, 0);
            while (end < text.Length && (char.IsAsciiDigit(text[end])
                       || (text[end] is ' ' or '-' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
                digits += char.IsAsciiDigit(text[end++]) ? 1 : 0;
            masked.Append(digits > digitsShownMax ? "***" : text[at..end]);
            at = end;
        }
        return masked.ToString();
    }
}
