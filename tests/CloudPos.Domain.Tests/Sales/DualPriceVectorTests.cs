using System.Text.Json;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Sales;

namespace CloudPos.Domain.Tests.Sales;

/// <summary>Sixty carts whose totals were computed apart from this code, with exact fractions.</summary>
public sealed class DualPriceVectorTests
{
    private const int CartsExpected = 60;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly Cart[] Carts = JsonSerializer.Deserialize<Cart[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "dual-price-totals.json")), Web)!;

    public static TheoryData<int> CartNumbers => [.. Enumerable.Range(0, CartsExpected)];

    [Fact]
    public void All_carts_of_the_file_are_tried() => Assert.Equal(CartsExpected, Carts.Length);

    [Theory]
    [MemberData(nameof(CartNumbers))]
    public void A_cart_comes_to_exactly_the_expected_amounts(int number)
    {
        var cart = Carts[number];
        var totals = SaleTotals.Of(
            [.. cart.Lines.Select(l => new TotalsLine(PriceOf(cart, l), new Quantity(l.QuantityThousandths), Discount.None, l.Taxes))],
            [.. cart.Taxes.Select(t => new Rate(t.RatePpm))], Discount.None);

        foreach (var (tender, expected) in Sides(cart))
        {
            Assert.Equal(expected.Lines, totals.Lines.Select(l => l.Net.For(tender).Cents));
            Assert.Equal(expected.Subtotal, totals.Net.For(tender).Cents);
            Assert.Equal(expected.Taxes, totals.Taxes.Select(t => t.For(tender).Cents));
            Assert.Equal(expected.Total, totals.Total.For(tender).Cents);
        }

        Assert.Equal(cart.Expected.FeeAmount, totals.FeeAmount.Cents);
        Assert.Equal(cart.Expected.TaxFees, totals.Taxes.Select(t => t.Difference.Cents));
    }

    [Theory]
    [MemberData(nameof(CartNumbers))]
    public void A_sale_rung_up_item_by_item_comes_to_the_same(int number)
    {
        var cart = Carts[number];
        var sale = TestSale.Empty();
        var taxes = cart.Taxes.Select((t, i) => TestSale.Tax(t.RatePpm, i == 0 ? TaxKind.Local : TaxKind.State)).ToArray();
        foreach (var line in cart.Lines)
        {
            var price = PriceOf(cart, line);
            var item = TestSale.Item(price.Cash.Cents, price.Card.Cents, [.. line.Taxes.Select(t => taxes[t])]);
            sale.Add(item, new Quantity(line.QuantityThousandths), TestSale.Noon);
        }

        foreach (var (tender, expected) in Sides(cart))
        {
            Assert.Equal(expected.Lines, sale.ActiveLines.Select(l => l.Net.For(tender).Cents));
            Assert.Equal(expected.Subtotal, sale.Gross.For(tender).Cents);
            Assert.Equal(expected.Total, sale.Total.For(tender).Cents);
            var used = taxes.Select(t => sale.Taxes.Find(s => s.TaxId == t.TaxId)?.Amount.For(tender).Cents ?? 0);
            Assert.Equal(expected.Taxes, used);
        }
    }

    private static DualPrice PriceOf(Cart cart, Line line) => line.Card is { } card
        ? DualPrice.Of(new Money(line.Cash), new Money(card))
        : DualPrice.FromCash(new Money(line.Cash), new Rate(cart.MarkupPpm));

    private static (TenderKind Tender, Side Expected)[] Sides(Cart cart) =>
        [(TenderKind.Cash, cart.Expected.Cash), (TenderKind.Card, cart.Expected.Card)];

    private sealed record Cart(int MarkupPpm, TaxOfCart[] Taxes, Line[] Lines, Expectation Expected);

    private sealed record TaxOfCart(string Label, int RatePpm);

    private sealed record Line(long Cash, long? Card, int QuantityThousandths, int[] Taxes);

    private sealed record Expectation(Side Cash, Side Card, long FeeAmount, long[] TaxFees);

    private sealed record Side(long[] Lines, long Subtotal, long[] Taxes, long Total);
}
