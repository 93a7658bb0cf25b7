using CloudPos.Application.Data.Identity;
using CloudPos.Application.Demo;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CloudPos.Web.Account;

/// <summary>Sign-in, rendered by the server alone: the cookie is set by the answer to the form.</summary>
public sealed partial class SignInPage
{
    // One sentence for a wrong e-mail and a wrong password: the page does not tell who has an account.
    private const string Wrong = "E-mail or password is not right. Try again.";

    private static string LockedOut(AppUser user, DateTimeOffset now)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(((user.LockoutEnd ?? now) - now).TotalMinutes));
        return $"Too many tries. Wait {minutes} minute{(minutes == 1 ? "" : "s")}, then try again.";
    }

    private static readonly (string Role, string Email)[] Demos =
        [("Cashier", DemoLogins.Cashier), ("Manager", DemoLogins.Manager), ("ISO administrator", DemoLogins.Iso)];

    private string? _error;
    private bool _isUnclaimed;

    [SupplyParameterFromForm] private Entry? Input { get; set; }
    [SupplyParameterFromQuery(Name = "returnUrl")] private string? ReturnUrl { get; set; }
    [Inject] private SignInManager<AppUser> Door { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IOptions<DemoOptions> Demo { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private bool IsDemo => Demo.Value.Enabled;

    protected override void OnInitialized() => _isUnclaimed = !IsDemo && !Door.UserManager.Users.Any();

    private async Task SignInAsync()
    {
        var user = Input?.Email is { Length: > 0 } email ? await Door.UserManager.FindByEmailAsync(email.Trim()) : null;
        if (user is null)
        {
            _error = Wrong;
            return;
        }
        var result = await Door.PasswordSignInAsync(user, Input!.Password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            _error = result.IsLockedOut ? LockedOut(user, Clock.GetUtcNow()) : Wrong;
            return;
        }
        Navigation.NavigateTo(Places.IsLocal(ReturnUrl) && ReturnUrl != "/" ? ReturnUrl! : Places.Start(user.Role));
    }

    private sealed class Entry
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
    }
}
