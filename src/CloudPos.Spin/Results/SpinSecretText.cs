namespace CloudPos.Spin;

/// <summary>A text that no log and no exception may show: <see cref="Reveal"/> is the only way to it.</summary>
/// <param name="text">The text.</param>
public sealed class SpinSecretText(string text) : IEquatable<SpinSecretText>
{
    /// <summary>The text itself; where it goes from here is on the caller.</summary>
    public string Reveal() => text;

    /// <summary>Three stars.</summary>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public bool Equals(SpinSecretText? other) => other is not null && string.Equals(text, other.Reveal(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpinSecretText);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A picture out of an answer, usually a signature; its bytes are in no text.</summary>
/// <param name="bytes">The file.</param>
/// <param name="mediaType">image/bmp (XML) or image/png (REST).</param>
public sealed class SpinImage(ReadOnlyMemory<byte> bytes, string mediaType)
{
    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>image/bmp or image/png.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>Kind and size, never the picture.</summary>
    public override string ToString() => FormattableString.Invariant($"{MediaType}, {Bytes.Length} bytes");
}
