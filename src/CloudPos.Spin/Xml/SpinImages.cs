using System.Buffers.Binary;

namespace CloudPos.Spin.Xml;

/// <summary>Pictures in answers: base64 of a bitmap (XML) or of a PNG (REST).</summary>
internal static class SpinImages
{
    // A signature of a few hundred by a hundred dots; what is bigger is something else.
    private const int BytesMax = 256 * 1024;

    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture; null when it is none, or cut off: half a signature is not one.</summary>
    public static SpinImage? Read(string? base64)
    {
        if (base64 is null || base64.Length > BytesMax * 4 / 3 + 4)
            return null;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return null;
        var picture = bytes.AsMemory(0, length);
        if (picture.Span.StartsWith(s_png))
            return new SpinImage(picture, "image/png");
        return IsWholeBitmap(picture.Span) ? new SpinImage(picture, "image/bmp") : null;
    }

    // "BM", then the size of the whole file, four bytes, lowest first.
    private static bool IsWholeBitmap(ReadOnlySpan<byte> file)
    {
        const int headerLength = 14;
        return file.Length > headerLength && file.StartsWith("BM"u8)
            && BinaryPrimitives.ReadUInt32LittleEndian(file[2..]) is > headerLength and var size && size <= file.Length;
    }
}
