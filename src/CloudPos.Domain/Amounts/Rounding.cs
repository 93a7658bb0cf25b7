namespace CloudPos.Domain.Amounts;

/// <summary>The one place where a fraction of a cent is decided: to the nearest cent, a half away from zero.</summary>
public static class Rounding
{
    /// <summary>The share of an amount, rounded once.</summary>
    public static Money PercentOf(Money amount, Rate rate) =>
        new(DivideHalfAwayFromZero((Int128)amount.Cents * rate.PartsPerMillion, 1_000_000));

    /// <summary>A unit price times a quantity, rounded once.</summary>
    public static Money Times(Money unit, Quantity quantity) =>
        new(DivideHalfAwayFromZero((Int128)unit.Cents * quantity.Thousandths, 1_000));

    /// <summary>The same part of <paramref name="whole"/> as <paramref name="part"/> is of <paramref name="of"/>, rounded once.</summary>
    /// <exception cref="ArgumentException"><paramref name="of"/> is zero.</exception>
    public static Money Proportion(Money whole, Money part, Money of) => of.IsZero
        ? throw new ArgumentException("A proportion of nothing is not defined.", nameof(of))
        : new Money(DivideHalfAwayFromZero((Int128)whole.Cents * part.Cents, of.Cents));

    /// <summary>What part of <paramref name="whole"/> a part is, in parts per million; zero of nothing.</summary>
    public static Rate ShareOf(Money part, Money whole) => whole.IsZero ? Rate.Zero
        : new Rate((int)Math.Clamp(DivideHalfAwayFromZero((Int128)part.Cents * 1_000_000, whole.Cents), 0, int.MaxValue));

    /// <summary>
    /// Parts of <paramref name="total"/> in proportion to <paramref name="weights"/>, by largest remainder: they add up to the total,
    /// to the cent, and no part is further than one cent from its exact share. Equal remainders: the earlier part first.
    /// </summary>
    /// <remarks>Weights must not be negative. When all weights are zero only a total of zero can be split.</remarks>
    /// <exception cref="ArgumentException">A negative weight, or money to split and nothing to split it over.</exception>
    public static Money[] Split(Money total, IReadOnlyList<Money> weights)
    {
        if (weights.Any(w => w.IsNegative))
            throw new ArgumentException("A weight is negative.", nameof(weights));
        var parts = new Money[weights.Count];
        if (total.IsZero)
            return parts;
        Int128 sum = 0;
        foreach (var weight in weights)
            sum += weight.Cents;
        if (sum == 0)
            throw new ArgumentException("There is nothing to split the amount over.", nameof(weights));

        var sign = total.IsNegative ? -1 : 1;
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        var left = Math.Abs(total.Cents);
        for (var i = 0; i < weights.Count; i++)
        {
            var (whole, remainder) = Int128.DivRem((Int128)Math.Abs(total.Cents) * weights[i].Cents, sum);
            parts[i] = new Money((long)whole * sign);
            remainders[i] = (remainder, i);
            left -= (long)whole;
        }

        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
            parts[index] += new Money(sign);
        return parts;
    }

    private static long DivideHalfAwayFromZero(Int128 numerator, Int128 denominator)
    {
        if (denominator < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var magnitude = (Int128.Abs(numerator) * 2 + denominator) / (denominator * 2);
        return checked((long)(numerator < 0 ? -magnitude : magnitude));
    }
}
