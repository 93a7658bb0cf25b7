using CloudPos.Application.Features.Reports;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Reports;

public sealed class DashboardTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task A_running_day_stands_against_the_full_hours_of_the_other_day_and_nothing_later()
    {
        var shop = await app.NewShopAsync();
        var clock = await app.InDatabaseAsync(shop.System, async db => (await db.Stores.SingleAsync(s => s.Id == shop.StoreId)).Clock);
        var day = clock.Local(app.Clock.GetUtcNow()).Date.AddDays(1);
        await SellAtAsync(day.AddHours(9.5));
        await SellAtAsync(day.AddHours(10.8));
        await SellAtAsync(day.AddDays(7).AddHours(9.6));
        await SellAtAsync(day.AddDays(7).AddHours(10.2));
        GoTo(day.AddDays(7).AddHours(10.5));

        var seen = Till.Must(await app.SendAs(shop.Manager, new GetDashboard(null, shop.StoreId)));

        Assert.Equal((2, 1, 1), (seen.Sales.Count, seen.Compared.Count, seen.Before.Count));
        GoTo(day.AddDays(7).AddHours(11.1));
        seen = Till.Must(await app.SendAs(shop.Manager, new GetDashboard(null, shop.StoreId)));
        Assert.Equal((2, 2, 2), (seen.Sales.Count, seen.Compared.Count, seen.Before.Count));
        var over = Till.Must(await app.SendAs(shop.Manager, new GetDashboard(seen.BeforeRange, shop.StoreId)));
        Assert.Equal((2, 2, 0), (over.Sales.Count, over.Compared.Count, over.Before.Count));

        Task SellAtAsync(DateTime wall)
        {
            GoTo(wall);
            return app.SellForCashAsync(shop, TestStore.CoffeeSku);
        }

        void GoTo(DateTime wall)
        {
            for (var i = 0; i < 2; i++) // twice: between the two the clocks may be put on or back
                app.Clock.Advance(wall - clock.Local(app.Clock.GetUtcNow()).DateTime);
        }
    }
}
