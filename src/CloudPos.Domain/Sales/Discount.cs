using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Sales;

/// <summary>Money off: a percentage of each price, or an amount that is the same at both prices. Never more than the thing costs.</summary>
/// <remarks>A percentage is taken line by line and rounded once per line, so that no line's Card Price falls below its Cash Price.</remarks>
public readonly record struct Discount
{
    /// <summary>No discount.</summary>
    public static readonly Discount None;

    /// <summary>The percentage; 0 % where it is an amount.</summary>
    public Rate Percent { get; private init; }

    /// <summary>The amount; zero where it is a percentage.</summary>
    public Money Amount { get; private init; }

    /// <summary>A percentage, 0 to 100 %.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 100 %.</exception>
    public static Discount Of(Rate percent) => percent.PartsPerMillion is >= 0 and <= 1_000_000
        ? new Discount { Percent = percent }
        : throw new ArgumentOutOfRangeException(nameof(percent));

    /// <summary>An amount, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero.</exception>
    public static Discount Of(Money amount) => amount.IsNegative
        ? throw new ArgumentOutOfRangeException(nameof(amount))
        : new Discount { Amount = amount };

    /// <summary>True where nothing is taken off.</summary>
    public bool IsNone => Percent.PartsPerMillion == 0 && Amount.IsZero;

    /// <summary>What comes off a price, at each of the two prices.</summary>
    public DualPrice Off(DualPrice price) => Percent.PartsPerMillion > 0
        ? DualPrice.Amounts(Rounding.PercentOf(price.Cash, Percent), Rounding.PercentOf(price.Card, Percent))
        : DualPrice.Amounts(Money.Min(Amount, price.Cash), Money.Min(Amount, price.Cash));
}
