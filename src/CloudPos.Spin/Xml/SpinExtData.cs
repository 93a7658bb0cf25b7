using System.Text;

namespace CloudPos.Spin.Xml;

/// <summary>The "Key=Value,Key=Value" text of ExtData, TransReport and Trans.</summary>
/// <remarks>
/// The samples of the specification break lines before "=", double commas, put blanks after commas and percent-encode
/// some values: all of it is read, each value decoded once, after splitting, because an encoded comma belongs to its
/// value.
/// </remarks>
internal sealed class SpinExtData
{
    private static readonly HashSet<string> s_forbidden =
        new(StringComparer.OrdinalIgnoreCase) { "ExpDate", "AcntFirst4", "BIN", "SignPath", "First4", "ExpirationDate" };

    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _values.Count;

    /// <summary>
    /// The decoded value; null when absent or empty. Upper and lower case are one: DISC and Disc both occur.
    /// </summary>
    public string? this[string key] => _values.GetValueOrDefault(key);

    public decimal? Money(string key) => SpinMoney.Read(this[key]);

    public static SpinExtData Parse(params IEnumerable<string> texts)
    {
        var data = new SpinExtData();
        foreach (var text in texts)
            data.Add(text);
        return data;
    }

    // Card data that the rules of the card industry, or good manners, forbid to keep: it ends here.
    private static bool MayNotBeKept(string key) =>
        s_forbidden.Contains(key)
        || key.StartsWith("wallet", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("pago", StringComparison.OrdinalIgnoreCase);

    private void Add(string text)
    {
        var line = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        var pairs = new List<(string Key, StringBuilder Value)>();
        foreach (var part in line.Split(','))
        {
            var split = part.IndexOf('=', StringComparison.Ordinal);
            if (split > 0)
                pairs.Add((part[..split].Trim(), new StringBuilder(part[(split + 1)..].Trim())));
            else if (split < 0 && part.Trim().Length > 0 && pairs.Count > 0)
                pairs[^1].Value.Append(',').Append(part);
        }
        foreach (var (key, value) in pairs)
        {
            if (MayNotBeKept(key))
                continue;
            var decoded = Uri.UnescapeDataString(value.ToString()).Trim();
            if (decoded.Length > 0)
                _values[key] = decoded;
            else
                _values.TryAdd(key, null);
        }
    }
}
