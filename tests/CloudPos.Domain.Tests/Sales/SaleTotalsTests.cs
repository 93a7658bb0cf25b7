using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

public sealed class SaleTotalsTests
{
    private static readonly Rate[] CityAndState = [new(50_000), new(100_000)];

    [Fact]
    public void The_specifications_sample_comes_to_its_figures()
    {
        var totals = SaleTotals.Of([Line(1_000, 1_040, taxes: [0, 1])], CityAndState, Discount.None);

        Assert.Equal(Pair(1_000, 1_040), totals.Net);
        Assert.Equal([Pair(50, 52), Pair(100, 104)], totals.Taxes);
        Assert.Equal(Pair(1_150, 1_196), totals.Total);
        Assert.Equal(new Money(40), totals.FeeAmount);
        Assert.Equal([new Money(2), new Money(4)], totals.Taxes.Select(t => t.Difference));
    }

    [Fact]
    public void Nothing_sold_is_nothing_to_pay()
    {
        var totals = SaleTotals.Of([], CityAndState, Discount.Of(new Money(500)));
        Assert.Empty(totals.Lines);
        Assert.Equal([DualPrice.Zero, DualPrice.Zero], totals.Taxes);
        Assert.Equal(DualPrice.Zero, totals.Total);
    }

    [Fact]
    public void A_tax_is_rounded_once_on_the_sum_of_its_lines_and_not_line_by_line()
    {
        // three lines of 10 cents at 5 %: 1.5 cents on the sum, 3 × 0.5 cents line by line
        var totals = SaleTotals.Of([Line(10, 10, taxes: [0]), Line(10, 10, taxes: [0]), Line(10, 10, taxes: [0])], CityAndState, Discount.None);
        Assert.Equal(Pair(2, 2), totals.Tax);
        Assert.Equal([Pair(1, 1), Pair(1, 1), Pair(0, 0)], totals.Lines.Select(l => l.Tax));
    }

    [Fact]
    public void A_tax_falls_on_the_lines_that_carry_it_and_on_no_others()
    {
        var totals = SaleTotals.Of([Line(1_000, 1_040, taxes: [0]), Line(500, 520), Line(2_000, 2_080, taxes: [1])], CityAndState, Discount.None);
        Assert.Equal([Pair(50, 52), Pair(0, 0), Pair(200, 208)], totals.Lines.Select(l => l.Tax));
        Assert.Equal([Pair(50, 52), Pair(200, 208)], totals.Taxes);
    }

    [Fact]
    public void Taxes_are_taken_on_what_is_left_after_all_discounts()
    {
        var halfOff = Discount.Of(new Rate(500_000));
        var totals = SaleTotals.Of([Line(1_000, 1_040, discount: halfOff, taxes: [0, 1])], CityAndState, Discount.Of(new Money(100)));
        Assert.Equal(Pair(600, 620), totals.Discount);
        Assert.Equal(Pair(400, 420), totals.Net);
        Assert.Equal([Pair(20, 21), Pair(40, 42)], totals.Taxes);
        Assert.Equal(Pair(460, 483), totals.Total);
    }

    [Fact]
    public void A_percentage_off_the_sale_is_taken_after_the_discount_of_the_line()
    {
        var tenth = Discount.Of(new Rate(100_000));
        var totals = SaleTotals.Of([Line(1_000, 1_040, discount: tenth), Line(55, 57)], [], tenth);
        Assert.Equal([Pair(190, 198), Pair(6, 6)], totals.Lines.Select(l => l.Discount)); // 100 + 90, 104 + 93.6; 5.5 and 5.7
    }

    [Fact]
    public void An_amount_off_the_sale_is_spread_over_the_lines_by_what_they_cost_in_cash()
    {
        var totals = SaleTotals.Of([Line(100, 104), Line(100, 104), Line(100, 104), Line(0, 0)], [], Discount.Of(new Money(100)));
        Assert.Equal([Pair(34, 34), Pair(33, 33), Pair(33, 33), Pair(0, 0)], totals.Lines.Select(l => l.Discount));
    }

    [Fact]
    public void An_amount_off_that_is_more_than_the_sale_costs_makes_the_Cash_Price_nothing_and_no_less()
    {
        var totals = SaleTotals.Of([Line(100, 104), Line(300, 312)], [], Discount.Of(new Money(100_000)));
        Assert.Equal(Pair(400, 400), totals.Discount);
        Assert.Equal(Pair(0, 16), totals.Net);
    }

    [Fact]
    public void What_takes_no_discount_costs_its_price_wherever_it_stands()
    {
        var gift = Line(5_000, 5_000, discount: Discount.Of(new Rate(100_000))) with { TakesDiscount = false };
        foreach (var lines in new[] { new[] { gift, Line(1_000, 1_040) }, [Line(1_000, 1_040), gift] })
        {
            Assert.Equal(Pair(500, 520), SaleTotals.Of(lines, [], Discount.Of(new Rate(500_000))).Discount);
            Assert.Equal(Pair(300, 300), SaleTotals.Of(lines, [], Discount.Of(new Money(300))).Discount);
            Assert.Equal(Pair(1_000, 1_000), SaleTotals.Of(lines, [], Discount.Of(new Money(3_000))).Discount); // the amount is cut to what takes one
        }

        Assert.Equal(DualPrice.Zero, SaleTotals.Of([gift], [], Discount.Of(new Money(300))).Discount);
    }

    [Fact]
    public void A_line_is_unit_price_times_quantity_rounded_once_at_each_price()
    {
        var totals = SaleTotals.Of([Line(299, 311, thousandths: 1_333)], [], Discount.None);
        Assert.Equal(Pair(399, 415), totals.Gross); // 398.567 and 414.563
    }

    private static TotalsLine Line(long cash, long card, int thousandths = 1_000, Discount discount = default, int[]? taxes = null) =>
        new(DualPrice.Of(new Money(cash), new Money(card)), new Quantity(thousandths), discount, taxes ?? []);
}
