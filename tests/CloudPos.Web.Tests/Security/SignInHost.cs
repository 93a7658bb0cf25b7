using System.Net;
using CloudPos.Application.Data;
using CloudPos.Application.Data.Identity;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudPos.Web.Tests.Security;

/// <summary>The web host as it is composed, on a port of its own and an empty database, with one person who may sign in.</summary>
internal sealed class SignInHost : IAsyncDisposable
{
    public const string Email = "ann@test.cloudpos.test";

    private SignInHost(WebApplication app) => (App, Http) = (app, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }));

    public WebApplication App { get; }

    public HttpClient Http { get; }

    public static async Task<SignInHost> StartAsync(string password = "Correct-Horse-1")
    {
        var folder = Directory.CreateTempSubdirectory("cloudpos-sign-in-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "CloudPos.Web", EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection([new("CLOUDPOS_DATA", folder)]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddCloudPosWeb();
        var host = new SignInHost(builder.Build());
        host.App.UseCloudPosWeb();
        await DatabaseStart.MigrateAsync(host.App.Services, CancellationToken.None);
        await host.WithPersonAsync(async (users, _) => Assert.True((await users.CreateAsync(new AppUser
        {
            Id = Guid.CreateVersion7(), UserName = Email, Email = Email, FullName = "Ann", Role = StaffRole.Manager, IsoId = IsoId.New(), MerchantId = MerchantId.New(),
        }, password)).Succeeded));
        await host.App.StartAsync();
        host.Http.BaseAddress = new Uri(host.App.Urls.First());
        return host;
    }

    /// <summary>With the person's row, which is null before it is made.</summary>
    public async Task WithPersonAsync(Func<UserManager<AppUser>, AppUser, Task> act)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        await act(users, (await users.FindByEmailAsync(Email))!);
    }

    /// <summary>The cookie of a sign-in that is some minutes old.</summary>
    public async Task<string> CookieAsync(int minutes = 1)
    {
        var cookie = "";
        await WithPersonAsync(async (_, person) =>
        {
            await using var scope = App.Services.CreateAsyncScope();
            var signedIn = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<AppUser>>().CreateAsync(person);
            var format = App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
            var now = DateTimeOffset.UtcNow;
            cookie = "cloudpos=" + format.Protect(new AuthenticationTicket(signedIn,
                new AuthenticationProperties { IssuedUtc = now.AddMinutes(-minutes), ExpiresUtc = now.AddHours(11) }, IdentityConstants.ApplicationScheme));
        });
        return cookie;
    }

    /// <summary>What is answered, and whether the answer ends the cookie.</summary>
    public async Task<(HttpStatusCode Status, bool Ended)> SendAsync(HttpMethod method, string path, string cookie)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, response.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(c => c.StartsWith("cloudpos=;", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
