using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using Xunit.Abstractions;

namespace CloudPos.Domain.Tests.Sales;

public sealed class RandomCartTests(ITestOutputHelper output)
{
    private const int Carts = 10_000;

    [Fact]
    public void Ten_thousand_random_carts_add_up_at_both_prices()
    {
        var seed = RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        var discounted = 0;
        for (var number = 0; number < Carts; number++)
        {
            var cart = RandomCart.From(dice);
            var totals = cart.AddUp();
            foreach (var (rule, holds) in Rules(totals))
                Assert.True(holds, $"Seed {seed}, cart {number}: {rule}.");
            Assert.True(totals.Lines.Zip(cart.Lines).All(l => l.Second.TakesDiscount || l.First.Discount == DualPrice.Zero), $"Seed {seed}, cart {number}: what takes no discount has none.");
            discounted += totals.Discount.Cash.IsPositive ? 1 : 0;
        }

        Assert.True(discounted > Carts / 4, "The random carts have too few discounts to prove anything.");
    }

    [Fact]
    public void A_random_sale_carries_what_its_lines_add_up_to()
    {
        var seed = RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        for (var number = 0; number < 500; number++)
        {
            var cart = RandomCart.From(dice);
            var sale = cart.RingUp();
            var totals = cart.AddUp();
            var expected = (totals.Gross, totals.Discount, totals.Tax, totals.Total);
            Assert.True(expected == (sale.Gross, sale.Discounted, sale.Tax, sale.Total), $"Seed {seed}, cart {number}: the totals differ.");
            var lines = sale.ActiveLines.ToArray();
            Assert.True(DualPrice.Sum(lines.Select(l => l.Net + l.Tax)) == sale.Total, $"Seed {seed}, cart {number}: the lines do not add up.");
            Assert.True(DualPrice.Sum(sale.Taxes.Select(t => t.Amount)) == sale.Tax, $"Seed {seed}, cart {number}: the taxes do not add up.");
        }
    }

    private static IEnumerable<(string Rule, bool Holds)> Rules(SaleTotals t)
    {
        var lines = t.Lines;
        yield return ("gross − discount = net", t.Gross - t.Discount == t.Net && lines.All(l => l.Gross - l.Discount == l.Net));
        yield return ("total = net + tax", t.Net + t.Tax == t.Total);
        yield return ("the lines' gross adds up", DualPrice.Sum(lines.Select(l => l.Gross)) == t.Gross);
        yield return ("the lines' discounts add up", DualPrice.Sum(lines.Select(l => l.Discount)) == t.Discount);
        yield return ("the lines' nets add up", DualPrice.Sum(lines.Select(l => l.Net)) == t.Net);
        yield return ("the lines' taxes add up to the taxes", DualPrice.Sum(lines.Select(l => l.Tax)) == DualPrice.Sum(t.Taxes));
        yield return ("the taxes add up", DualPrice.Sum(t.Taxes) == t.Tax);
        yield return ("card ≥ cash in the totals", CardIsNotBelowCash(t.Gross) && CardIsNotBelowCash(t.Net) && CardIsNotBelowCash(t.Total));
        yield return ("card ≥ cash in each tax", t.Taxes.All(CardIsNotBelowCash));
        yield return ("card ≥ cash in each line", lines.All(l => CardIsNotBelowCash(l.Gross) && CardIsNotBelowCash(l.Net)));
        yield return ("FeeAmount + tax fees = what the card pays more",
            t.FeeAmount + Money.Sum(t.Taxes.Select(x => x.Difference)) == t.Total.Card - t.Total.Cash);
        yield return ("no discount above the price", lines.All(l => IsNotNegative(l.Discount) && IsNotNegative(l.Net)));
        yield return ("no tax below zero", lines.All(l => IsNotNegative(l.Tax)) && t.Taxes.All(IsNotNegative));
    }

    private static bool CardIsNotBelowCash(DualPrice price) => price.Card >= price.Cash;

    private static bool IsNotNegative(DualPrice price) => !price.Cash.IsNegative && !price.Card.IsNegative;
}
