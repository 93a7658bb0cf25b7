using System.Buffers;
using System.Text.Json;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>
/// A request's JSON: only what was given, because a field that a proxy does not expect can refuse the whole request.
/// </summary>
internal sealed class SpinRestBody : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;

    public SpinRestBody()
    {
        // All but ASCII leaves escaped: no reader on the way can take it for another encoding.
        _json = new Utf8JsonWriter(_bytes);
        _json.WriteStartObject();
    }

    /// <summary>Texts lose needless blanks; an empty one is left out.</summary>
    public SpinRestBody Text(string name, string? text)
    {
        if (SpinText.Clean(text) is { Length: > 0 } clean)
            _json.WriteString(name, clean);
        return this;
    }

    /// <summary>A text whose blanks and lines mean something.</summary>
    public SpinRestBody Verbatim(string name, string text)
    {
        _json.WriteString(name, text);
        return this;
    }

    /// <summary>Dollars as a number with two decimals; null is left out.</summary>
    public SpinRestBody Dollars(string name, decimal? dollars)
    {
        if (dollars is { } known)
        {
            _json.WritePropertyName(name);
            _json.WriteRawValue(SpinMoney.Format(known));
        }
        return this;
    }

    public SpinRestBody Quantity(string name, decimal quantity)
    {
        _json.WritePropertyName(name);
        _json.WriteRawValue(SpinMoney.FormatQuantity(quantity));
        return this;
    }

    public SpinRestBody Number(string name, int? number)
    {
        if (number is { } known)
            _json.WriteNumber(name, known);
        return this;
    }

    /// <summary>Written where it is true, or where the switch has to be named either way.</summary>
    public SpinRestBody Flag(string name, bool value, bool always = false)
    {
        if (value || always)
            _json.WriteBoolean(name, value);
        return this;
    }

    public SpinRestBody Texts(string name, IEnumerable<string> texts)
    {
        _json.WriteStartArray(name);
        foreach (var text in texts)
            _json.WriteStringValue(SpinText.Clean(text));
        _json.WriteEndArray();
        return this;
    }

    public SpinRestBody Object(string name, Action<SpinRestBody> fill)
    {
        _json.WriteStartObject(name);
        fill(this);
        _json.WriteEndObject();
        return this;
    }

    public SpinRestBody List<T>(string name, IEnumerable<T> items, Action<SpinRestBody, T> fill)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            fill(this, item);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        return this;
    }

    /// <summary>Who is asked, with the key, and how long the proxy waits; then the body is whole.</summary>
    public byte[] For(SpinIdentity identity, int? proxyTimeoutSeconds)
    {
        Text("Tpn", identity.Tpn);
        if (string.IsNullOrWhiteSpace(identity.Tpn))
            Text("RegisterId", identity.RegisterId);
        Text("Authkey", identity.AuthKey);
        Number("SPInProxyTimeout", proxyTimeoutSeconds);
        _json.WriteEndObject();
        Dispose();
        return _bytes.WrittenSpan.ToArray();
    }

    /// <summary>Ends the writing; what was written stays.</summary>
    public void Dispose() => _json.Dispose();
}
