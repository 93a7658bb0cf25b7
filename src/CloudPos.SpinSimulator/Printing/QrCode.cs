using System.Text;

namespace CloudPos.SpinSimulator.Printing;

/// <summary>QR codes of versions 1 to 5, level L, bytes, mask 0 (ISO/IEC 18004): up to 106 bytes, enough for an address on a slip.</summary>
internal static class QrCode
{
    private static readonly (int Data, int Check)[] Versions = [(19, 7), (34, 10), (55, 15), (80, 20), (108, 26)];

    /// <summary>Rows of '#' and ' ', or null when the text is too long.</summary>
    public static IReadOnlyList<string>? Draw(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Array.FindIndex(Versions, v => v.Data - 2 >= bytes.Length) + 1;
        if (version == 0)
        {
            return null;
        }

        var (data, check) = Versions[version - 1];
        var codewords = DataOf(bytes, data);
        return new Matrix(17 + (4 * version), version).Fill([.. codewords, .. CheckOf(codewords, check)]);
    }

    private static byte[] DataOf(byte[] bytes, int capacity)
    {
        var bits = new List<bool>();
        void Put(int value, int count)
        {
            for (var i = count - 1; i >= 0; i--)
            {
                bits.Add(((value >> i) & 1) == 1);
            }
        }

        Put(0b0100, 4);
        Put(bytes.Length, 8);
        foreach (var b in bytes)
        {
            Put(b, 8);
        }

        Put(0, Math.Min(4, (capacity * 8) - bits.Count));
        while (bits.Count % 8 != 0)
        {
            bits.Add(false);
        }

        for (var pad = 0xEC; bits.Count < capacity * 8; pad ^= 0xEC ^ 0x11)
        {
            Put(pad, 8);
        }

        return [.. bits.Chunk(8).Select(c => (byte)c.Aggregate(0, (acc, bit) => (acc << 1) | (bit ? 1 : 0)))];
    }

    private static byte[] CheckOf(byte[] data, int count)
    {
        // generator polynomial: the product of (x - 2^i)
        var generator = new byte[count];
        generator[count - 1] = 1;
        byte root = 1;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                generator[j] = Times(generator[j], root);
                if (j + 1 < count)
                {
                    generator[j] ^= generator[j + 1];
                }
            }

            root = Times(root, 2);
        }

        var rest = new byte[count];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ rest[0]);
            Array.Copy(rest, 1, rest, 0, count - 1);
            rest[count - 1] = 0;
            for (var i = 0; i < count; i++)
            {
                rest[i] ^= Times(generator[i], factor);
            }
        }

        return rest;
    }

    private static byte Times(byte a, byte b)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((b >> i) & 1) * a;
        }

        return (byte)product;
    }

    private sealed class Matrix(int size, int version)
    {
        private readonly bool[,] dark = new bool[size, size];
        private readonly bool[,] taken = new bool[size, size];

        public IReadOnlyList<string> Fill(byte[] codewords)
        {
            Patterns();
            var bit = 0;
            for (var right = size - 1; right >= 1; right -= 2)
            {
                // the column of the timing pattern is skipped
                right = right == 6 ? 5 : right;
                var upward = ((right + 1) & 2) == 0;
                for (var step = 0; step < size; step++)
                {
                    var y = upward ? size - 1 - step : step;
                    for (var x = right; x > right - 2; x--)
                    {
                        if (taken[y, x])
                        {
                            continue;
                        }

                        var on = bit < codewords.Length * 8 && ((codewords[bit / 8] >> (7 - (bit % 8))) & 1) == 1;
                        dark[y, x] = on ^ ((x + y) % 2 == 0);
                        bit++;
                    }
                }
            }

            return [.. Enumerable.Range(0, size).Select(y => string.Concat(Enumerable.Range(0, size).Select(x => dark[y, x] ? '#' : ' ')))];
        }

        private void Patterns()
        {
            for (var i = 0; i < size; i++)
            {
                Set(6, i, i % 2 == 0);
                Set(i, 6, i % 2 == 0);
            }

            Finder(3, 3);
            Finder(size - 4, 3);
            Finder(3, size - 4);
            if (version > 1)
            {
                for (var dy = -2; dy <= 2; dy++)
                {
                    for (var dx = -2; dx <= 2; dx++)
                    {
                        Set(size - 7 + dy, size - 7 + dx, Math.Max(Math.Abs(dx), Math.Abs(dy)) != 1);
                    }
                }
            }

            Format();
        }

        private void Finder(int cy, int cx)
        {
            for (var dy = -4; dy <= 4; dy++)
            {
                for (var dx = -4; dx <= 4; dx++)
                {
                    var (y, x, ring) = (cy + dy, cx + dx, Math.Max(Math.Abs(dx), Math.Abs(dy)));
                    if (y >= 0 && y < size && x >= 0 && x < size)
                    {
                        Set(y, x, ring is not (2 or 4));
                    }
                }
            }
        }

        private void Format()
        {
            // level L is 01, mask 0 is 000
            const int data = 0b01000;
            var rest = data;
            for (var i = 0; i < 10; i++)
            {
                rest = (rest << 1) ^ ((rest >> 9) * 0x537);
            }

            var bits = ((data << 10) | rest) ^ 0x5412;
            bool Bit(int i) => ((bits >> i) & 1) == 1;
            for (var i = 0; i <= 5; i++)
            {
                Set(i, 8, Bit(i));
            }

            Set(7, 8, Bit(6));
            Set(8, 8, Bit(7));
            Set(8, 7, Bit(8));
            for (var i = 9; i < 15; i++)
            {
                Set(8, 14 - i, Bit(i));
            }

            for (var i = 0; i < 8; i++)
            {
                Set(8, size - 1 - i, Bit(i));
            }

            for (var i = 8; i < 15; i++)
            {
                Set(size - 15 + i, 8, Bit(i));
            }

            Set(size - 8, 8, true);
        }

        private void Set(int y, int x, bool on) => (dark[y, x], taken[y, x]) = (on, true);
    }
}
