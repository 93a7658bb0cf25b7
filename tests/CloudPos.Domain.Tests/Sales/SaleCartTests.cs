using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

public sealed class SaleCartTests
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(3);

    [Fact]
    public void The_specifications_sample_rung_up_comes_to_its_figures()
    {
        var sale = Sample();
        Assert.Equal(Pair(1_000, 1_040), sale.Gross);
        Assert.Equal([Pair(50, 52), Pair(100, 104)], sale.Taxes.Select(t => t.Amount));
        Assert.Equal(Pair(150, 156), sale.Tax);
        Assert.Equal(Pair(1_150, 1_196), sale.Total);
        Assert.Equal(sale.Total, sale.Left);
    }

    [Fact]
    public void Adding_the_same_item_makes_its_line_longer()
    {
        var sale = Empty();
        var item = Item(250, 260);
        var line = sale.Add(item, Quantity.One, Noon);
        Assert.Same(line, sale.Add(item, Quantity.Of(2), Later));
        Assert.Same(line, Assert.Single(sale.Lines));
        Assert.Equal(Quantity.Of(3), line.Quantity);
        Assert.Equal(Pair(750, 780), sale.Total);
        Assert.Equal(Later, sale.ChangedAt);
    }

    [Fact]
    public void The_same_item_gets_a_new_line_where_the_first_one_is_discounted()
    {
        var sale = Empty();
        var item = Item(250, 260);
        sale.DiscountLine(sale.Add(item, Quantity.One, Noon).Id, Discount.Of(new Money(50)), Noon);
        sale.Add(item, Quantity.One, Noon);
        Assert.Equal([Pair(200, 210), Pair(250, 260)], sale.ActiveLines.Select(l => l.Net));
    }

    [Fact]
    public void The_same_item_gets_a_new_line_at_another_price()
    {
        var sale = Empty();
        var item = Item(250, 260);
        sale.Add(item, Quantity.One, Noon);
        sale.Add(item with { Price = DualPrice.Of(new Money(250), new Money(261)) }, Quantity.One, Noon);
        sale.Add(item with { Price = DualPrice.Of(new Money(240), new Money(260)) }, Quantity.One, Noon);
        Assert.Equal([Pair(250, 260), Pair(250, 261), Pair(240, 260)], sale.ActiveLines.Select(l => l.UnitPrice));
    }

    [Fact]
    public void Another_item_at_the_same_price_gets_its_own_line()
    {
        var sale = Empty();
        sale.Add(Item(250, 260), Quantity.One, Noon);
        sale.Add(Item(250, 260), Quantity.One, Noon);
        Assert.Equal([1, 2], sale.ActiveLines.Select(l => l.Position));
    }

    [Fact]
    public void A_line_taken_out_costs_nothing_and_comes_back_as_it_was()
    {
        var sale = Sample();
        var other = sale.Add(Item(500, 520), Quantity.Of(2), Noon);

        sale.Remove(other.Id, true, Noon);
        Assert.Equal(Pair(1_150, 1_196), sale.Total);
        Assert.DoesNotContain(other, sale.ActiveLines);
        Assert.Contains(other, sale.Lines);

        sale.Remove(other.Id, false, Noon);
        Assert.Equal(Pair(2_150, 2_236), sale.Total);
        Assert.Equal(Quantity.Of(2), other.Quantity);
    }

    [Fact]
    public void A_sale_of_which_every_line_was_taken_out_costs_nothing_and_cannot_be_paid()
    {
        var sale = Sample();
        sale.DiscountAll(Discount.Of(new Money(100)), Noon);
        sale.Remove(sale.Lines[0].Id, true, Noon);
        Assert.Equal(DualPrice.Zero, sale.Total);
        Assert.All(sale.Taxes, t => Assert.Equal(DualPrice.Zero, t.Amount));
        Assert.False(sale.CanPay || sale.CanPayByCard);
        Assert.Throws<InvalidOperationException>(() => PayCash(sale, 0));
    }

    [Fact]
    public void An_item_added_while_its_line_is_taken_out_gets_a_new_line_and_a_new_position()
    {
        var sale = Empty();
        var item = Item(250, 260);
        var first = sale.Add(item, Quantity.One, Noon);
        sale.Remove(first.Id, true, Noon);
        var second = sale.Add(item, Quantity.One, Noon);
        Assert.NotSame(first, second);
        Assert.Equal((1, 2), (first.Position, second.Position));
        Assert.Equal(Pair(250, 260), sale.Total);
    }

    [Fact]
    public void Changing_a_quantity_and_discounting_add_up_anew()
    {
        var sale = Sample();
        var line = sale.Lines[0];
        sale.Change(line.Id, Quantity.Of(3), Noon);
        Assert.Equal(Pair(3_450, 3_588), sale.Total);
        sale.DiscountLine(line.Id, Discount.Of(new Rate(500_000)), Noon);
        Assert.Equal(Pair(1_725, 1_794), sale.Total);
        sale.DiscountAll(Discount.Of(new Money(500)), Noon);
        Assert.Equal(Pair(2_000, 2_060), sale.Discounted);
        Assert.Equal(Pair(1_150, 1_219), sale.Total); // 10.00 + .50 + 1.00, 10.60 + .53 + 1.06
        Assert.Equal(Pair(1_000, 1_060), line.Net);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1_000)]
    [InlineData(9_999_001)]
    public void A_quantity_that_cannot_be_sold_is_refused(int thousandths)
    {
        var sale = Sample();
        var (before, line) = (sale.Version, sale.Lines[0]);
        Assert.Throws<InvalidOperationException>(() => sale.Add(Item(1, 1), new Quantity(thousandths), Noon));
        Assert.Throws<InvalidOperationException>(() => sale.Change(line.Id, new Quantity(thousandths), Noon));
        Assert.Equal((before, 1, Quantity.One), (sale.Version, sale.Lines.Count, line.Quantity));
    }

    [Fact]
    public void A_line_is_not_made_longer_than_a_line_may_be_nor_shortened_by_adding()
    {
        var sale = Empty();
        var item = Item(1, 1);
        var line = sale.Add(item, Quantity.Max, Noon);
        Assert.Throws<InvalidOperationException>(() => sale.Add(item, new Quantity(1), Noon));
        Assert.Throws<InvalidOperationException>(() => sale.Add(item, Quantity.Of(-1), Noon));
        Assert.Throws<InvalidOperationException>(() => sale.Add(item, new Quantity(int.MaxValue), Noon)); // a refusal, not an overflow
        Assert.Equal(Quantity.Max, line.Quantity);
    }

    [Fact]
    public void A_full_sale_takes_no_further_line_but_more_of_those_it_has()
    {
        var sale = Empty();
        var item = Item(1, 1);
        sale.Add(item, Quantity.One, Noon);
        for (var i = 1; i < Sale.LinesMax; i++)
            sale.Add(Item(1, 1), Quantity.One, Noon);
        Assert.Throws<InvalidOperationException>(() => sale.Add(Item(1, 1), Quantity.One, Noon));
        sale.Add(item, Quantity.One, Noon);
        Assert.Equal(Pair(Sale.LinesMax + 1, Sale.LinesMax + 1), sale.Total);
    }

    [Fact]
    public void A_line_of_another_sale_is_refused()
    {
        var (sale, other) = (Sample(), Sample().Lines[0].Id);
        Assert.Throws<InvalidOperationException>(() => sale.Change(other, Quantity.One, Noon));
        Assert.Throws<InvalidOperationException>(() => sale.Remove(other, true, Noon));
        Assert.Throws<InvalidOperationException>(() => sale.DiscountLine(other, Discount.None, Noon));
    }

    [Fact]
    public void A_tax_whose_rate_changed_meanwhile_is_kept_apart_from_the_one_stamped_before()
    {
        var sale = Empty();
        var tax = Tax(50_000);
        sale.Add(Item(1_000, 1_000, tax), Quantity.One, Noon);
        sale.Add(Item(1_000, 1_000, tax), Quantity.One, Noon);
        sale.Add(Item(1_000, 1_000, tax with { Rate = new Rate(60_000) }), Quantity.One, Noon);
        Assert.Equal([Pair(100, 100), Pair(60, 60)], sale.Taxes.Select(t => t.Amount));
    }

    [Fact]
    public void A_cleared_sale_stands_still_until_it_is_taken_back()
    {
        var sale = Sample();
        sale.Clear(true, Noon);
        Assert.Equal(SaleState.Cleared, sale.State);
        Assert.False(sale.CanChange || sale.CanPay || sale.CanPayByCard);
        Assert.Throws<InvalidOperationException>(() => sale.Add(Item(1, 1), Quantity.One, Noon));
        Assert.Throws<InvalidOperationException>(() => PayCash(sale, 1_150));
        Assert.Throws<InvalidOperationException>(() => Begun(sale));
        Assert.Throws<InvalidOperationException>(() => sale.Clear(true, Noon));

        sale.Clear(false, Noon);
        Assert.Equal((SaleState.Open, Pair(1_150, 1_196)), (sale.State, sale.Total));
        Assert.True(sale.CanChange && sale.CanPay);
    }

    [Fact]
    public void Only_a_cleared_sale_can_be_taken_back()
    {
        var (open, paid) = (Sample(), Sample());
        PayCash(paid, 1_150);
        Assert.Throws<InvalidOperationException>(() => open.Clear(false, Noon));
        Assert.Throws<InvalidOperationException>(() => paid.Clear(false, Noon));
        Assert.Throws<InvalidOperationException>(() => paid.Clear(true, Noon));
    }

    [Fact]
    public void Every_change_counts_the_version_up_by_one()
    {
        var sale = Empty();
        var line = sale.Add(Item(100, 104), Quantity.One, Noon);
        sale.Change(line.Id, Quantity.Of(2), Noon);
        sale.DiscountLine(line.Id, Discount.Of(new Money(1)), Noon);
        sale.DiscountAll(Discount.Of(new Money(1)), Noon);
        sale.Remove(line.Id, true, Noon);
        sale.Clear(true, Noon);
        Assert.Equal(6, sale.Version);
    }
}
