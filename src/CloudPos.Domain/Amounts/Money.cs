namespace CloudPos.Domain.Amounts;

/// <summary>An amount of money in whole cents of the store's currency. Never a fraction of a cent, never a float.</summary>
/// <remarks>
/// Range: ± 92 quadrillion; arithmetic is checked and throws <see cref="OverflowException"/>. There is no conversion from
/// <c>double</c> or <c>decimal</c> and no formatting: the wire form lives in the protocol, the shown form in the screens.
/// </remarks>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    /// <summary>No money.</summary>
    public static readonly Money Zero = new(0);

    /// <summary>True above zero.</summary>
    public bool IsPositive => Cents > 0;

    /// <summary>True below zero.</summary>
    public bool IsNegative => Cents < 0;

    /// <summary>True at exactly zero.</summary>
    public bool IsZero => Cents == 0;

    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    public static Money operator +(Money a, Money b) => new(checked(a.Cents + b.Cents));

    public static Money operator -(Money a, Money b) => new(checked(a.Cents - b.Cents));

    public static Money operator -(Money a) => new(checked(-a.Cents));

    public static Money operator *(Money a, int times) => new(checked(a.Cents * times));

    public static bool operator <(Money a, Money b) => a.Cents < b.Cents;

    public static bool operator >(Money a, Money b) => a.Cents > b.Cents;

    public static bool operator <=(Money a, Money b) => a.Cents <= b.Cents;

    public static bool operator >=(Money a, Money b) => a.Cents >= b.Cents;

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <summary>The greater of two amounts.</summary>
    public static Money Max(Money a, Money b) => a >= b ? a : b;

    /// <summary>The sum; zero for none.</summary>
    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, next) => sum + next);
}
