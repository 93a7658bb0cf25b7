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

    [Fact]
    public void A_change_against_nothing_is_not_shown()
    {
        Assert.Null(ChartScale.Change(new Money(100), Money.Zero));
        Assert.Equal(("▲ 5.4 %", true), ChartScale.Change(new Money(1_054), new Money(1_000)));
        Assert.Equal(("▼ 50.0 %", false), ChartScale.Change(new Money(500), new Money(1_000)));
    }

    [Fact]
    public void The_choice_of_days_survives_the_address()
    {
        var query = new ReportQuery(ReportDays.Range, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31), new StoreId(Guid.CreateVersion7()));
        Assert.Equal(query, ReportQuery.Read("https://till.example" + query.ToAddress("/dashboard")));
        Assert.Equal(ReportQuery.Default, ReportQuery.Read("https://till.example/dashboard?days=nonsense&store=x"));
    }
}
