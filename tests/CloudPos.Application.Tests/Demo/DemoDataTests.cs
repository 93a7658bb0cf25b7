using CloudPos.Application.Data;
using CloudPos.Application.Data.Identity;
using CloudPos.Application.Demo;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Demo;

public sealed class DemoDataTests(EmptyFixture app) : IClassFixture<EmptyFixture>
{
    [Fact]
    public async Task An_empty_installation_is_filled_once()
    {
        await app.Services.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
        var first = await CountAsync();
        Assert.Equal((1, 2, 3, 2, 4, 3), (first.Isos, first.Merchants, first.Stores, first.Zones, first.Terminals, first.Registers));
        Assert.True(first.Products >= 300, $"{first.Products} products");
        await app.Services.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
        Assert.Equal(first, await CountAsync());
        await EveryBarcodeIsRightAsync();
        await EveryoneCanSignInAsync();
    }

    [Fact]
    public async Task A_first_start_that_was_stopped_in_the_middle_is_begun_again()
    {
        await app.Services.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
        var whole = await CountAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
            await users.DeleteAsync((await users.FindByEmailAsync(DemoLogins.Iso))!); // as if it had not come that far
        }

        await app.Services.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
        Assert.Equal(whole, await CountAsync());
        await EveryoneCanSignInAsync();
    }

    private async Task EveryBarcodeIsRightAsync()
    {
        var iso = await app.IsoAsync();
        var barcodes = await app.InDatabaseAsync(Actor.System(iso, null), db => db.Products.Where(p => p.Barcode != null).Select(p => p.Barcode!).ToListAsync());
        Assert.True(barcodes.Count >= 200, $"{barcodes.Count} barcodes");
        Assert.All(barcodes, code => Assert.Null(ProductRules.Barcode(code)));
    }

    private async Task EveryoneCanSignInAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        foreach (var (email, role) in new[]
                 {
                     (DemoLogins.Cashier, StaffRole.Cashier), (DemoLogins.Manager, StaffRole.Manager), (DemoLogins.Iso, StaffRole.IsoAdmin),
                     (DemoLogins.PharmacyManager, StaffRole.Manager),
                 })
        {
            var user = await users.FindByEmailAsync(email);
            Assert.Equal(role, user!.Role);
            Assert.True(await users.CheckPasswordAsync(user, DemoLogins.Password), email);
            Assert.Equal(role == StaffRole.IsoAdmin, user.MerchantId is null);
            Assert.Equal(role == StaffRole.Cashier ? 1 : 0, user.StoreIds.Count);
        }
    }

    private async Task<Counts> CountAsync() => await app.InDatabaseAsync(Actor.System(await app.IsoAsync(), null), async db => new Counts(
        await db.Isos.CountAsync(), await db.Merchants.CountAsync(), await db.Stores.CountAsync(), await db.Stores.Select(s => s.TimeZoneId).Distinct().CountAsync(),
        await db.Terminals.CountAsync(), await db.Registers.CountAsync(), await db.Users.CountAsync(), await db.Products.CountAsync()));

    private sealed record Counts(int Isos, int Merchants, int Stores, int Zones, int Terminals, int Registers, int Users, int Products);
}
