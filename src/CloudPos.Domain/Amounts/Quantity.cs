namespace CloudPos.Domain.Amounts;

/// <summary>How many or how much of an item, in thousandths: 2 pieces are 2,000, half a pound is 500.</summary>
/// <remarks>A line of a sale holds more than zero and at most <see cref="Max"/>.</remarks>
public readonly record struct Quantity(int Thousandths)
{
    /// <summary>One piece.</summary>
    public static readonly Quantity One = new(1_000);

    /// <summary>The most that one line takes: 9,999 pieces. A typing slip, not a sale, lies above.</summary>
    public static readonly Quantity Max = new(9_999_000);

    /// <summary>Whole pieces.</summary>
    public static Quantity Of(int pieces) => new(checked(pieces * 1_000));

    /// <summary>True for more than nothing and no more than <see cref="Max"/>.</summary>
    public bool IsSellable => Thousandths > 0 && Thousandths <= Max.Thousandths;

    /// <summary>True for a whole number of pieces.</summary>
    public bool IsWhole => Thousandths % 1_000 == 0;

    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Thousandths + b.Thousandths));

    public static Quantity operator -(Quantity a, Quantity b) => new(checked(a.Thousandths - b.Thousandths));
}
