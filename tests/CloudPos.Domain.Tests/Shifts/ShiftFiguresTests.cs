using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;

namespace CloudPos.Domain.Tests.Shifts;

public sealed class ShiftFiguresTests
{
    [Fact]
    public void The_figures_of_random_shifts_agree_line_by_line_with_each_other()
    {
        var random = new Random(5);
        for (var day = 0; day < 300; day++)
        {
            var (sales, taxes, tenders) = (new List<FigureSale>(), new List<FigureTax>(), new List<FigureTender>());
            for (var n = random.Next(40); n > 0; n--)
                Sell(random, n, sales, taxes, tenders);
            var figures = ShiftFigures.Of(sales, taxes, tenders, ShiftUndone.None);

            Assert.Equal(figures.Net + figures.Tax, figures.Total);
            Assert.Equal(figures.Taken, Money.Sum(figures.Tenders.Select(t => t.Amount)));
            Assert.Equal(figures.Taken, Money.Sum(figures.Cashiers.Select(c => c.Amount)));
            Assert.Equal(figures.SaleCount, figures.Cashiers.Sum(c => c.Count));
            Assert.True(figures.Carried.IsZero && figures.PaidOtherwise.IsZero);
        }
    }

    [Fact]
    public void A_part_payment_of_a_sale_that_is_not_paid_yet_is_carried()
    {
        var figures = ShiftFigures.Of([], [], [new FigureTender(TenderKind.Card, "Visa", new Money(2_000), Money.Zero, Money.Zero)], ShiftUndone.None);
        Assert.Equal((new Money(2_000), Money.Zero, (int?)null), (figures.Carried, figures.Taken, figures.FirstSale));
    }

    [Fact]
    public void What_came_and_went_in_the_shift_is_given_back_and_not_carried()
    {
        var figures = ShiftFigures.Of([], [], [new FigureTender(TenderKind.Card, "Visa", new Money(2_000), new Money(300), Money.Zero, IsGivenBack: true)], ShiftUndone.None);
        Assert.Equal((Money.Zero, 1, new Money(2_300)), (figures.Carried, figures.GivenBack.Count, figures.GivenBack.Amount));
        var both = ShiftFigures.Sum([figures, figures]);
        Assert.Equal((Money.Zero, 2, new Money(4_600)), (both.Carried, both.GivenBack.Count, both.GivenBack.Amount));
    }

    [Fact]
    public void The_sum_of_registers_is_the_sum_of_each_figure()
    {
        var random = new Random(9);
        var days = Enumerable.Range(0, 4).Select(_ =>
        {
            var (sales, taxes, tenders) = (new List<FigureSale>(), new List<FigureTax>(), new List<FigureTender>());
            for (var n = random.Next(1, 20); n > 0; n--)
                Sell(random, n, sales, taxes, tenders);
            return ShiftFigures.Of(sales, taxes, tenders, new ShiftUndone(random.Next(3), new Money(random.Next(900)), random.Next(3), new Money(random.Next(900))));
        }).ToArray();
        var all = ShiftFigures.Sum(days);
        Assert.Equal(days.Sum(d => d.Taken.Cents), all.Taken.Cents);
        Assert.Equal(days.Sum(d => d.Tax.Cents), all.Tax.Cents);
        Assert.Equal(all.Net + all.Tax, all.Total);
        Assert.Equal(days.Sum(d => d.SaleCount), all.SaleCount);
        Assert.Equal(all.Tenders.Select(t => t.Name).Distinct().Count(), all.Tenders.Count);
        Assert.Equal((days.Sum(d => d.Undone.RefundCount), days.Sum(d => d.Undone.Voids.Cents)), (all.Undone.RefundCount, all.Undone.Voids.Cents));
        Assert.Equal(Money.Zero, ShiftFigures.Sum([]).Taken);
    }

    private static void Sell(Random random, int number, List<FigureSale> sales, List<FigureTax> taxes, List<FigureTender> tenders)
    {
        var (gross, discount) = (random.Next(100, 9_000), random.Next(2) * random.Next(100));
        var (state, city) = (random.Next(300), random.Next(300));
        var (total, tip) = (gross - discount + state + city, random.Next(3) * 100);
        sales.Add(new FigureSale(number, "cashier " + random.Next(3), new Money(gross), new Money(discount), new Money(state + city), new Money(total), new Money(total), new Money(tip)));
        taxes.Add(new FigureTax("State", new Money(state)));
        taxes.Add(new FigureTax("City", new Money(city)));
        var first = random.Next(total);
        tenders.Add(new FigureTender(TenderKind.Cash, "Cash", new Money(first), Money.Zero, new Money(3)));
        tenders.Add(new FigureTender(TenderKind.Card, random.Next(2) == 0 ? "Visa" : "Amex", new Money(total - first), new Money(tip), Money.Zero));
    }
}
