using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>In which form the values of one answer may leave the reader.</summary>
internal sealed class SpinRestKeeping(string authKey, SpinRestOptions options)
{
    /// <summary>A short value: no key, no card number, no blanks that mean nothing, not endless.</summary>
    public string? Field(string? text) => SpinText.Field(text, authKey);

    /// <summary>A text for a screen.</summary>
    public string? Shown(string? text) => SpinText.Shown(text, authKey);

    /// <summary>Whatever else stands before them, four digits are all that is kept.</summary>
    public static string? Last4(string? account)
    {
        var digits = string.Concat((account ?? "").Where(char.IsAsciiDigit));
        return digits.Length < 4 ? null : digits[^4..];
    }

    public SpinSecretText? Token(SpinJson root) =>
        options.KeepsToken && (root.Raw("IPosToken") ?? root.Raw("Token")) is { } token ? new SpinSecretText(token) : null;

    public SpinReceipt? Receipt(SpinJson? receipts) => options.AsksReceipts && receipts is not null
        ? new SpinReceipt(Secret(receipts.Raw("Merchant")), Secret(receipts.Raw("Customer")))
        : null;

    public SpinImage? Signature(SpinJson root) =>
        options.SendsCaptureSignature ? SpinImages.Read(root.Raw("Signature") ?? root.Raw("SignatureData")) : null;

    private static SpinSecretText? Secret(string? text) => text is null ? null : new SpinSecretText(text);
}
