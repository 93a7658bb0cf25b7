using System.Globalization;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;

namespace CloudPos.Domain.Tests.Sales;

/// <summary>A cart out of a seeded dice cup: odd quantities, several taxes, discounts on lines and on the sale.</summary>
internal sealed record RandomCart(TotalsLine[] Lines, Rate[] Taxes, Discount Discount)
{
    /// <summary>Set this environment variable to a printed seed to see a failure again.</summary>
    private const string SeedVariable = "CLOUDPOS_TEST_SEED";

    private static readonly int[] Markups = [0, 1, 29_900, 30_000, 35_000, 39_900, 40_000, 100_000];

    private static readonly int[] TaxRates = [0, 1, 10_000, 45_000, 50_000, 62_500, 88_750, 100_000, 333_333];

    private static readonly int[] OddQuantities = [1, 250, 333, 499, 500, 501, 1_333, 2_718, 9_999_000];

    public static int NewSeed() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Random.Shared.Next();

    public static RandomCart From(Random dice)
    {
        var markup = new Rate(Pick(dice, Markups));
        var taxes = Enumerable.Range(0, dice.Next(4)).Select(_ => new Rate(Pick(dice, TaxRates))).ToArray();
        var lines = Enumerable.Range(0, dice.Next(1, 13)).Select(_ => LineFrom(dice, markup, taxes.Length)).ToArray();
        return new RandomCart(lines, taxes, DiscountFrom(dice, 20_000));
    }

    public SaleTotals AddUp() => SaleTotals.Of(Lines, Taxes, Discount);

    public Sale RingUp()
    {
        var sale = TestSale.Empty();
        var taxes = Taxes.Select(t => TestSale.Tax(t.PartsPerMillion)).ToArray();
        foreach (var line in Lines)
        {
            var item = TestSale.Item(line.UnitPrice.Cash.Cents, line.UnitPrice.Card.Cents, [.. line.Taxes.Select(t => taxes[t])])
                with { GiftLoad = line.TakesDiscount ? GiftLoad.None : GiftLoad.Reload };
            var added = sale.Add(item, line.Quantity, TestSale.Noon);
            if (line.TakesDiscount)
                sale.DiscountLine(added.Id, line.Discount, TestSale.Noon);
        }

        sale.DiscountAll(Discount, TestSale.Noon);
        return sale;
    }

    private static TotalsLine LineFrom(Random dice, Rate markup, int taxes)
    {
        var cash = new Money(dice.Next(4) switch { 0 => dice.Next(10), 1 => dice.Next(200), 2 => dice.Next(10_000), _ => dice.Next(1_000_000) });
        var price = dice.Next(4) == 0
            ? DualPrice.Of(cash, cash + new Money(dice.Next(50)))
            : DualPrice.FromCash(cash, markup);
        var quantity = dice.Next(3) switch
        {
            0 => Quantity.Of(dice.Next(1, 10)),
            1 => new Quantity(Pick(dice, OddQuantities)),
            _ => new Quantity(dice.Next(1, 20_000)),
        };
        return new TotalsLine(price, quantity, DiscountFrom(dice, 3_000), [.. Enumerable.Range(0, taxes).Where(_ => dice.Next(2) == 0)]) { TakesDiscount = dice.Next(6) > 0 };
    }

    private static Discount DiscountFrom(Random dice, int centsMax) => dice.Next(6) switch
    {
        0 => Discount.Of(new Rate(dice.Next(1_000_001))),
        1 => Discount.Of(new Rate(100_000)),
        2 => Discount.Of(new Money(dice.Next(centsMax))),
        3 => Discount.Of(dice.Next(10) == 0 ? Rate.Whole : new Rate(50_000)),
        _ => Discount.None,
    };

    private static int Pick(Random dice, int[] from) => from[dice.Next(from.Length)];
}
