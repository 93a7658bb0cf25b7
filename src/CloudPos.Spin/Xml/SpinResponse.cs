namespace CloudPos.Spin.Xml;

/// <summary>One answer as it was written, before anybody decides what it means.</summary>
internal sealed class SpinResponse
{
    private readonly Dictionary<string, string> _leaves = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _repeated = new(StringComparer.OrdinalIgnoreCase);

    // What decides about money must be said once.
    private static readonly string[] s_deciding =
        ["RefId", "ResultCode", "Message", "RespMSG", "AuthCode", "Voided", "PaymentType", "TransType", "ExtData"];

    public bool ParsedLeniently { get; init; }

    /// <summary>Something that decides is said twice, or in the wrong place.</summary>
    public bool HasRepeatedDecision => s_deciding.Any(_repeated.Contains);

    /// <summary>One entry per ExtData element: a settlement has one per application.</summary>
    public List<SpinExtData> ExtData { get; } = [];

    public List<SpinTransReport> TransReports { get; } = [];

    /// <summary>The raw echo, trimmed and nothing else: it is compared to the letter.</summary>
    public string? RefId => Raw("RefId");

    public string? ResultCode => Raw("ResultCode");

    public string? Message => this["Message"];

    public string? RespMsg => this["RespMSG"];

    public bool Voided => string.Equals(Raw("Voided"), "true", StringComparison.OrdinalIgnoreCase);

    public string? UserChoice => this["UserChoice"];

    public string? UserInput => this["UserInput"];

    /// <summary>A value, percent-decoded once with blanks collapsed; null when absent or empty.</summary>
    public string? this[string tag] =>
        Raw(tag) is { } raw && SpinText.Clean(Uri.UnescapeDataString(raw)) is { Length: > 0 } text ? text : null;

    /// <summary>The tag is there, perhaps empty.</summary>
    public bool Has(string tag) => _leaves.ContainsKey(tag);

    public string? Raw(string tag) =>
        _leaves.TryGetValue(tag, out var raw) && raw.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A tag that stands inside another, or around one, where only a value belongs.</summary>
    public void AddMisplaced(string tag) => _repeated.Add(tag);

    public void AddLeaf(string tag, string value)
    {
        if (string.Equals(tag, "ExtData", StringComparison.OrdinalIgnoreCase))
            ExtData.Add(SpinExtData.Parse(value));
        else if (!_leaves.TryAdd(tag, value))
            _repeated.Add(tag);
    }
}

/// <summary>One application's part of a batch report, in either of its two shapes.</summary>
/// <remarks>Daily: child elements, where Total is a count and TotalAmt the money. Summary: one line of text.</remarks>
internal sealed record SpinTransReport(
    string? App, SpinExtData Totals, int? Count, IReadOnlyList<SpinExtData> Transactions)
{
    public decimal? TotalAmount => Totals.Money("TotalAmt");
}
