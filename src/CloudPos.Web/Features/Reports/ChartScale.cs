using System.Globalization;
using CloudPos.Domain.Amounts;

namespace CloudPos.Web.Features.Reports;

/// <summary>Turns amounts into places on a chart: whole dots, from the bottom up, below a round figure that all of them fit under.</summary>
public sealed class ChartScale
{
    private readonly int _height;

    /// <summary>A scale for these amounts on a chart this high, in dots.</summary>
    public ChartScale(IEnumerable<Money> amounts, int height)
    {
        _height = height;
        Top = Round(Money.Max(new Money(100), amounts.Aggregate(Money.Zero, Money.Max)));
    }

    /// <summary>The figure at the upper edge.</summary>
    public Money Top { get; }

    /// <summary>How high an amount stands, in dots; below zero stands at the bottom.</summary>
    public int Of(Money amount) => amount.IsNegative ? 0 : (int)(amount.Cents * _height / Top.Cents);

    /// <summary>Four steps of the scale, from nothing to the top.</summary>
    public IReadOnlyList<(Money Amount, int Height)> Steps =>
        [.. Enumerable.Range(0, 5).Select(i => new Money(Top.Cents * i / 4)).Select(m => (m, Of(m)))];

    /// <summary>The share of a part in thousandths; zero of nothing.</summary>
    public static int Permille(Money part, Money whole) => whole.Cents <= 0 ? 0 : (int)(part.Cents * 1_000 / whole.Cents);

    /// <summary>The parts in thousandths of all of them: by largest remainder, so that they come to 1,000. All zero where the whole is nothing.</summary>
    public static IReadOnlyList<int> Permilles(params IReadOnlyList<Money> parts) => Money.Sum(parts).IsPositive && !parts.Any(p => p.IsNegative)
        ? [.. Rounding.Split(new Money(1_000), [.. parts]).Select(share => (int)share.Cents)]
        : [.. parts.Select(_ => 0)];

    /// <summary>"84.7 %".</summary>
    public static string Percent(int permille) => string.Create(CultureInfo.InvariantCulture, $"{permille / 10m:0.0} %");

    /// <summary>An amount beside the axis: as short as every step of the scale allows, all of them in the same unit.</summary>
    public string Short(Money amount)
    {
        var step = Top.Cents / 4;
        var (unit, letter) = step % 100_000_00 == 0 && Top.Cents >= 1_000_000_00 ? (1_000_000_00L, "M") : step % 100_00 == 0 && Top.Cents >= 1_000_00 ? (1_000_00L, "k") : (1_00L, "");
        return amount.IsZero ? "$0" : string.Create(CultureInfo.InvariantCulture, $"${amount.Cents / (decimal)unit:#,0.##}{letter}");
    }

    /// <summary>The change against an earlier figure, or null where there was none.</summary>
    public static (string Words, bool IsUp)? Change(Money now, Money before) => Change(now.Cents, before.Cents);

    /// <summary>The same of counts.</summary>
    public static (string Words, bool IsUp)? Change(long now, long before)
    {
        if (before <= 0)
            return null;
        var permille = (now - before) * 1_000 / before;
        return (string.Create(CultureInfo.InvariantCulture, $"{(permille < 0 ? "▼" : "▲")} {Math.Abs(permille) / 10m:0.0} %"), permille >= 0);
    }

    // 1, 2 or 5 with zeros, in dollars, so that the four steps are whole
    private static Money Round(Money most)
    {
        var step = 400L;
        while (true)
        {
            foreach (var times in new[] { 1, 2, 5 })
            {
                if (step * times >= most.Cents)
                    return new Money(step * times);
            }

            step *= 10;
        }
    }
}
