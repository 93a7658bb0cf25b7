using CloudPos.Web.Features.Receipts;

namespace CloudPos.Web.Tests.Features.Receipts;

public sealed class Code128Tests
{
    [Fact]
    public void Every_symbol_is_eleven_modules_wide_and_no_two_are_alike()
    {
        var all = Enumerable.Range(' ', 95).Select(c => Code128.Of(((char)c).ToString())).ToArray();
        Assert.Equal(95, all.Select(c => c.Path).Distinct().Count());
        Assert.All(all, c => Assert.Equal(10 + 11 + 11 + 11 + 13 + 10, c.Width)); // quiet, start, one, check, stop, quiet
    }

    [Fact]
    public void A_known_code_has_its_known_bars()
    {
        // "A": start B 211214, A 111323, check (104 + 33) mod 103 = 34 131123, stop 2331112
        var expected = Bars("211214" + "111323" + "131123" + "2331112");
        Assert.Equal(expected, Code128.Of("A").Path);
    }

    [Fact]
    public void What_no_scanner_types_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Code128.Of("é"));

    private static string Bars(string widths)
    {
        var (path, at) = ("", 10);
        for (var i = 0; i < widths.Length; i++)
        {
            if (i % 2 == 0)
                path += $"M{at} 0h{widths[i]}v40h-{widths[i]}z";
            at += widths[i] - '0';
        }

        return path;
    }
}
