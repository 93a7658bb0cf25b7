using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Sales;

namespace CloudPos.Web.Tests.Features.Sales;

public sealed class SalesQueryTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void Without_filters_the_last_seven_days_are_shown_and_the_address_is_plain()
    {
        var query = SalesQuery.Read("http://till.example/sales");

        Assert.Equal(SalesQuery.Default, query);
        Assert.Equal("/sales", query.ToAddress(null));
        Assert.Equal(new SalesFilter(null, new DateOnly(2026, 2, 23), null, null, SaleTenderFilter.Any), query.ToFilter(Today));
    }

    [Fact]
    public void Filters_survive_the_way_through_the_address()
    {
        var query = new SalesQuery("4821 & co", DayChoice.Range, new DateOnly(2026, 2, 1), null, StoreId.New(), SaleTenderFilter.Problem);

        Assert.Equal(query, SalesQuery.Read("http://till.example" + query.ToAddress(null)));
    }

    [Fact]
    public void An_opened_sale_has_its_own_address_with_the_filters()
    {
        var sale = SaleId.New();

        Assert.Equal($"/sales/{sale.Value}?tender=cash", (SalesQuery.Default with { Tender = SaleTenderFilter.Cash }).ToAddress(sale));
    }

    [Theory]
    [InlineData("?days=never&tender=gold&from=tomorrow&store=x")]
    [InlineData("?days=17&tender=99")]
    public void Nonsense_in_the_address_is_ignored(string query) =>
        Assert.Equal(SalesQuery.Default, SalesQuery.Read("http://till.example/sales" + query));

    [Fact]
    public void Yesterday_is_the_day_before_even_over_the_end_of_a_month()
    {
        var filter = SalesQuery.Default.Choose(DayChoice.Yesterday, Today).ToFilter(Today);

        Assert.Equal((new DateOnly(2026, 2, 28), new DateOnly(2026, 2, 28)), (filter.From!.Value, filter.To!.Value));
    }

    [Fact]
    public void A_range_begins_with_both_ends_set_and_another_choice_forgets_it()
    {
        var range = SalesQuery.Default.Choose(DayChoice.Range, Today);
        Assert.Equal((new DateOnly(2026, 2, 23), Today), (range.From!.Value, range.To!.Value));

        var today = range.Choose(DayChoice.Today, Today);
        Assert.Null(today.From);
        Assert.Null(today.To);
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_is_the_reason_why_nothing_is_found()
    {
        var range = SalesQuery.Read("https://till.example/sales?days=range&from=2026-11-27&to=2026-11-01");

        Assert.Equal("The last day lies before the first. Choose a last day on or after it.", range.NothingWords);
        Assert.Equal("Nothing was paid on these days that fits these filters.", (range with { To = range.From }).NothingWords);
    }

    [Fact]
    public void Text_is_sent_trimmed_and_blanks_are_no_text()
    {
        Assert.Equal("mug", (SalesQuery.Default with { Text = " mug " }).ToFilter(Today).Text);
        Assert.Null((SalesQuery.Default with { Text = "  " }).ToFilter(Today).Text);
        Assert.False((SalesQuery.Default with { Text = "  " }).IsNarrowed);
    }
}
