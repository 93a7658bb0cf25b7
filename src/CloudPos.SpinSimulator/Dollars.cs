using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudPos.SpinSimulator;

/// <summary>Amounts are whole cents inside; dollars only at the edges.</summary>
internal static partial class Dollars
{
    /// <summary>What the field table calls <c>$$$$$$$.CC</c>: up to seven digits and exactly two decimals.</summary>
    public static bool TryRead(string text, out long cents)
    {
        cents = 0;
        if (!Exact().IsMatch(text))
        {
            return false;
        }

        cents = ToCents(text);
        return true;
    }

    /// <summary>Totals and cart values may be shorter ("10.4", "0") or negative in the vendor's samples.</summary>
    public static bool TryReadLoose(string text, out long cents)
    {
        cents = 0;
        if (!Loose().IsMatch(text))
        {
            return false;
        }

        cents = ToCents(text);
        return true;
    }

    /// <summary>"52.61"</summary>
    public static string Plain(long cents) => Number(cents).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>"$12,345.67", and a true minus in front of what is taken off.</summary>
    public static string Shown(long cents) =>
        (cents < 0 ? "−$" : "$") + Number(Math.Abs(cents)).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>Two decimals always, so that JSON reads 52.60 and not 52.6.</summary>
    public static decimal Number(long cents) => decimal.Divide(cents, 100) + 0.00m;

    public static long Percent(long cents, int percent) =>
        (long)decimal.Round(cents * percent / 100m, MidpointRounding.AwayFromZero);

    private static long ToCents(string text) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100);

    [GeneratedRegex(@"^[0-9]{1,7}\.[0-9]{2}\z")]
    private static partial Regex Exact();

    [GeneratedRegex(@"^-?[0-9]{1,9}(\.[0-9]{1,2})?\z")]
    private static partial Regex Loose();
}
