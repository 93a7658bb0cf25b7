using System.Buffers.Binary;
using System.IO.Compression;

namespace CloudPos.SpinSimulator.Printing;

/// <summary>Strokes on the pad as the picture the register gets: a black and white bitmap in XML, a PNG in JSON.</summary>
/// <param name="strokes">Each a list x, y, x, y … in the pad's 267 by 60 dots.</param>
internal sealed class SignatureImage(IReadOnlyList<IReadOnlyList<int>> strokes)
{
    public const int Width = 267;
    public const int Height = 60;

    /// <summary>A wave, for whoever signs without a hand.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<int>> Wave =
        [[.. Enumerable.Range(2, 24).SelectMany(i => new[] { i * 10, 30 + (int)(18 * Math.Sin(i)) })]];

    // a bitmap of one dot: there was nobody to sign
    private static readonly byte[] OneDot = Convert.FromBase64String(
        "Qk1CAAAAAAAAAD4AAAAoAAAAAQAAAAEAAAABAAEAAAAAAAQAAAAAAAAAAAAAAAIAAAACAAAAAAAAAP///wAAAAAA");

    public byte[] Bmp()
    {
        if (strokes.Count == 0)
        {
            return OneDot;
        }

        const int stride = (Width + 31) / 32 * 4;
        var file = new byte[62 + (stride * Height)];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        Put(file, 2, file.Length);
        Put(file, 10, 62);
        Put(file, 14, 40);
        Put(file, 18, Width);
        Put(file, 22, Height);
        file[26] = file[28] = 1;
        Put(file, 34, stride * Height);
        Put(file, 46, 2);
        Put(file, 50, 2);
        Put(file, 58, 0x00FFFFFF);
        var dots = Dots();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                // rows run from the bottom up; a set bit is white
                if (!dots[y, x])
                {
                    file[62 + ((Height - 1 - y) * stride) + (x / 8)] |= (byte)(0x80 >> (x % 8));
                }
            }
        }

        return file;
    }

    public byte[] Png()
    {
        var dots = Dots();
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                packed.WriteByte(0);
                for (var x = 0; x < Width; x += 8)
                {
                    var eight = 0;
                    for (var i = 0; i < 8; i++)
                    {
                        eight = (eight << 1) | (x + i < Width && dots[y, x + i] ? 0 : 1);
                    }

                    packed.WriteByte((byte)eight);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = 1;
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private bool[,] Dots()
    {
        var dots = new bool[Height, Width];
        foreach (var stroke in strokes)
        {
            for (var i = 0; i + 3 < stroke.Count; i += 2)
            {
                Line(dots, stroke[i], stroke[i + 1], stroke[i + 2], stroke[i + 3]);
            }
        }

        return dots;
    }

    private static void Line(bool[,] dots, int x1, int y1, int x2, int y2)
    {
        var steps = Math.Max(1, Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)));
        for (var i = 0; i <= steps; i++)
        {
            var (x, y) = (x1 + ((x2 - x1) * i / steps), y1 + ((y2 - y1) * i / steps));
            if (x is >= 0 and < Width && y is >= 0 and < Height)
            {
                dots[y, x] = true;
            }
        }
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        return ~crc;
    }

    private static void Put(byte[] file, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
}
