using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tests.Amounts;

public sealed class DualPriceTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(-2, -1)]
    [InlineData(100, 99)]
    [InlineData(1, 0)]
    public void A_negative_price_or_a_Card_Price_below_the_Cash_Price_is_refused(long cash, long card) =>
        Assert.Throws<ArgumentException>(() => DualPrice.Of(new Money(cash), new Money(card)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 100)]
    [InlineData(100, 104)]
    public void Each_tender_pays_its_own_side(long cash, long card)
    {
        var price = DualPrice.Of(new Money(cash), new Money(card));
        Assert.Equal(new Money(cash), price.For(TenderKind.Cash));
        Assert.Equal(new Money(card), price.For(TenderKind.Card));
        Assert.Equal(new Money(card - cash), price.Difference);
    }

    [Theory]
    [InlineData(1_000, 40_000, 1_040)]
    [InlineData(0, 40_000, 0)]
    [InlineData(999, 0, 999)]
    [InlineData(12, 40_000, 12)] // 0.48 of a cent
    [InlineData(13, 40_000, 14)] // 0.52 of a cent
    [InlineData(50, 30_000, 52)] // 1.5 cents
    public void The_mark_up_makes_the_Card_Price_rounded_once(long cash, int markup, long card) =>
        Assert.Equal(DualPrice.Of(new Money(cash), new Money(card)), DualPrice.FromCash(new Money(cash), new Rate(markup)));

    [Fact]
    public void A_mark_up_below_zero_is_refused_where_it_would_make_cards_cheaper() =>
        Assert.Throws<ArgumentException>(() => DualPrice.FromCash(new Money(1_000), new Rate(-40_000)));

    [Fact]
    public void Both_sides_are_added_and_subtracted_on_their_own()
    {
        var (a, b) = (DualPrice.Of(new Money(100), new Money(104)), DualPrice.Of(new Money(30), new Money(32)));
        Assert.Equal(DualPrice.Amounts(new Money(130), new Money(136)), a + b);
        Assert.Equal(DualPrice.Amounts(new Money(70), new Money(72)), a - b);
        Assert.Equal(DualPrice.Amounts(new Money(-70), new Money(-72)), b - a);
        Assert.Equal(DualPrice.Amounts(new Money(160), new Money(168)), DualPrice.Sum([a, b, b]));
        Assert.Equal(DualPrice.Zero, DualPrice.Sum([]));
    }
}
