using System.Globalization;
using System.Text.Json;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>One object of an answer, asked by name whatever the case, never throwing for what the far side wrote.</summary>
/// <remarks>
/// What is asked for and stands there twice, or is a list where a value belongs, is noted: such an answer may not decide
/// about money. What nobody asks for is never looked at.
/// </remarks>
internal sealed class SpinJson
{
    /// <summary>Answers are four levels deep; whatever nests further is no answer.</summary>
    private const int DepthMax = 16;

    /// <summary>How far a number may lie beside whole cents: the far side computes in binary fractions.</summary>
    private const decimal BinaryNoise = 0.000001m;

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _repeated = new(StringComparer.OrdinalIgnoreCase);
    private readonly Flaws _flaws;

    private SpinJson(JsonElement source, Flaws flaws)
    {
        _flaws = flaws;
        foreach (var property in source.EnumerateObject())
        {
            if (!_values.TryAdd(property.Name, property.Value))
                _repeated.Add(property.Name);
        }
    }

    /// <summary>Something that was asked for is said twice, or in the wrong shape.</summary>
    public bool HasFlaws => _flaws.Any;

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Null is "not an answer": no JSON object, too deep, cut off.</summary>
    public static SpinJson? Read(ReadOnlySpan<byte> answer) => Read(SpinXmlReader.Decode(answer));

    public static SpinJson? Read(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = DepthMax });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new SpinJson(document.RootElement.Clone(), new Flaws())
                : null;
        }
        // Half a surrogate pair in a name or a value is found only when it is read.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    public bool Has(string name) =>
        _values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    public bool IsNumber(string name) => _values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number;

    /// <summary>A text, number or truth value as it was written, trimmed; null when absent or empty.</summary>
    public string? Raw(string name)
    {
        if (Find(name) is not { } value)
            return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return TextOf(value)?.Trim(' ', '\t', '\r', '\n') is { Length: > 0 } text ? text : null;
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            default:
                _flaws.Any = true;
                return null;
        }
    }

    /// <summary>The same with blanks collapsed and without characters that no text needs.</summary>
    public string? Text(string name) =>
        Raw(name) is { } raw && SpinText.Clean(raw) is { Length: > 0 } text ? text : null;

    /// <summary>Dollars as a number or a text; null when absent or not an amount in whole cents, never zero.</summary>
    public decimal? Money(string name)
    {
        var text = Raw(name);
        if (SpinMoney.Read(text) is { } plain)
            return plain;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out var exact))
            return null;
        var cents = decimal.Round(exact, 2, MidpointRounding.AwayFromZero);
        return Math.Abs(cents - exact) < BinaryNoise && Math.Abs(cents) <= SpinMoney.Max ? cents : null;
    }

    public int? Count(string name) =>
        int.TryParse(Raw(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    public SpinJson? Object(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object && Of(value) is { } inner)
            return inner;
        _flaws.Any = true;
        return null;
    }

    /// <summary>The objects of a list, or of an object that is used as one; what else stands in it is passed over.</summary>
    public IReadOnlyList<SpinJson> Objects(string name)
    {
        if (Find(name) is not { } value)
            return [];
        IEnumerable<JsonElement> elements = value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => value.EnumerateObject().Select(p => p.Value),
            _ => [],
        };
        var objects = new List<SpinJson>();
        foreach (var element in elements)
        {
            if (element.ValueKind == JsonValueKind.Object && Of(element) is { } inner)
                objects.Add(inner);
        }
        return objects;
    }

    private JsonElement? Find(string name)
    {
        if (_repeated.Contains(name))
            _flaws.Any = true;
        return Has(name) ? _values[name] : null;
    }

    private SpinJson? Of(JsonElement element)
    {
        try
        {
            return new SpinJson(element, _flaws);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            _flaws.Any = true;
            return null;
        }
    }

    private sealed class Flaws
    {
        public bool Any { get; set; }
    }
}
