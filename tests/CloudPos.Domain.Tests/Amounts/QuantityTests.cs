using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tests.Amounts;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(int.MinValue, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(9_999_000, true)]
    [InlineData(9_999_001, false)]
    public void More_than_nothing_and_at_most_9999_pieces_can_be_sold(int thousandths, bool sellable) =>
        Assert.Equal(sellable, new Quantity(thousandths).IsSellable);

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(0, true)]
    [InlineData(-1_000, true)]
    [InlineData(1_999, false)]
    [InlineData(1, false)]
    public void Whole_pieces_are_told_from_parts(int thousandths, bool whole) =>
        Assert.Equal(whole, new Quantity(thousandths).IsWhole);

    [Fact]
    public void Quantities_are_counted_in_thousandths_and_never_wrap()
    {
        Assert.Equal(new Quantity(3_000), Quantity.Of(3));
        Assert.Equal(new Quantity(1_500), Quantity.One + new Quantity(500));
        Assert.Equal(new Quantity(500), Quantity.One - new Quantity(500));
        Assert.Throws<OverflowException>(() => Quantity.Of(int.MaxValue / 1_000 + 1));
        Assert.Throws<OverflowException>(() => new Quantity(int.MaxValue) + Quantity.One);
        Assert.Throws<OverflowException>(() => new Quantity(int.MinValue) - Quantity.One);
    }

    [Fact]
    public void The_whole_is_a_million_parts()
    {
        Assert.Equal(new Money(1_234), Rounding.PercentOf(new Money(1_234), Rate.Whole));
        Assert.Equal(Money.Zero, Rounding.PercentOf(new Money(1_234), Rate.Zero));
    }
}
