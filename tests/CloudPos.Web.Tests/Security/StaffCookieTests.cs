using System.Net;
using CloudPos.Application.Data;
using CloudPos.Application.Data.Identity;
using CloudPos.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Web.Tests.Security;

/// <summary>What ends a circuit ends the cookie too: else who is put out presses F5 and is in again.</summary>
public sealed class StaffCookieTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)] // past the interval at which a security stamp is looked at by itself
    public Task A_lockout_ends_the_cookie(int minutes) => IsOutAfterAsync(minutes, ShutOutAsync);

    [Fact]
    public Task Another_role_ends_the_cookie() => IsOutAfterAsync(1, async (users, person) =>
    {
        person.Role = StaffRole.Cashier;
        Assert.True((await users.UpdateAsync(person)).Succeeded);
    });

    [Fact]
    public Task A_new_security_stamp_ends_the_cookie() => IsOutAfterAsync(1, (users, person) => users.UpdateSecurityStampAsync(person));

    [Fact]
    public Task Whoever_was_deleted_is_out() => IsOutAfterAsync(1, (users, person) => users.DeleteAsync(person));

    [Fact]
    public async Task Wrong_passwords_typed_by_anybody_do_not_end_the_cookie()
    {
        await using var host = await SignInHost.StartAsync();
        var cookie = await host.CookieAsync();
        await host.WithPersonAsync(async (users, person) =>
        {
            for (var tries = 0; tries < 5; tries++)
                await users.AccessFailedAsync(person);
            Assert.True(await users.IsLockedOutAsync(person));
        });

        Assert.Equal((HttpStatusCode.OK, false), await host.SendAsync(HttpMethod.Get, "/sales", cookie));
    }

    [Fact]
    public async Task A_style_sheet_asks_nobody_who_reads_it()
    {
        await using var host = await SignInHost.StartAsync();
        var cookie = await host.CookieAsync();
        await host.WithPersonAsync(ShutOutAsync);

        Assert.False((await host.SendAsync(HttpMethod.Get, "/css/base.css", cookie)).Ended);
        Assert.True((await host.SendAsync(HttpMethod.Get, "/sales", cookie)).Ended);
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_signs_nobody_out()
    {
        await using var host = await SignInHost.StartAsync();
        var cookie = await host.CookieAsync();
        await ExecuteAsync("ALTER TABLE Users RENAME TO Away");
        Assert.False((await host.SendAsync(HttpMethod.Get, "/sales", cookie)).Ended);
        await ExecuteAsync("ALTER TABLE Away RENAME TO Users");
        Assert.Equal((HttpStatusCode.OK, false), await host.SendAsync(HttpMethod.Get, "/sales", cookie));

        async Task ExecuteAsync(string sql)
        {
            await using var scope = host.App.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.ExecuteSqlRawAsync(sql);
        }
    }

    private static async Task ShutOutAsync(UserManager<AppUser> users, AppUser person)
    {
        await users.SetLockoutEnabledAsync(person, true);
        Assert.True((await users.SetLockoutEndDateAsync(person, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero))).Succeeded);
    }

    private static async Task IsOutAfterAsync(int minutes, Func<UserManager<AppUser>, AppUser, Task> change)
    {
        await using var host = await SignInHost.StartAsync();
        var cookie = await host.CookieAsync(minutes);
        Assert.Equal((HttpStatusCode.OK, false), await host.SendAsync(HttpMethod.Get, "/sales", cookie)); // it is a good cookie
        await host.WithPersonAsync(change);

        Assert.Equal((HttpStatusCode.Redirect, true), await host.SendAsync(HttpMethod.Get, "/sales", cookie));
    }
}
