using System.Text.Json;

namespace CloudPos.SpinSimulator.Rest;

/// <summary>The fields of one JSON object, their names in any case as the vendor's server takes them.</summary>
internal sealed class RestFields
{
    private const long CentsMax = 999_999_999;

    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.OrdinalIgnoreCase);

    public RestFields(JsonElement body)
    {
        foreach (var field in body.EnumerateObject())
        {
            if (!fields.TryAdd(field.Name, field.Value))
            {
                throw new FormatException($"{field.Name} stands twice.");
            }
        }
    }

    public void Only(IReadOnlyCollection<string> known)
    {
        if (fields.Keys.FirstOrDefault(n => !known.Contains(n, StringComparer.OrdinalIgnoreCase)) is { } stray)
        {
            throw new FormatException($"{stray} is unknown here.");
        }
    }

    public void Require(string name)
    {
        if (Get(name) is null)
        {
            throw new FormatException($"{name} is missing.");
        }
    }

    public JsonElement? Get(string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name, int shortest, int longest)
    {
        if (Get(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw new FormatException($"{name} is not a text.");
        }

        // an empty text says as little as none
        var text = value.GetString()!;
        return text.Length == 0 ? null
            : text.Length >= shortest && text.Length <= longest ? text
            : throw new FormatException($"{name} is not {shortest} to {longest} characters.");
    }

    public IReadOnlyList<string> Texts(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(e => e.GetString()!)]
            : throw new FormatException($"{name} is not a list of texts.");

    /// <summary>Dollars as a number with at most two decimals, in cents.</summary>
    public long Money(string name)
    {
        if (Get(name) is not { } value)
        {
            return 0;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var dollars)
            && dollars >= 0 && dollars * 100 <= CentsMax && dollars * 100 % 1 == 0
            ? (long)(dollars * 100)
            : throw new FormatException($"{name} is not an amount like 12.50.");
    }

    public int? Number(string name, int least, int most)
    {
        if (Get(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} is not a number from {least} to {most}.");
    }

    public bool? Flag(string name) => Get(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public string? OneOf(string name, params string[] allowed)
    {
        if (Get(name) is not { } value || value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return allowed.FirstOrDefault(a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"{name} is not one of {string.Join(", ", allowed)}.");
    }
}
