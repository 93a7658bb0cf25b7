using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Reports;

/// <summary>The day's figures are kept by the bookings themselves and agree with the receipts to the cent.</summary>
public sealed class FigureTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task A_days_figures_are_the_sum_of_its_receipts()
    {
        var store = await app.NewShopAsync();
        await app.SaveAsync(store, TestShop.NewProduct("TAXED", 333) with { Taxes = [store.LocalTax, store.StateTax], Category = "Things" });
        await app.SaveAsync(store, TestShop.NewProduct("PLAIN", 1_250));
        var dice = new Random(7_401);
        var receipts = new List<Receipt>();
        for (var i = 0; i < 12; i++)
        {
            SaleView sale = null!;
            for (var line = dice.Next(1, 5); line > 0; line--)
                sale = (await app.ScanAsync(store, dice.Next(2) == 0 ? "TAXED" : "PLAIN")).Value!;
            if (dice.Next(3) == 0)
                sale = Till.Must(await app.SendAs(store.Cashier, new ApplyDiscount(sale.Id, null, Discount.Of(new Money(dice.Next(1, 200))))));
            await app.PayCashAsync(store, sale);
            receipts.Add(Till.Must(await app.SendAs(store.Cashier, new GetReceipt(sale.Id))));
        }

        var day = Till.Must(await app.SendAs(store.Manager, new GetDashboard(null, null)));
        Assert.Equal(
            (12, Money.Sum(receipts.Select(r => r.Paid)), Money.Sum(receipts.SelectMany(r => r.Taxes).Select(t => t.Amount)), Money.Sum(receipts.Select(r => r.Discount))),
            (day.Sales.Count, day.Sales.Amount, day.Sales.Tax, day.Sales.Discount));
        Assert.Equal(day.Sales.Amount, day.Sales.Net + day.Sales.Tax);
        foreach (var parts in new[] { day.Hours, day.Tenders, day.Cashiers })
            Assert.Equal(day.Sales.Amount, Money.Sum(parts.Select(p => p.Amount)));
        Assert.Equal(day.Sales.Net, Money.Sum(day.Categories.Select(c => c.Net)));
        Assert.Equal(day.Sales.Net, Money.Sum(day.TopItems.Select(i => i.Net)));
        Assert.True(day.Sales.Saved.IsPositive && day.Sales.Kept.IsZero);

        var taxes = Till.Must(await app.SendAs(store.Manager, new GetTaxReport(day.Range)));
        Assert.Equal(day.Sales.Tax, Money.Sum(taxes.Rows.Select(r => r.Due)));
        Assert.Equal(["Local", "State"], taxes.Rows.Select(r => r.Jurisdiction));
    }

    [Fact]
    public async Task The_rows_of_the_tax_report_add_up_to_its_sum_after_a_refund_without_a_receipt()
    {
        var store = await app.NewShopAsync();
        await app.SaveAsync(store, TestShop.NewProduct("TAXED", 1_000) with { Taxes = [store.LocalTax, store.StateTax] });
        var product = await app.InDatabaseAsync(store.System, db => db.Products.Where(p => p.MerchantId == store.MerchantId && p.Sku == "TAXED").Select(p => p.Id).SingleAsync());
        Till.Must(await app.SendAs(store.Manager, new RefundWithoutReceipt(RefundId.New(), store.RegisterId, [new ReturnedItem(product, Quantity.One)], null, TenderKind.Cash, "No receipt", null)));

        var day = Till.Must(await app.SendAs(store.Manager, new GetDashboard(null, store.StoreId)));
        var taxes = Till.Must(await app.SendAs(store.Manager, new GetTaxReport(day.Range)));
        Assert.Equal((new Money(-150), new Money(-1_000)), (taxes.Tax, taxes.Net));
        Assert.Equal([("", "Without a receipt", "", new Money(-1_000), new Money(-150))], taxes.Rows.Select(r => (r.Jurisdiction, r.Name, r.RatePercent, r.NetTaxable, r.Due)));

        var file = Till.Must(await app.SendAs(store.Manager, new ExportFigures(day.Range, 0))).Csv.Split('\n').Select(row => row.Split(',')).ToArray();
        Assert.Equal(file.Single(row => row is [_, _, "Refunds", ..])[9], file.Single(row => row is [_, _, "RefundTax", ..])[9]);
    }

    [Fact]
    public async Task A_card_sale_with_a_tip_stands_under_its_brand_and_says_what_dual_pricing_kept()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var before = Till.Must(await app.SendAs(till.Store.Manager, new GetDashboard(null, null)));
        await app.Simulator.SetAsync(till.Store.Tpn, new { tips = true, autopilot = new { mode = "tip" } });
        var paid = await till.SellAsync(PaymentPhase.Approved);
        var after = Till.Must(await app.SendAs(till.Store.Manager, new GetDashboard(null, null)));
        Assert.Equal((new Money(1_196), new Money(46), paid.Tip),
            (after.Sales.Amount - before.Sales.Amount, after.Sales.Kept - before.Sales.Kept, after.Sales.Tip - before.Sales.Tip));
        Assert.Contains(after.Tenders, t => t.Key == "Visa" && t.Tip >= paid.Tip!.Value);
    }

    [Fact]
    public async Task Registers_that_book_at_the_same_moment_lose_nothing()
    {
        var store = await app.NewShopAsync();
        await app.SaveAsync(store, TestShop.NewProduct("ONE", 100));
        var registers = new List<RegisterId>();
        for (var i = 0; i < 8; i++)
            registers.Add(await app.NewRegisterAsync(store, $"Register {i + 10}"));
        await Task.WhenAll(registers.Select(register => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
                await app.PayCashAsync(store, (await app.ScanAsync(store, "ONE", register)).Value!);
        })));
        var day = Till.Must(await app.SendAs(store.Manager, new GetDashboard(null, store.StoreId)));
        Assert.Equal((40, new Money(4_000)), (day.Sales.Count, day.Sales.Amount));
    }

    [Fact]
    public async Task A_booking_that_fails_leaves_the_figures_as_they_were()
    {
        var store = await app.NewShopAsync();
        await app.SaveAsync(store, TestShop.NewProduct("ONE", 100));
        var sale = (await app.ScanAsync(store, "ONE")).Value!;
        var id = TenderId.New();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.SendAs(store.Cashier, new PayCash(sale.Id, id, new Money(100)))));
        Assert.All(clicks, c => Assert.Null(c.Refusal));
        var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.SendAs(store.Cashier, new PayCash(sale.Id, TenderId.New(), new Money(100)))));
        Assert.All(others, o => Assert.NotNull(o.Refusal));
        Assert.Equal(1, Till.Must(await app.SendAs(store.Manager, new GetDashboard(null, null))).Sales.Count);
    }

    [Fact]
    public async Task The_file_has_every_figure_once_and_its_pieces_add_up()
    {
        var store = await app.NewShopAsync();
        await app.SaveAsync(store, TestShop.NewProduct("=1+1", 100, "=HYPERLINK(1)"));
        await app.SellForCashAsync(store, "=1+1");
        var day = Till.Must(await app.SendAs(store.Manager, new GetDashboard(null, null)));
        var piece = Till.Must(await app.SendAs(store.Manager, new ExportFigures(day.Range, 0)));
        var lines = piece.Csv.TrimEnd('\n').Split('\n');
        Assert.Equal((piece.Total, piece.Total + 1), (piece.Written, lines.Length));
        Assert.DoesNotContain(lines.SelectMany(l => l.Split(',')), cell => cell.TrimStart('"').StartsWith('='));
        var rows = await app.InDatabaseAsync(store.System, db => db.DayFigures.CountAsync(f => f.MerchantId == store.MerchantId));
        Assert.Equal(rows, piece.Total);
        Assert.Equal(FigureKind.Sales.ToString(), lines[1].Split(',')[2]);
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused_in_words()
    {
        var store = app.Tenants.Coffee;
        var day = new DateOnly(2026, 3, 1);
        Assert.NotNull((await app.SendAs(store.Manager, new GetTaxReport(new ReportRange(day, day.AddDays(-1), null)))).Refusal);
        Assert.NotNull((await app.SendAs(store.Manager, new GetDashboard(new ReportRange(day, day.AddDays(2_000), null), null))).Refusal);
    }
}
