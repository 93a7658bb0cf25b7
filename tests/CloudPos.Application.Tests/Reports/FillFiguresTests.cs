using CloudPos.Application.Data;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Reports;

/// <summary>A database that held paid sales before there were figures gets them at the next start.</summary>
public sealed class FillFiguresTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task Sales_and_refunds_of_before_come_to_the_same_figures_as_if_they_were_booked_now()
    {
        var coffee = app.Tenants.Coffee;
        var shop = await app.NewShopAsync(); // another tenant, whose figures are another's business
        await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        await app.SellForCashAsync(coffee, TestStore.CoffeeSku, TestStore.BeansSku);
        var till = await Till.OpenAsync(app, coffee);
        await app.Simulator.SetAsync(coffee.Tpn, new { tips = true, autopilot = new { mode = "tip" } });
        await till.SellAsync(PaymentPhase.Approved);
        app.Clock.Advance(TimeSpan.FromDays(1));
        var sold = await app.SellForCashAsync(coffee, TestStore.BeansSku);
        Till.Must(await app.SendAs(coffee.Manager, new RefundSale(RefundId.New(), sold.SaleId, coffee.RegisterId, [], new Money(500), "Stale")));
        var kept = (await FiguresAsync(coffee), await FiguresAsync(shop));
        Assert.Contains(kept.Item1, f => f.StartsWith(nameof(FigureKind.Refunds), StringComparison.Ordinal));
        Assert.Equal(2, kept.Item1.Count(f => f.StartsWith("Sales ", StringComparison.Ordinal)));

        foreach (var store in new[] { coffee, shop })
            await app.InDatabaseAsync(store.System, db => db.DayFigures.ExecuteDeleteAsync());
        await DatabaseStart.MigrateAsync(app.Services, CancellationToken.None);
        Assert.Equal(kept.Item1, await FiguresAsync(coffee));
        Assert.Equal(kept.Item2, await FiguresAsync(shop));

        await DatabaseStart.MigrateAsync(app.Services, CancellationToken.None); // the next start adds nothing twice
        Assert.Equal(kept.Item1, await FiguresAsync(coffee));
    }

    private Task<List<string>> FiguresAsync(TestStore store) => app.InDatabaseAsync(store.System, async db =>
        (await db.DayFigures.AsNoTracking().OrderBy(f => f.BusinessDate).ThenBy(f => f.Kind).ThenBy(f => f.Key).ToListAsync()).ConvertAll(f =>
            $"{f.Kind} {f.BusinessDate:O} {f.Key} {f.Label} {f.Count} {f.Thousandths} {f.Amount} {f.Net} {f.Tax} {f.Tip} {f.Discount} {f.Kept} {f.Saved} {f.Cashback}"));
}
