using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;

namespace CloudPos.Domain.Tests.Sales;

public sealed class DiscountTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_percentage_below_nothing_or_above_all_is_refused(int partsPerMillion) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Discount.Of(new Rate(partsPerMillion)));

    [Fact]
    public void A_negative_amount_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Discount.Of(new Money(-1)));

    [Fact]
    public void Nothing_off_is_no_discount_however_it_is_said()
    {
        Assert.True(Discount.None.IsNone);
        Assert.True(default(Discount).IsNone);
        Assert.True(Discount.Of(Rate.Zero).IsNone);
        Assert.True(Discount.Of(Money.Zero).IsNone);
        Assert.False(Discount.Of(new Rate(1)).IsNone);
        Assert.False(Discount.Of(new Money(1)).IsNone);
    }

    [Theory]
    [InlineData(100_000, 1_000, 1_040, 100, 104)]
    [InlineData(100_000, 5, 5, 1, 1)] // half a cent
    [InlineData(100_000, 4, 5, 0, 1)]
    [InlineData(333_333, 100, 104, 33, 35)]
    [InlineData(1_000_000, 999, 1_039, 999, 1_039)]
    [InlineData(0, 999, 1_039, 0, 0)]
    public void A_percentage_comes_off_each_price(int partsPerMillion, long cash, long card, long cashOff, long cardOff) =>
        Assert.Equal(TestSale.Pair(cashOff, cardOff), Discount.Of(new Rate(partsPerMillion)).Off(TestSale.Pair(cash, card)));

    [Theory]
    [InlineData(100, 1_000, 1_040, 100)]
    [InlineData(1_000, 1_000, 1_040, 1_000)]
    [InlineData(1_020, 1_000, 1_040, 1_000)]
    [InlineData(5_000, 0, 0, 0)]
    public void An_amount_comes_off_both_prices_alike_and_never_more_than_the_Cash_Price(long amount, long cash, long card, long off) =>
        Assert.Equal(TestSale.Pair(off, off), Discount.Of(new Money(amount)).Off(TestSale.Pair(cash, card)));
}
