using System.Security.Claims;
using CloudPos.Domain.Staff;
using CloudPos.Web.Security;

namespace CloudPos.Web.Account;

/// <summary>Where a person goes from sign-in.</summary>
internal static class Places
{
    public const string SignIn = "/sign-in";

    public static string Start(StaffRole role) => role switch
    {
        StaffRole.Cashier => "/register",
        StaffRole.Manager => "/sales",
        StaffRole.IsoAdmin => "/terminals",
    };

    public static string Start(ClaimsPrincipal user) =>
        Enum.TryParse<StaffRole>(user.FindFirstValue(ActorReader.RoleClaim), out var role) ? Start(role) : SignIn;

    /// <summary>Only a path of this site, never another host, is a place to return to.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal)
        && !url.Any(char.IsControl);
}
