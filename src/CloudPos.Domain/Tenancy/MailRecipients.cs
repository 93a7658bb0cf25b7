namespace CloudPos.Domain.Tenancy;

/// <summary>A list of e-mail addresses as it is stored: one a line, each once.</summary>
public sealed class MailRecipients
{
    /// <summary>As many addresses as the vendor's own settlement mail takes.</summary>
    public const int CountMax = 15;

    public const int LengthMax = 100;

    /// <summary>The addresses of one list, with the breaks between them.</summary>
    public const int TextMax = CountMax * (LengthMax + 1);

    public MailRecipients(IEnumerable<string> addresses) => Addresses = [.. addresses.Select(a => a.Trim()).Where(a => a.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>As it was stored.</summary>
    public static MailRecipients Of(string text) => new(text.Split('\n'));

    public IReadOnlyList<string> Addresses { get; }

    public string Text => string.Join('\n', Addresses);

    /// <summary>Both lists as one: who stands on both gets one mail.</summary>
    public MailRecipients And(MailRecipients other) => new([.. Addresses, .. other.Addresses]);
}
