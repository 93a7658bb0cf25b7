using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>What was bought, for cards that may not pay everything and for cards of businesses. At the Card Price, as it is charged.</summary>
internal static class SpinPurchaseBuilder
{
    private const int Level3LinesMax = 98;
    private const int CodeLengthMax = 12;

    /// <summary>What of the sale is for health care; null where that is nothing, or more than is being charged.</summary>
    public static SpinHealthAmounts? Health(Sale sale, PaymentAttempt attempt)
    {
        if (attempt.PricedAt != TenderKind.Card || sale.Tenders.Exists(t => t.Counts))
            return null; // what another tender has paid of it is not known item by item
        var (prescription, clinic, dental) = (sale.HealthPart(HealthKind.Prescription).Card, sale.HealthPart(HealthKind.Clinic).Card, sale.HealthPart(HealthKind.Dental).Card);
        var total = prescription + clinic + dental;
        return !total.IsPositive || total > attempt.Amount ? null : new SpinHealthAmounts(Dollars(total))
        {
            Prescription = Dollars(prescription),
            Clinic = Dollars(clinic),
            Dental = Dollars(dental),
        };
    }

    /// <summary>The lines of a sale that is charged whole; null where they are more than the message holds.</summary>
    public static SpinLevel3? Level3(Sale sale)
    {
        var lines = sale.ActiveLines.ToArray();
        if (lines.Length is 0 or > Level3LinesMax)
            return null;
        var (local, state) = (TaxOfLines(sale, lines, TaxKind.Local), TaxOfLines(sale, lines, TaxKind.State));
        return new SpinLevel3
        {
            TaxAmount = Dollars(Money.Sum(local)),
            NationalTaxAmount = Dollars(Money.Sum(state)),
            TaxProvided = !sale.Tax.Card.IsZero,
            TaxRateApplied = sale.Taxes.Where(t => !t.Amount.Card.IsZero).Sum(t => Percent(t.Rate)),
            TotalDiscountAmount = Dollars(sale.Discounted.Card),
            CustomerReference = sale.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Lines = [.. lines.Select((line, i) => Line(sale, line, local[i], state[i]))],
        };
    }

    private static SpinLevel3Line Line(Sale sale, SaleLine line, Money local, Money state) => new()
    {
        CommodityCode = line.CommodityCode ?? "",
        Description = line.Name,
        ProductCode = line.Sku.Length > CodeLengthMax ? line.Sku[..CodeLengthMax] : line.Sku,
        Quantity = line.Quantity.Thousandths / 1000m,
        UnitOfMeasure = line.Unit,
        UnitCost = Dollars(line.UnitPrice.Card),
        DiscountAmount = Dollars(line.Discounted.Card),
        LocalTaxAmount = Dollars(local),
        NationalTaxAmount = Dollars(state),
        LocalTaxRate = RateOf(sale, line, TaxKind.Local),
        StateTaxRate = RateOf(sale, line, TaxKind.State),
        TaxAmount = Dollars(local + state),
        TaxRate = RateOf(sale, line, TaxKind.Local) + RateOf(sale, line, TaxKind.State),
        TotalAmount = Dollars(line.Net.Card + local + state),
    };

    /// <summary>Each line's share of the taxes of a kind, cut as the sale itself cut them, so that it adds up to the cent.</summary>
    private static Money[] TaxOfLines(Sale sale, SaleLine[] lines, TaxKind kind)
    {
        var parts = new Money[lines.Length];
        foreach (var tax in sale.Taxes.Where(t => t.Kind == kind && !t.Amount.Card.IsZero))
        {
            var taxed = Enumerable.Range(0, lines.Length).Where(i => lines[i].Taxes.Contains(tax.Position)).ToArray();
            var cut = Rounding.Split(tax.Amount.Card, [.. taxed.Select(i => lines[i].Net.Card)]);
            for (var i = 0; i < taxed.Length; i++)
                parts[taxed[i]] += cut[i];
        }

        return parts;
    }

    private static decimal RateOf(Sale sale, SaleLine line, TaxKind kind) =>
        sale.Taxes.Where(t => t.Kind == kind && line.Taxes.Contains(t.Position)).Sum(t => Percent(t.Rate));

    // the message has two decimals; the amounts beside it are exact
    private static decimal Percent(Rate rate) => decimal.Round(rate.PartsPerMillion / 10_000m, 2, MidpointRounding.AwayFromZero);

    private static decimal Dollars(Money money) => money.Cents / 100m;
}
