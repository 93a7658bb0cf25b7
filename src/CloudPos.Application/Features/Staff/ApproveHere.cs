using CloudPos.Application.Data.Identity;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace CloudPos.Application.Features.Staff;

/// <summary>What an approver types at the till of somebody else. Never logged, never stored; its text hides the password.</summary>
public sealed record Approval(string Email, string Password)
{
    public override string ToString() => $"Approval by {Email}";
}

/// <summary>Approves on the spot what the signed-in person may not do alone, without leaving the screen.</summary>
/// <remarks>Checked on the server like a sign-in, with its lockout: a till is no place to try passwords. Ask before anything is changed, because a wrong try is saved at once.</remarks>
internal sealed class ApproveHere(UserManager<AppUser> users, RequestContext context, TimeProvider clock)
{
    // one sentence for all that may be wrong, so that nobody learns here who works where
    private static readonly Refusal Wrong = new("approval.wrong", "E-mail or password is not right, or this person may not approve it. Nothing was done.");
    private static readonly Refusal Locked = new("approval.locked", "Too many wrong passwords: this person cannot approve anything for 5 minutes. Wait, or ask another manager.");

    /// <summary>The approver's e-mail, or why not. Who has the right himself needs nobody else.</summary>
    /// <param name="approval">What was typed; null where nobody was asked yet.</param>
    /// <param name="permission">The right that the approver must have.</param>
    /// <param name="store">Where: the approver must work there.</param>
    public async Task<Result<string>> AskAsync(Approval? approval, Permission permission, MerchantId merchant, StoreId store)
    {
        if (context.Actor.Permissions.Contains(permission))
            return context.Actor.Email;
        return approval is null
            ? new Refusal("approval.needed", "This needs a manager's approval: the manager types e-mail and password here.")
            : await SignAsync(approval, permission, merchant, store);
    }

    /// <summary>As <see cref="AskAsync"/>, where somebody has to sign whoever is signed in.</summary>
    public async Task<Result<string>> SignAsync(Approval approval, Permission permission, MerchantId merchant, StoreId store)
    {
        // who may not approve here has no password to be tried here: nobody locks a stranger out from a till
        if (await users.FindByEmailAsync(approval.Email.Trim()) is not { Email: { } email } person || !MayApprove(person, permission, merchant, store))
            return Wrong;
        if (person.LockoutEnd > clock.GetUtcNow() + users.Options.Lockout.DefaultLockoutTimeSpan)
            return Wrong; // shut out by a person, not by wrong passwords
        if (await users.IsLockedOutAsync(person))
            return Locked;
        if (!await users.CheckPasswordAsync(person, approval.Password))
        {
            await users.AccessFailedAsync(person);
            return await users.IsLockedOutAsync(person) ? Locked : Wrong;
        }

        await users.ResetAccessFailedCountAsync(person);
        return email;
    }

    private static bool MayApprove(AppUser person, Permission permission, MerchantId merchant, StoreId store) =>
        person.MerchantId == merchant && (person.StoreIds.Count == 0 || person.StoreIds.Contains(store.Value)) && Rights.Of(person.Role).Contains(permission);
}
