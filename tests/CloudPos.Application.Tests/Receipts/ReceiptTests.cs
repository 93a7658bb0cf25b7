using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Receipts;

public sealed class ReceiptTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task Two_hundred_random_sales_have_receipts_that_add_up_to_the_cent()
    {
        var seed = Random.Shared.Next();
        var dice = new Random(seed);
        var shop = await app.NewShopAsync(new Rate(39_900));
        var skus = new List<string> { TestStore.CoffeeSku, TestStore.BeansSku };
        for (var i = 0; i < 8; i++)
        {
            skus.Add($"R{i}");
            await app.SaveAsync(shop, TestShop.NewProduct($"R{i}", dice.Next(1, 30_000)) with { Taxes = (i % 4) switch { 0 => [], 1 => [shop.LocalTax], 2 => [shop.StateTax], _ => [shop.LocalTax, shop.StateTax] } });
        }

        for (var i = 0; i < 200; i++)
        {
            SaleView? sale = null;
            for (var lines = dice.Next(1, 5); lines > 0; lines--)
                sale = (await app.SendAs(shop.Cashier, new ScanCode(shop.RegisterId, skus[dice.Next(skus.Count)], new Quantity(dice.Next(1, 4_000))))).Value!;
            if (dice.Next(3) == 0)
                sale = (await app.SendAs(shop.Cashier, new ApplyDiscount(sale!.Id, sale.Lines[0].Id, Discount.Of(new Rate(dice.Next(1_000_001)))))).Value;
            if (dice.Next(3) == 0)
                sale = (await app.SendAs(shop.Cashier, new ApplyDiscount(sale!.Id, null, Discount.Of(new Money(dice.NextInt64(Math.Min(500, sale.Gross.For(TenderKind.Cash).Cents + 1))))))).Value; // never above what it costs: that is refused
            await app.PayCashAsync(shop, sale!);
            AddsUp((await app.SendAs(shop.Cashier, new GetReceipt(sale!.Id))).Value!, sale, $"seed {seed}, sale {i}");
        }
    }

    [Fact]
    public async Task A_receipt_shows_the_hour_of_its_store()
    {
        var shop = await app.NewShopAsync();
        var paid = await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        var at = (await app.SendAs(shop.Cashier, new GetReceipt(paid.SaleId))).Value!.PaidAtLocal;
        var expected = TimeZoneInfo.FindSystemTimeZoneById("America/New_York").GetUtcOffset(at.UtcDateTime);
        Assert.Equal(expected, at.Offset);
        Assert.InRange(app.Clock.GetUtcNow() - at, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_merchant_with_one_price_has_no_other_total()
    {
        var shop = await app.NewShopAsync(Rate.Zero);
        var paid = await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        var receipt = (await app.SendAs(shop.Cashier, new GetReceipt(paid.SaleId))).Value!;
        Assert.Null(receipt.OtherTotal);
        Assert.Equal(new Money(1_150), receipt.Total);
    }

    [Fact]
    public async Task Cash_shows_what_was_given_and_what_went_back()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        await app.SendAs(shop.Cashier, new Application.Features.Payments.PayCash(sale.Id, Domain.Tenancy.TenderId.New(), new Money(2_000)));
        var receipt = (await app.SendAs(shop.Cashier, new GetReceipt(sale.Id))).Value!;
        var tender = Assert.Single(receipt.Tenders);
        Assert.Equal((new Money(1_150), new Money(2_000), new Money(850)), (tender.Amount, tender.Received, tender.Change));
        Assert.Equal(("Cash Price", new Money(1_196)), (receipt.PriceLabel, receipt.OtherTotal!.Value));
    }

    [Fact]
    public async Task An_open_sale_and_another_merchants_sale_have_no_receipt()
    {
        var (shop, other) = (await app.NewShopAsync(), await app.NewShopAsync());
        var open = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        Assert.Equal("sale.unknown", (await app.SendAs(shop.Cashier, new GetReceipt(open.Id))).Refusal!.Code);
        await app.PayCashAsync(shop, open);
        Assert.Equal("sale.unknown", (await app.SendAs(other.Cashier, new GetReceipt(open.Id))).Refusal!.Code);
    }

    private static void AddsUp(Receipt receipt, SaleView sale, string which)
    {
        Assert.True(receipt.Subtotal == Money.Sum(receipt.Lines.Select(l => l.Net)), which + ": subtotal");
        Assert.True(receipt.Subtotal == receipt.Gross - receipt.Discount, which + ": gross less discount");
        Assert.True(receipt.Total == receipt.Subtotal + Money.Sum(receipt.Taxes.Select(t => t.Amount)), which + ": total");
        Assert.True(receipt.Total == sale.Total.For(receipt.PriceKind), which + ": the till's total");
        Assert.True(receipt.Paid == receipt.Total && receipt.Paid == Money.Sum(receipt.Tenders.Select(t => t.Amount)), which + ": paid");
        Assert.True(receipt.Lines.All(l => l.Net == l.Gross - l.Discount && !l.Net.IsNegative), which + ": lines");
    }
}
