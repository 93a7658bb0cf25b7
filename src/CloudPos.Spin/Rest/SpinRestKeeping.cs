using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>In which form the values of one answer may leave the reader.</summary>
internal sealed class SpinRestKeeping(string authKey, SpinRestOptions options)
{
    private const int FieldLengthMax = 64;

    /// <summary>Card numbers have 12 to 19 digits; nothing that we keep needs a run of so many and nothing else.</summary>
    private const int CardDigitsMin = 12;

    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] s_bmp = "BM"u8.ToArray();

    /// <summary>A short value: no key, no blanks that mean nothing, not endless.</summary>
    public string? Field(string? text) =>
        text is null ? null : SpinText.Cut(SpinText.Clean(Hidden(text)), FieldLengthMax);

    /// <summary>A text for a screen.</summary>
    public string? Shown(string? text) => SpinText.Shown(text, authKey);

    /// <summary>Whatever else stands before them, four digits are all that is kept.</summary>
    public static string? Last4(string? account)
    {
        var digits = string.Concat((account ?? "").Where(char.IsAsciiDigit));
        return digits.Length < 4 ? null : digits[^4..];
    }

    /// <summary>What somebody typed, unless it looks like a card number: that is not asked for in this way.</summary>
    public static SpinSecretText? Typed(string? text) =>
        text is null || text.Count(char.IsAsciiDigit) >= CardDigitsMin ? null : new SpinSecretText(text);

    public SpinSecretText? Token(SpinJson root) =>
        options.KeepsToken && (root.Raw("IPosToken") ?? root.Raw("Token")) is { } token ? new SpinSecretText(token) : null;

    public SpinReceipt? Receipt(SpinJson? receipts) => options.AsksReceipts && receipts is not null
        ? new SpinReceipt(Secret(receipts.Raw("Merchant")), Secret(receipts.Raw("Customer")))
        : null;

    public SpinImage? Signature(SpinJson root) =>
        options.SendsCaptureSignature ? Image(root.Raw("Signature") ?? root.Raw("SignatureData")) : null;

    /// <summary>A PNG, or the BMP of the XML form; null when the text is no picture.</summary>
    public static SpinImage? Image(string? base64)
    {
        if (base64 is null)
            return null;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return null;
        var picture = bytes.AsMemory(0, length);
        if (picture.Span.StartsWith(s_png))
            return new SpinImage(picture, "image/png");
        return picture.Span.StartsWith(s_bmp) ? new SpinImage(picture, "image/bmp") : null;
    }

    private static SpinSecretText? Secret(string? text) => text is null ? null : new SpinSecretText(text);

    private string Hidden(string text) =>
        authKey.Length > 0 ? text.Replace(authKey, "***", StringComparison.OrdinalIgnoreCase) : text;
}
