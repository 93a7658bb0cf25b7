using System.Globalization;
using CloudPos.Domain.Amounts;

namespace CloudPos.Web.Ui;

/// <summary>Quantities as people read and type them: <c>2</c>, <c>0.5</c>.</summary>
internal static class QuantityText
{
    public static string Show(Quantity quantity) =>
        (quantity.Thousandths / 1_000m).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Reads 0 to 9,999 with at most three decimals. Zero is read: it means "take the line out".</summary>
    public static bool TryRead(string? text, out Quantity quantity)
    {
        quantity = default;
        if (!decimal.TryParse(text?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var thousandths = number * 1_000m;
        if (thousandths != decimal.Truncate(thousandths) || thousandths > Quantity.Max.Thousandths)
            return false;
        quantity = new Quantity((int)thousandths);
        return true;
    }
}
