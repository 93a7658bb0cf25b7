using System.Globalization;
using CloudPos.Domain.Amounts;

namespace CloudPos.Web.Ui;

/// <summary>A rate as people read it: <c>4 %</c>, <c>8.875 %</c>.</summary>
internal static class Percent
{
    public static string Show(Rate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.PartsPerMillion / 10_000m:0.####} %");
}
