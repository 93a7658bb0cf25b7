using CloudPos.Application.Data.Identity;
using CloudPos.Application.Demo;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CloudPos.Web.Account;

/// <summary>Sign-in, rendered by the server alone: the cookie is set by the answer to the form.</summary>
public sealed partial class SignInPage
{
    // compared where there is no password to compare, so that the time does not tell what the sentence does not
    private static readonly AppUser Nobody = new();
    private static readonly string NobodysPassword = new PasswordHasher<AppUser>().HashPassword(Nobody, Guid.NewGuid().ToString());

    private static readonly (string Role, string Email)[] Demos =
        [("Cashier", DemoLogins.Cashier), ("Manager", DemoLogins.Manager), ("ISO administrator", DemoLogins.Iso)];

    private string? _error;
    private bool _isUnclaimed;

    [SupplyParameterFromForm] private Entry? Input { get; set; }
    [SupplyParameterFromQuery(Name = "returnUrl")] private string? ReturnUrl { get; set; }
    [Inject] private SignInManager<AppUser> Door { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IOptions<DemoOptions> Demo { get; set; } = default!;

    private bool IsDemo => Demo.Value.Enabled;

    // One sentence for a wrong e-mail, a wrong password, too many tries and who is shut out: the page does not tell who has an account.
    private string Wrong => $"E-mail or password is not right. Try again; after {Lockout.MaxFailedAccessAttempts} wrong tries wait {Lockout.DefaultLockoutTimeSpan.TotalMinutes:0} minutes first.";

    private LockoutOptions Lockout => Door.Options.Lockout;

    protected override void OnInitialized() => _isUnclaimed = !IsDemo && !Door.UserManager.Users.Any();

    private async Task SignInAsync()
    {
        var users = Door.UserManager;
        var password = Input?.Password ?? "";
        var user = Input?.Email is { Length: > 0 } email ? await users.FindByEmailAsync(email.Trim()) : null;
        if (user is null || await users.IsLockedOutAsync(user))
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysPassword, password);
            _error = Wrong;
            return;
        }
        if (await Door.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true) is { Succeeded: false })
        {
            _error = Wrong;
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
