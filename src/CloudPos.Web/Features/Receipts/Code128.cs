using System.Globalization;
using System.Text;

namespace CloudPos.Web.Features.Receipts;

/// <summary>A Code 128 (set B) barcode as the path of an SVG: any scanner at a till reads it.</summary>
public sealed record Code128(int Width, string Path)
{
    private const int StartB = 104;
    private const int Stop = 106;
    private const int Checks = 103;
    private const int QuietModules = 10;
    private const int Height = 40;

    // bar and space widths of each symbol, in modules (ISO/IEC 15417)
    private static readonly string[] Symbols =
        ("212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 "
        + "221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 "
        + "231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
        + "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
        + "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 "
        + "114131 311141 411131 211412 211214 211232 2331112").Split(' ');

    /// <summary>The bars of printable ASCII.</summary>
    public static Code128 Of(string text)
    {
        var values = text.Select(c => c is >= ' ' and <= '~' ? c - ' ' : throw new ArgumentOutOfRangeException(nameof(text))).ToArray();
        var check = (StartB + values.Select((value, i) => value * (i + 1)).Sum()) % Checks;
        var path = new StringBuilder();
        var at = QuietModules;
        foreach (var symbol in values.Prepend(StartB).Append(check).Append(Stop))
        {
            for (var i = 0; i < Symbols[symbol].Length; i++)
            {
                var width = Symbols[symbol][i] - '0';
                if (i % 2 == 0)
                    path.Append(CultureInfo.InvariantCulture, $"M{at} 0h{width}v{Height}h-{width}z");
                at += width;
            }
        }

        return new Code128(at + QuietModules, path.ToString());
    }
}
