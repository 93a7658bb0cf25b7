using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Tests.Sales;
using Xunit.Abstractions;

namespace CloudPos.Domain.Tests.Reports;

/// <summary>Whatever is sold and however it is paid, a sale's figures add up to the money that was taken.</summary>
public sealed class SaleFigureTests(ITestOutputHelper output)
{
    [Fact]
    public void The_figures_of_random_sales_with_several_tenders_add_up_to_what_was_paid()
    {
        var seed = RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        for (var run = 0; run < 1_500; run++)
        {
            var sale = RandomCart.From(dice).RingUp();
            Pay(sale, dice);
            if (sale.State != SaleState.Paid)
                continue;
            var figures = SaleFigures.OfPaid(sale, TestSale.NewYork, "Register 1", _ => "Coffee", t => t.Kind == TenderKind.Cash ? "Cash" : "Visa");
            var whole = Assert.Single(figures, f => f.Kind == FigureKind.Sales);
            var words = $"Seed {seed}, run {run}";
            Assert.True(whole.Amount == sale.Paid && whole.Tip == sale.Tip, $"{words}: paid {sale.Paid}, figure {whole.Amount}.");
            Assert.True(whole.Net + whole.Tax == whole.Amount || sale.Total == DualPrice.Zero, $"{words}: net {whole.Net} + tax {whole.Tax} is not {whole.Amount}.");
            Assert.True(Sum(figures, FigureKind.Tender, f => f.Amount) == sale.Paid, $"{words}: tenders.");
            Assert.True(Sum(figures, FigureKind.Item, f => f.Net) == whole.Net && Sum(figures, FigureKind.Category, f => f.Net) == whole.Net, $"{words}: items.");
            Assert.True(Sum(figures, FigureKind.Tax, f => f.Tax) == whole.Tax, $"{words}: taxes.");
            Assert.True(Sum(figures, FigureKind.Hour, f => f.Amount) == whole.Amount && Sum(figures, FigureKind.Cashier, f => f.Amount) == whole.Amount, $"{words}: hour, cashier.");
        }
    }

    [Fact]
    public void What_went_back_as_a_whole_leaves_no_tax_behind_in_all_and_by_name()
    {
        var seed = RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        for (var run = 0; run < 500; run++)
        {
            var sale = RandomCart.From(dice).RingUp();
            Pay(sale, dice);
            var refunds = new List<Refund>();
            var back = new List<FigureDelta>();
            for (var step = 0; Refundable.Of(sale, refunds) is { Left.IsPositive: true } left; step++)
            {
                var refund = GoneBack(sale, step < 5 ? Some(left, dice) : [.. left.Spread(left.Left)], left);
                back.AddRange(SaleFigures.OfRefund(refund, sale, _ => "x", refunds));
                refunds.Add(refund);
            }

            var words = $"Seed {seed}, run {run}";
            var paid = sale.State == SaleState.Paid && sale.Paid.IsPositive ? SaleFigures.OfPaid(sale, TestSale.NewYork, "Register 1", _ => "", _ => "x") : [];
            Assert.True(Sum(paid, FigureKind.Sales, f => f.Tax) == Sum(back, FigureKind.Refunds, f => f.Tax), $"{words}: tax stays behind.");
            foreach (var tax in paid.Where(f => f.Kind == FigureKind.Tax))
                Assert.True(Sum(back.Where(f => f.Key == tax.Key), FigureKind.RefundTax, f => f.Tax) == tax.Tax, $"{words}: {tax.Key} stays behind.");
        }
    }

    [Fact]
    public void Food_benefits_pay_food_before_tax_and_the_card_all_the_rest()
    {
        var sale = TestSale.Empty();
        var food = sale.Add(TestSale.Item(1_850, 1_924, TestSale.Tax(50_000)) with { Traits = new ProductTraits(true, HealthKind.None, null) }, Quantity.One, TestSale.Noon);
        sale.Add(TestSale.Item(1_000, 1_040), Quantity.One, TestSale.Noon);
        TestSale.PayByFoodBenefits(sale);
        TestSale.PayByCard(sale, sale.Left.Card.Cents);

        var shares = PaidShares.Of(sale);

        Assert.Equal([new Money(1_850), Money.Zero], shares.Food);
        Assert.Equal(new Money(1_850), shares.Nets[0]);
        Assert.Equal(sale.Paid, shares.Net + shares.Tax);
        Assert.Equal(shares.Tax, Money.Sum(shares.TaxesOf(food.Id)));
    }

