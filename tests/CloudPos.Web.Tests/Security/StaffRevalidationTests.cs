using System.Security.Claims;
using CloudPos.Application.Data.Identity;
using CloudPos.Domain.Staff;
using CloudPos.Testing;
using CloudPos.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CloudPos.Web.Tests.Security;

public sealed class StaffRevalidationTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task Whoever_has_not_changed_stays() => Assert.True(await StaysAfterAsync((_, _) => Task.CompletedTask));

    [Fact]
    public async Task A_new_security_stamp_ends_the_circuit() => Assert.False(await StaysAfterAsync((users, person) => users.UpdateSecurityStampAsync(person)));

    [Fact]
    public async Task Wrong_passwords_typed_by_anybody_do_not_close_a_till() => Assert.True(await StaysAfterAsync(async (users, person) =>
    {
        await users.SetLockoutEnabledAsync(person, true);
        for (var tries = 0; tries < 5; tries++)
            await users.AccessFailedAsync(person);
        Assert.True(await users.IsLockedOutAsync(person));
    }));

    [Fact]
    public async Task A_lockout_ends_the_circuit() => Assert.False(await StaysAfterAsync(async (users, person) =>
    {
        await users.SetLockoutEnabledAsync(person, true);
        Assert.True((await users.SetLockoutEndDateAsync(person, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero))).Succeeded);
    }));

    [Fact]
    public async Task Another_role_ends_the_circuit() => Assert.False(await StaysAfterAsync(async (users, person) =>
    {
        person.Role = StaffRole.Manager;
        Assert.True((await users.UpdateAsync(person)).Succeeded);
    }));

    [Fact]
    public async Task Another_store_ends_the_circuit() => Assert.False(await StaysAfterAsync(async (users, person) =>
    {
        person.StoreIds = [Guid.CreateVersion7()];
        Assert.True((await users.UpdateAsync(person)).Succeeded);
    }));

    [Fact]
    public async Task Whoever_was_deleted_is_out() => Assert.False(await StaysAfterAsync((users, person) => users.DeleteAsync(person)));

    private async Task<bool> StaysAfterAsync(Func<UserManager<AppUser>, AppUser, Task> change)
    {
        ClaimsPrincipal signedIn;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
            var email = Guid.CreateVersion7().ToString("N") + "@test.cloudpos.test";
            var store = app.Tenants.Coffee;
            var person = new AppUser
            {
                Id = Guid.CreateVersion7(), UserName = email, Email = email, FullName = "Ann", Role = StaffRole.Cashier,
                IsoId = store.IsoId, MerchantId = store.MerchantId, StoreIds = [store.StoreId.Value],
            };
            Assert.True((await users.CreateAsync(person)).Succeeded);
            signedIn = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<AppUser>>().CreateAsync(person);
            await change(users, person);
        }

        var looks = new StillStaff(app.Services.GetRequiredService<IServiceScopeFactory>(),
            app.Services.GetRequiredService<IOptions<IdentityOptions>>(), TimeProvider.System, NullLogger<StillStaff>.Instance);
        return await looks.MayStayAsync(signedIn);
    }
}
