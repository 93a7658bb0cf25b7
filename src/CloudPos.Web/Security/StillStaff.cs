using System.Security.Claims;
using CloudPos.Application.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CloudPos.Web.Security;

/// <summary>Whether a person who once signed in may still be there.</summary>
/// <remarks>
/// Every other open screen of a person who signs out stays: a cashier may be signed in on two tills. What ends them all is a long lockout,
/// a new security stamp (password or e-mail changed), or another role, tenant or store than the cookie names.
/// </remarks>
internal sealed class StillStaff(IServiceScopeFactory scopes, IOptions<IdentityOptions> options, TimeProvider clock, ILogger<StillStaff> log)
{
    private static readonly string[] Granted = [StaffClaims.Iso, StaffClaims.Merchant, StaffClaims.Store, StaffClaims.Role];

    /// <summary>True also where nobody can tell at this moment.</summary>
    public async Task<bool> MayStayAsync(ClaimsPrincipal user)
    {
        try
        {
            return await IsStillStaffAsync(user);
        }
#pragma warning disable CA1031 // a database that is away for a moment must not sign every till out
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogWarning(failure, "Could not look whether a signed-in person may stay; looking again next time");
            return true;
        }
    }

    private async Task<bool> IsStillStaffAsync(ClaimsPrincipal user)
    {
        // a scope of its own: the caller's context may be in use
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        if (await users.GetUserAsync(user) is not { } person || IsShutOut(person))
            return false;
        if (user.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType) != await users.GetSecurityStampAsync(person))
            return false;
        var now = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<AppUser>>().CreateAsync(person);
        return Rights(user).SetEquals(Rights(now));
    }

    /// <summary>Shut out by a person, not by wrong passwords: those anybody can type at the sign-in page, and they must not close a till.</summary>
    private bool IsShutOut(AppUser person) =>
        person.LockoutEnd is { } end && end > clock.GetUtcNow() + options.Value.Lockout.DefaultLockoutTimeSpan;

    private static HashSet<(string Type, string Value)> Rights(ClaimsPrincipal user) =>
        [.. user.Claims.Where(c => Granted.Contains(c.Type)).Select(c => (c.Type, c.Value))];
}
