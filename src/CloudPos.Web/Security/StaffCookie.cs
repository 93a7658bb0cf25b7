using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;

namespace CloudPos.Web.Security;

/// <summary>Looks with every page, and with every circuit that opens, whether the cookie's person may still be there: what ends a circuit would otherwise be undone by a reload.</summary>
internal sealed class StaffCookie(StillStaff staff) : ISecurityStampValidator
{
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // style sheets, scripts and pictures are anybody's: they do not ask the database
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return;
        if (context.Principal is { } user && await staff.MayStayAsync(user))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
