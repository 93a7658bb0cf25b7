using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Data.Identity;

/// <summary>Writes the tenant and role of a user into the sign-in cookie, where the door reads them.</summary>
public sealed class StaffClaims(UserManager<AppUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<AppUser>(users, options)
{
    public const string Iso = "cloudpos:iso";
    public const string Merchant = "cloudpos:merchant";
    public const string Store = "cloudpos:store";
    public const string Role = "cloudpos:role";
    public const string FullName = "cloudpos:name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Iso, user.IsoId.Value.ToString()));
        identity.AddClaim(new Claim(Role, user.Role.ToString()));
        identity.AddClaim(new Claim(FullName, user.FullName));
        if (user.MerchantId is { } merchant)
            identity.AddClaim(new Claim(Merchant, merchant.Value.ToString()));
        identity.AddClaims(user.StoreIds.Select(id => new Claim(Store, id.ToString())));
        return identity;
    }
}
