using CloudPos.Application.Data.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace CloudPos.Web.Security;

/// <summary>POST /sign-out. A form post with its antiforgery token, so that no foreign page can sign anybody out.</summary>
/// <remarks>Whoever is out already (time, lockout) holds the token of a sign-in that is gone: he is led to the sign-in, not to a fault.</remarks>
internal static class SignOut
{
    public static void MapSignOut(this WebApplication app) =>
        app.MapPost("/sign-out", async (HttpContext http, IAntiforgery antiforgery, SignInManager<AppUser> signIn) =>
        {
            if (http.User.Identity?.IsAuthenticated == true && !await antiforgery.IsRequestValidAsync(http))
                return Results.LocalRedirect("/");
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        });
}
