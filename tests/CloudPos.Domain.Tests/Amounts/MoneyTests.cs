using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tests.Amounts;

public sealed class MoneyTests
{
    private static readonly Money Most = new(long.MaxValue);
    private static readonly Money Least = new(long.MinValue);

    [Fact]
    public void Amounts_add_subtract_negate_and_multiply_in_cents()
    {
        Assert.Equal(new Money(350), new Money(100) + new Money(250));
        Assert.Equal(new Money(-150), new Money(100) - new Money(250));
        Assert.Equal(new Money(-100), -new Money(100));
        Assert.Equal(new Money(-300), new Money(100) * -3);
    }

    [Fact]
    public void Arithmetic_beyond_the_range_throws_instead_of_wrapping()
    {
        Assert.Throws<OverflowException>(() => Most + new Money(1));
        Assert.Throws<OverflowException>(() => Least - new Money(1));
        Assert.Throws<OverflowException>(() => -Least);
        Assert.Throws<OverflowException>(() => Most * 2);
        Assert.Throws<OverflowException>(() => Money.Sum([Most, new Money(1)]));
    }

    [Theory]
    [InlineData(-1, true, false, false)]
    [InlineData(0, false, true, false)]
    [InlineData(1, false, false, true)]
    public void An_amount_is_negative_zero_or_positive(long cents, bool negative, bool zero, bool positive)
    {
        var amount = new Money(cents);
        Assert.Equal((negative, zero, positive), (amount.IsNegative, amount.IsZero, amount.IsPositive));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(-2, -1)]
    [InlineData(-1, 1)]
    public void Amounts_compare_by_their_cents(long less, long more)
    {
        var (a, b) = (new Money(less), new Money(more));
        Assert.True(a < b && a <= b && b > a && b >= a && a.CompareTo(b) < 0);
        Assert.False(b < a || b <= a || a > b || a >= b);
        Assert.Equal(a, Money.Min(b, a));
        Assert.Equal(b, Money.Max(a, b));
    }

    [Fact]
    public void The_sum_of_no_amounts_is_zero()
    {
        Assert.Equal(Money.Zero, Money.Sum([]));
        Assert.Equal(new Money(3), Money.Sum([new Money(5), new Money(-2)]));
    }
}
