using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Tests.Sales;

/// <summary>Sales to try things on: a store in New York whose day ends at four in the morning.</summary>
internal static class TestSale
{
    public const string Cashier = "cashier@example.com";

    public static readonly DateTimeOffset Noon = new(2026, 2, 10, 17, 0, 0, TimeSpan.Zero);

    public static readonly StoreClock NewYork = new("America/New_York", 4);

    public static DualPrice Pair(long cash, long card) => DualPrice.Amounts(new Money(cash), new Money(card));

    public static Sale Empty() =>
        new(SaleId.New(), IsoId.New(), MerchantId.New(), StoreId.New(), RegisterId.New(), 1, Cashier, Noon);

    public static AppliedTax Tax(int partsPerMillion, TaxKind kind = TaxKind.Local) =>
        new(TaxId.New(), $"{kind} tax", new Rate(partsPerMillion), kind);

    public static SoldItem Item(long cash, long card, params AppliedTax[] taxes) =>
        new(ProductId.New(), "ES-01", "Espresso", "ITM", DualPrice.Of(new Money(cash), new Money(card)), taxes);

    /// <summary>The specification's dual pricing sample: to pay are 11.50 in cash, 11.96 by card.</summary>
    public static Sale Sample()
    {
        var sale = Empty();
        sale.Add(Item(1_000, 1_040, Tax(50_000), Tax(100_000, TaxKind.State)), Quantity.One, Noon);
        return sale;
    }

    /// <summary>An attempt that has locked the sale and of which the terminal has said that it charged the card.</summary>
    public static PaymentAttempt Charged(Sale sale, long charged, long tip = 0, string? mismatch = null)
    {
        var attempt = Begun(sale);
        attempt.Record(AttemptSignal.Sent, AttemptReason.None, null, Noon);
        var isAll = charged - tip >= attempt.Amount.Cents;
        attempt.Record(isAll ? AttemptSignal.Approved : AttemptSignal.PartiallyApproved, AttemptReason.None, null, Noon);
        attempt.KeepResult(new ChargeResult { Charged = new Money(charged), Tip = new Money(tip) }, mismatch);
        return attempt;
    }

    /// <summary>An attempt that has locked the sale; nothing was sent.</summary>
    public static PaymentAttempt Begun(Sale sale)
    {
        var id = AttemptId.New();
        sale.BeginAttempt(id, Noon);
        return new PaymentAttempt(id, sale, TerminalId.New(), id.Value.ToString("N").ToUpperInvariant(), sale.Left.Card, Cashier, Noon);
    }

    public static void PayByCard(Sale sale, long charged, long tip = 0) => sale.BookCard(Charged(sale, charged, tip), NewYork, Noon);

    /// <summary>Food benefits pay all that they may.</summary>
    public static void PayByFoodBenefits(Sale sale)
    {
        var id = AttemptId.New();
        var amount = sale.EbtFoodLeft;
        sale.BeginAttempt(id, Noon);
        var attempt = PaymentAttempt.Of(id, new AttemptPlan(AttemptKind.Sale, PayMethod.EbtFood, TenderKind.Cash, amount, sale, sale.Id), TerminalId.New(), id.Value.ToString("N"), Cashier, Noon);
        attempt.Record(AttemptSignal.Sent, AttemptReason.None, null, Noon);
        attempt.Record(AttemptSignal.Approved, AttemptReason.None, null, Noon);
        attempt.KeepResult(new ChargeResult { Charged = amount }, null);
        sale.BookCard(attempt, NewYork, Noon);
    }

    public static Tender PayCash(Sale sale, long received) => sale.TakeCash(TenderId.New(), new Money(received), Cashier, NewYork, Noon);
}
