using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using CloudPos.Application.Data.Identity;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Security;

/// <summary>Reads the actor out of the claims that were set at sign-in (<c>StaffClaims</c>).</summary>
public static class ActorReader
{
    public const string IsoClaim = StaffClaims.Iso;
    public const string MerchantClaim = StaffClaims.Merchant;
    public const string StoreClaim = StaffClaims.Store;
    public const string RoleClaim = StaffClaims.Role;

    public static bool TryRead(ClaimsPrincipal user, [NotNullWhen(true)] out Actor? actor)
    {
        actor = null;
        if (user.Identity?.IsAuthenticated != true
            || !Guid.TryParse(user.FindFirstValue(IsoClaim), out var iso)
            || !Enum.TryParse<StaffRole>(user.FindFirstValue(RoleClaim), out var role)
            || user.FindFirstValue(ClaimTypes.Email) is not { } email)
            return false;
        var merchant = Guid.TryParse(user.FindFirstValue(MerchantClaim), out var id) ? new MerchantId(id) : (MerchantId?)null;
        if (merchant is null && role != StaffRole.IsoAdmin)
            return false;
        var stores = user.FindAll(StoreClaim).Select(c => new StoreId(Guid.Parse(c.Value))).ToArray();
        actor = Actor.User(new IsoId(iso), merchant, stores.Length == 0 ? null : stores, email, role);
        return true;
    }
}