    [Fact]
    public void Half_in_cash_and_half_by_card_kept_and_saved_the_two_halves_of_the_difference()
    {
        var sale = TestSale.Sample();
        sale.TakeCash(TenderId.New(), new Money(575), TestSale.Cashier, TestSale.NewYork, TestSale.Noon, new Money(575));
        TestSale.PayByCard(sale, sale.Left.Card.Cents);
        var whole = SaleFigures.OfPaid(sale, TestSale.NewYork, "Register 1", _ => "", _ => "x").Single(f => f.Kind == FigureKind.Sales);
        Assert.Equal((new Money(23), new Money(23)), (whole.Kept, whole.Saved));
        Assert.Equal(new Money(575 + 598), whole.Amount);
    }

    [Fact]
    public void The_hour_is_the_stores_own()
    {
        var sale = TestSale.Sample();
        TestSale.PayCash(sale, 1_150);
        var hour = SaleFigures.OfPaid(sale, TestSale.NewYork, "Register 1", _ => "", _ => "Cash").Single(f => f.Kind == FigureKind.Hour);
        Assert.Equal("12", hour.Key);
    }

    private static void Pay(Sale sale, Random dice)
    {
        for (var part = dice.Next(3); part > 0 && sale.CanPayByCard; part--)
        {
            if (dice.Next(2) == 0 && sale.Left.Cash.Cents > 1)
                sale.TakeCash(TenderId.New(), sale.Left.Cash, TestSale.Cashier, TestSale.NewYork, TestSale.Noon, new Money(dice.NextInt64(1, sale.Left.Cash.Cents)));
            else if (sale.Left.Card.Cents > 1)
                TestSale.PayByCard(sale, dice.NextInt64(1, sale.Left.Card.Cents));
        }

        if (dice.Next(2) == 0 && sale.CanPayByCard)
            TestSale.PayByCard(sale, sale.Left.Card.Cents + 100, tip: 100);
        else if (sale.CanPay)
            TestSale.PayCash(sale, Math.Max(0, sale.Left.Cash.Cents));
    }

    /// <summary>Some pieces of some lines, or an amount.</summary>
    private static RefundShare[] Some(Refundable left, Random dice)
    {
        RefundShare[] lines = [.. left.Lines.Where(l => l.Left.Thousandths > 0 && dice.Next(2) == 0).Select(l => l.Share(dice.Next(2) == 0 ? l.Left : new Quantity(dice.Next(1, l.Left.Thousandths + 1))))];
        return Money.Sum(lines.Select(l => l.Amount)) is { IsPositive: true } sum && sum <= left.Left ? lines : [.. left.Spread(new Money(dice.NextInt64(1, left.Left.Cents + 1)))];
    }

    private static Refund GoneBack(Sale sale, RefundShare[] shares, Refundable left)
    {
        var refund = new Refund(RefundId.New(), sale, sale, sale.RegisterId, sale.Number, "Damaged", TestSale.Cashier, null, TestSale.Noon);
        foreach (var share in shares)
            refund.Add(new RefundLine(refund, share.Of.Line.Id, share.Of.Line.ProductId, share.Of.Line.Sku, share.Of.Line.Name, share.Quantity, share.Amount, share.Tax), TestSale.Noon);
        foreach (var (tender, amount) in left.Over(shares))
            refund.Add(new RefundTender(RefundTenderId.New(), refund, tender, TenderKind.Cash, PayMethod.Cash, amount), TestSale.Noon);
        foreach (var part in refund.Tenders.ToArray())
            refund.Book(part.Id, part.Amount, Money.Zero, TestSale.NewYork, TestSale.Noon);
        return refund;
    }

    private static Money Sum(IEnumerable<FigureDelta> figures, FigureKind kind, Func<FigureDelta, Money> part) =>
        Money.Sum(figures.Where(f => f.Kind == kind).Select(part));
}
