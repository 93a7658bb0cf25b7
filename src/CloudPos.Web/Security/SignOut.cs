using CloudPos.Application.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CloudPos.Web.Security;

/// <summary>POST /sign-out. A form post with its antiforgery token, so that no foreign page can sign anybody out.</summary>
internal static class SignOut
{
    public static void MapSignOut(this WebApplication app) =>
        app.MapPost("/sign-out", async (SignInManager<AppUser> signIn, [FromForm] string? reason) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        });
}
