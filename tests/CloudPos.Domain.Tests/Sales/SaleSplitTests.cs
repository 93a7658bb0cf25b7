using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using Xunit.Abstractions;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

public sealed class SaleSplitTests(ITestOutputHelper output)
{
    private const int Sales = 1_000;
    private const int CardsMax = 8;

    [Fact]
    public void However_a_sale_is_split_over_cards_and_cash_nothing_is_left_at_either_price()
    {
        var seed = RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        var inParts = 0;
        for (var number = 0; number < Sales; number++)
        {
            var sale = RandomCart.From(dice).RingUp();
            PayInParts(sale, dice, $"Seed {seed}, sale {number}");
            inParts += sale.Tenders.Count > 1 ? 1 : 0;
            foreach (var (rule, holds) in Rules(sale))
                Assert.True(holds, $"Seed {seed}, sale {number}: {rule}.");
        }

        Assert.True(inParts > Sales / 4, "Too few of the sales were split to prove anything.");
    }

    [Fact]
    public void Splits_down_to_the_single_cent_leave_nothing_over()
    {
        for (var cash = 0; cash <= 12; cash++)
        {
            for (var card = Math.Max(cash, 1); card <= 14; card++)
            {
                for (var first = 1; first <= card; first++)
                {
                    foreach (var restInCash in new[] { false, true })
                    {
                        var sale = Empty();
                        sale.Add(Item(cash, card), Quantity.One, Noon);
                        PayByCard(sale, first);
                        if (sale.State == SaleState.Open && restInCash)
                            PayCash(sale, sale.Left.Cash.Cents);
                        else if (sale.State == SaleState.Open)
                            PayByCard(sale, sale.Left.Card.Cents);
                        Assert.All(Rules(sale), r => Assert.True(r.Holds, $"{cash}/{card}, first {first}: {r.Rule}."));
                    }
                }
            }
        }
    }

    private static void PayInParts(Sale sale, Random dice, string where)
    {
        while (sale.State == SaleState.Open)
        {
            var left = sale.Left;
            Assert.True(!left.Cash.IsNegative && left.Card >= left.Cash, $"{where}: {left} is left.");
            if (!sale.CanPayByCard || dice.Next(4) == 0)
                PayCash(sale, left.Cash.Cents + dice.Next(500));
            else if (sale.Tenders.Count >= CardsMax)
                PayByCard(sale, left.Card.Cents);
            else
                PayByCard(sale, dice.NextInt64(1, left.Card.Cents + 1));
        }
    }

    private static IEnumerable<(string Rule, bool Holds)> Rules(Sale sale)
    {
        yield return ("the sale is paid", sale.State == SaleState.Paid && sale.BusinessDate is not null);
        yield return ("nothing is left", sale.Left == DualPrice.Zero);
        yield return ("the tenders cover both prices", DualPrice.Sum(sale.Tenders.Select(t => t.Covers)) == sale.Total);
        yield return ("what was paid is what the tenders paid", Money.Sum(sale.Tenders.Select(t => t.Amount)) == sale.Paid);
        yield return ("every tender covers what it pays", sale.Tenders.TrueForAll(t => t.Covers.For(t.Kind) == t.Amount));
        yield return ("no tender covers less than nothing", sale.Tenders.TrueForAll(t => !t.Covers.Cash.IsNegative && !t.Covers.Card.IsNegative));
        yield return ("paid between the Cash Price and the Card Price", sale.Paid >= sale.Total.Cash && sale.Paid <= sale.Total.Card);
    }
}
