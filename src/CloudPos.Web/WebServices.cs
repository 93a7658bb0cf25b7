using CloudPos.Application;
using CloudPos.Application.Data;
using CloudPos.Application.Data.Identity;
using CloudPos.Domain.Staff;
using CloudPos.Web.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Identity;
using Radzen;

namespace CloudPos.Web;

/// <summary>Composition root: what the web host is made of.</summary>
internal static class WebServices
{
    public static void AddCloudPosWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddCloudPosApplication(builder.Configuration);
        // a till hears within seconds that its server is gone
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.KeepAliveInterval = TimeSpan.FromSeconds(2));
        services.Configure<CircuitOptions>(options =>
        {
            // a tablet that sleeps over lunch finds its till again; the cart is in the database anyway
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(30);
            options.DisconnectedCircuitMaxRetained = 500;
        });
        services.AddHttpContextAccessor();
        services.AddRadzenComponents();
        services.AddScoped<CircuitSender>();
        AddSignIn(services);
        services.AddHealthChecks().AddDbContextCheck<AppDbContext>("database", tags: ["ready"]);
        // a payment on the wire is found again at the next start: there is no use in holding a stop back for it
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddScoped<SignInManager<AppUser>>();
        services.AddSingleton<StillStaff>().AddScoped<ISecurityStampValidator, StaffCookie>();
        services.AddScoped<ITwoFactorSecurityStampValidator, TwoFactorSecurityStampValidator<AppUser>>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, StaffRevalidation>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "cloudpos";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/sign-in";
            options.LogoutPath = "/sign-out";
            options.AccessDeniedPath = "/not-allowed";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
        });
        var authorization = services.AddAuthorizationBuilder();
        foreach (var permission in Enum.GetValues<Permission>())
        {
            authorization.AddPolicy(permission.ToString(), policy => policy.RequireAssertion(context =>
                ActorReader.TryRead(context.User, out var actor) && actor.Permissions.Contains(permission)));
        }
    }

    public static void UseCloudPosWeb(this WebApplication app)
    {
        app.UseExceptionHandler("/fault", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            return next();
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapStaticAssets();
        app.MapSignOut();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
