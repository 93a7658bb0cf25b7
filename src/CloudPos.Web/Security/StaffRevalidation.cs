using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CloudPos.Web.Security;

/// <summary>Looks again, while a screen stays open, whether its person may still be there: a circuit would otherwise outlive its sign-in.</summary>
internal sealed class StaffRevalidation(ILoggerFactory logs, StillStaff staff) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        staff.MayStayAsync(authenticationState.User);
}
