using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Reports;

namespace CloudPos.Web.Tests.Features;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(0, 400)]
    [InlineData(399, 400)]
    [InlineData(401, 800)]
    [InlineData(74_200, 80_000)]
    [InlineData(99_999_999_999, 200_000_000_000)]
    public void The_top_is_a_round_figure_that_everything_fits_under(long most, long top) =>
        Assert.Equal(new Money(top), new ChartScale([new Money(most), new Money(1)], 186).Top);

    [Fact]
    public void An_amount_stands_between_the_bottom_and_the_upper_edge()
    {
        var scale = new ChartScale([new Money(40_000)], 200);
        Assert.Equal((0, 100, 200, 0), (scale.Of(Money.Zero), scale.Of(new Money(20_000)), scale.Of(new Money(40_000)), scale.Of(new Money(-5))));
        Assert.Equal([0, 50, 100, 150, 200], scale.Steps.Select(s => s.Height));
    }

    [Theory]
    [InlineData(465_499, 534_501)]
    [InlineData(1, 2)]
    [InlineData(0, 5)]
    public void Shares_come_to_a_hundred_percent_by_largest_remainder(long card, long cash)
    {
        var shares = ChartScale.Permilles(new Money(card), new Money(cash));
        Assert.Equal(1_000, shares.Sum());
        Assert.All(shares.Zip([card, cash]), pair => Assert.InRange(pair.First - (pair.Second * 1_000m / (card + cash)), -1m, 1m));
    }

    [Fact]
    public void Shares_of_nothing_are_nothing() => Assert.Equal([0, 0], ChartScale.Permilles(Money.Zero, Money.Zero));

    [Theory]
    [InlineData(399, "$0 $1 $2 $3 $4")]
    [InlineData(74_200, "$0 $200 $400 $600 $800")]
    [InlineData(390_000, "$0 $1k $2k $3k $4k")]
    [InlineData(1_900_000, "$0 $5k $10k $15k $20k")]
    [InlineData(190_000, "$0 $0.5k $1k $1.5k $2k")]
    [InlineData(390_000_000, "$0 $1M $2M $3M $4M")]
    public void All_steps_of_an_axis_are_written_in_the_same_unit(long most, string axis)
    {
        var scale = new ChartScale([new Money(most)], 186);
        Assert.Equal(axis, string.Join(' ', scale.Steps.Select(s => scale.Short(s.Amount))));
    }

    [Fact]
    public void A_change_against_nothing_is_not_shown()
    {
        Assert.Null(ChartScale.Change(new Money(100), Money.Zero));
        Assert.Equal(("▲ 5.4 %", true), ChartScale.Change(new Money(1_054), new Money(1_000)));
        Assert.Equal(("▼ 50.0 %", false), ChartScale.Change(new Money(500), new Money(1_000)));
    }

    [Fact]
    public void A_change_of_a_count_is_a_change_of_the_count() => Assert.Equal(("▲ 50.0 %", true), ChartScale.Change(3, 2));

    [Fact]
    public void The_choice_of_days_survives_the_address()
    {
        var query = new ReportQuery(ReportDays.Range, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31), new StoreId(Guid.CreateVersion7()));
        Assert.Equal(query, ReportQuery.Read("https://till.example" + query.ToAddress("/dashboard")));
        Assert.Equal(ReportQuery.Default, ReportQuery.Read("https://till.example/dashboard?days=nonsense&store=x"));
    }
}
