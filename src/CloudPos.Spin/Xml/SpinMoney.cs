using System.Globalization;

namespace CloudPos.Spin.Xml;

/// <summary>Dollars on the wire: "10.50" out, and what the field is known to send in.</summary>
internal static class SpinMoney
{
    public const decimal Max = 9999999.99m;

    private const NumberStyles Wire = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    // "F2" is twice as fast as "0.00", and a sale of thirty lines has hundreds of amounts; it would write -0.00
    public static string Format(decimal dollars) => dollars == 0 ? "0.00" : dollars.ToString("F2", CultureInfo.InvariantCulture);

    public static string FormatQuantity(decimal quantity) => quantity == 1 ? "1" : quantity.ToString("0.###", CultureInfo.InvariantCulture);

    public static bool HasCentsOnly(decimal dollars) => decimal.Round(dollars, 2) == dollars;

    /// <summary>What an approval took or gave: zero or less is how a terminal writes that it does not say.</summary>
    public static decimal? Said(decimal? dollars) => dollars > 0 ? dollars : null;

    /// <summary>"16", "16.0", "$0.73" are amounts; everything else is null, never zero.</summary>
    public static decimal? Read(string? text)
    {
        var plain = text?.Trim().Replace("$", "", StringComparison.Ordinal);
        if (string.IsNullOrEmpty(plain) || !decimal.TryParse(plain, Wire, CultureInfo.InvariantCulture, out var dollars))
            return null;
        return HasCentsOnly(dollars) && Math.Abs(dollars) <= Max ? dollars : null;
    }
}
