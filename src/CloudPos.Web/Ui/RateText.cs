using System.Globalization;
using CloudPos.Domain.Amounts;

namespace CloudPos.Web.Ui;

/// <summary>Percentages as people read and type them: <c>8.875 %</c>.</summary>
internal static class RateText
{
    public static string Show(Rate rate) => (rate.PartsPerMillion / 10_000m).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    /// <summary>Reads 0 to 100 with at most four decimals, with or without the sign.</summary>
    public static bool TryRead(string? text, out Rate rate)
    {
        rate = default;
        var digits = text?.Trim().TrimEnd('%').Trim();
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100)
            return false;
        var parts = percent * 10_000m;
        if (parts != decimal.Truncate(parts))
            return false;
        rate = new Rate((int)parts);
        return true;
    }
}
