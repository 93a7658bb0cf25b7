using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tests.Amounts;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(0, 88_750, 0)]
    [InlineData(100, 88_750, 9)] // 8.875
    [InlineData(80, 88_750, 7)] // 7.1
    [InlineData(400, 88_750, 36)] // 35.5
    [InlineData(-400, 88_750, -36)]
    [InlineData(1_200, 88_750, 107)] // 106.5: to even would be 106
    [InlineData(-1_200, 88_750, -107)]
    [InlineData(1, 500_000, 1)]
    [InlineData(-1, 500_000, -1)]
    [InlineData(5, 500_000, 3)] // 2.5: to even would be 2
    [InlineData(-5, 500_000, -3)]
    [InlineData(1, 499_999, 0)]
    [InlineData(-1, 499_999, 0)]
    [InlineData(9, 50_000, 0)] // 0.45
    [InlineData(10, 50_000, 1)] // 0.5
    [InlineData(1_000, -50_000, -50)]
    [InlineData(1_000, 1_000_000, 1_000)]
    [InlineData(999_999_999, 40_000, 40_000_000)] // 39,999,999.96
    [InlineData(1_234_567_890_123_456, 88_750, 109_567_900_248_457)] // ….72
    [InlineData(long.MaxValue, 1_000_000, long.MaxValue)]
    [InlineData(long.MaxValue, 500_000, 4_611_686_018_427_387_904)] // ….5
    public void A_percentage_is_rounded_once_half_away_from_zero(long cents, int partsPerMillion, long expected) =>
        Assert.Equal(new Money(expected), Rounding.PercentOf(new Money(cents), new Rate(partsPerMillion)));

    [Fact]
    public void A_percentage_that_no_amount_can_hold_throws_instead_of_wrapping() =>
        Assert.Throws<OverflowException>(() => Rounding.PercentOf(new Money(long.MaxValue), new Rate(1_000_001)));

    [Theory]
    [InlineData(299, 1_333, 399)] // 398.567
    [InlineData(99, 250, 25)] // 24.75
    [InlineData(1, 500, 1)]
    [InlineData(1, 499, 0)]
    [InlineData(100, 1_005, 101)] // 100.5
    [InlineData(-100, 1_005, -101)]
    [InlineData(1_099, 2_000, 2_198)]
    [InlineData(0, 9_999_000, 0)]
    [InlineData(999_999_999, 9_999_000, 9_998_999_990_001)]
    public void A_price_times_a_quantity_is_rounded_once_half_away_from_zero(long cents, int thousandths, long expected) =>
        Assert.Equal(new Money(expected), Rounding.Times(new Money(cents), new Quantity(thousandths)));

    [Theory]
    [InlineData(1_000, 1, 3, 333)]
    [InlineData(1_000, 2, 3, 667)]
    [InlineData(1, 1, 2, 1)]
    [InlineData(-1, 1, 2, -1)]
    [InlineData(1, -1, 2, -1)]
    [InlineData(1, 1, -2, -1)]
    [InlineData(-1, -1, 2, 1)]
    [InlineData(0, 5, 7, 0)]
    [InlineData(1_150, 598, 1_196, 575)]
    [InlineData(1_150, 1_196, 1_196, 1_150)]
    [InlineData(9_000_000_000_000_000_000, 7, 7, 9_000_000_000_000_000_000)]
    public void A_proportion_is_rounded_once_half_away_from_zero(long whole, long part, long of, long expected) =>
        Assert.Equal(new Money(expected), Rounding.Proportion(new Money(whole), new Money(part), new Money(of)));

    [Fact]
    public void A_proportion_of_nothing_is_refused() =>
        Assert.Throws<ArgumentException>(() => Rounding.Proportion(new Money(1), new Money(1), Money.Zero));
}
