using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Demo;

/// <summary>Four weeks of sales of a demo store, so that its reports have something to say. Everything in them lies before today and is settled.</summary>
public sealed class DemoHistory(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Days = 28;
    private const int SalesOfDay = 14;
    private const int BatchBefore = 300;

    /// <summary>What a coffee bar sells from day to day: one machine for thousands would flatten every chart.</summary>
    private const long DearestCents = 30_00;

    /// <summary>When the last sale has been made, and before the day ends: nothing lies ahead of the demo's first start.</summary>
    private static readonly TimeSpan SettledAfter = TimeSpan.FromHours(11.5);

    private static readonly (string Brand, string Last4)[] Cards = [("VISA", "4821"), ("VISA", "9034"), ("MASTERCARD", "2277"), ("AMEX", "1005"), ("DISCOVER", "6527")];

    public async Task FillAsync(IsoId iso, MerchantId merchant, StoreId store, string cashier, CancellationToken cancel)
    {
        var dice = new Random(Days); // the same four weeks every time: a demo that can be talked about
        for (var back = Days; back >= 1; back--)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(Actor.System(iso, merchant));
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            await FillDayAsync(db, store, cashier, back, dice, cancel);
        }
    }

    private async Task FillDayAsync(AppDbContext db, StoreId storeId, string cashier, int back, Random dice, CancellationToken cancel)
    {
        var store = await db.Stores.SingleAsync(s => s.Id == storeId, cancel);
        var register = await db.Registers.OrderBy(r => r.Name).FirstAsync(r => r.StoreId == storeId, cancel);
        var terminal = await db.Terminals.OrderBy(t => t.Label).FirstAsync(t => t.StoreId == storeId, cancel);
        var markup = await db.Merchants.Where(m => m.Id == store.MerchantId).Select(m => m.Markup).SingleAsync(cancel);
        var taxes = await db.Taxes.AsNoTracking().ToListAsync(cancel);
        var products = await db.Products.AsNoTracking().Include(p => p.Taxes).Where(p => !p.IsArchived && p.CashPrice.Cents > 0 && p.CashPrice.Cents <= DearestCents)
            .OrderByDescending(p => p.IsFavourite).ThenBy(p => p.SkuKey).Take(60).ToListAsync(cancel);
        var sales = SalesOfDay + dice.Next(10);
        var number = await SaleNumbers.ReserveAsync(db, storeId, sales, cancel);
        var morning = clock.GetUtcNow().AddDays(-back);
        var opensAt = new DateTimeOffset(morning.Year, morning.Month, morning.Day, 12, 0, 0, TimeSpan.Zero); // seven or eight in the morning on the coasts
        for (var i = 0; i < sales; i++)
        {
            var at = opensAt.AddMinutes(dice.Next(11 * 60));
            var sale = new Sale(SaleId.New(), store.IsoId, store.MerchantId, store.Id, register.Id, ++number, cashier, at);
            for (var line = dice.Next(1, 5); line > 0; line--)
                sale.Add(Item(products[dice.Next(dice.Next(1, products.Count))], markup, taxes), Quantity.Of(dice.Next(8) == 0 ? 2 : 1), at);
            db.Sales.Add(sale);
            if (dice.Next(100) < 28)
                PayCash(sale, cashier, store.Clock, at.AddMinutes(1), dice);
            else
                db.Attempts.Add(PayByCard(sale, terminal, cashier, store.Clock, at.AddMinutes(1), opensAt + SettledAfter, back, dice));
            sale.Finish();
        }

        await db.SaveChangesAsync(cancel);
    }

    private static SoldItem Item(Product product, Rate markup, List<Tax> taxes) =>
        new(product.Id, product.Sku, product.Name, product.Unit, product.PriceAt(markup),
            [.. taxes.Where(t => product.Taxes.Exists(p => p.TaxId == t.Id)).Select(t => new AppliedTax(t.Id, t.Name, t.Rate, t.Kind))]);

    private static void PayCash(Sale sale, string cashier, StoreClock clock, DateTimeOffset at, Random dice)
    {
        var left = sale.Left.Cash;
        var given = dice.Next(3) == 0 ? left : new Money((left.Cents + 499) / 500 * 500); // exact, or rounded up to five dollars
        sale.TakeCash(TenderId.New(), given, cashier, clock, at);
    }

    private static PaymentAttempt PayByCard(Sale sale, Terminal terminal, string cashier, StoreClock clock, DateTimeOffset at, DateTimeOffset settledAt, int back, Random dice)
    {
        var id = AttemptId.New();
        var attempt = new PaymentAttempt(id, sale, terminal.Id, Guid.CreateVersion7().ToString("N"), sale.Left.Card, cashier, at);
        sale.BeginAttempt(id, at);
        var (brand, last4) = Cards[dice.Next(Cards.Length)];
        var tip = dice.Next(3) == 0 ? Rounding.PercentOf(sale.Left.Card, new Rate(150_000)) : Money.Zero;
        attempt.Record(AttemptSignal.Sent, AttemptReason.None, null, at);
        attempt.KeepResult(new ChargeResult
        {
            Charged = attempt.Amount + tip,
            Tip = tip,
            AuthCode = dice.Next(100_000, 1_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            CardBrand = brand,
            Last4 = last4,
            EntryType = dice.Next(2) == 0 ? "Contactless" : "CHIP",
            PaymentType = "Credit",
            BatchNumber = (BatchBefore - back).ToString(System.Globalization.CultureInfo.InvariantCulture),
        }, null);
        attempt.Record(AttemptSignal.Approved, AttemptReason.None, "demo history", at.AddSeconds(20));
        sale.BookCard(attempt, clock, at.AddSeconds(20));
        attempt.Record(AttemptSignal.Settled, AttemptReason.None, "demo history", settledAt);
        return attempt;
    }
}
