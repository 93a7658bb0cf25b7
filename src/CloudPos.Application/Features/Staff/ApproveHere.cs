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
internal sealed class ApproveHere(UserManager<AppUser> users, RequestContext context)
{
    private static readonly Refusal Wrong = new("approval.wrong", "E-mail or password is not right, or this person may not approve it. Nothing was done.");

    /// <summary>The approver's e-mail, or why not. Who has the right himself needs nobody else.</summary>
    /// <param name="approval">What was typed; null where nobody was asked yet.</param>
    /// <param name="permission">The right that the approver must have.</param>
    /// <param name="store">Where: the approver must work there.</param>
    public async Task<Result<string>> AskAsync(Approval? approval, Permission permission, MerchantId merchant, StoreId store)
    {
        if (context.Actor.Permissions.Contains(permission))
            return context.Actor.Email;
        if (approval is null)
            return new Refusal("approval.needed", "This needs a manager's approval: the manager types e-mail and password here.");
        if (await users.FindByEmailAsync(approval.Email.Trim()) is not { Email: { } email } user)
            return Wrong;
        if (await users.IsLockedOutAsync(user))
            return new Refusal("approval.locked", "Too many tries with this e-mail. Wait a few minutes, or ask another manager.");
        if (!await users.CheckPasswordAsync(user, approval.Password))
        {
            await users.AccessFailedAsync(user);
            return Wrong;
        }

        await users.ResetAccessFailedCountAsync(user);
        var works = user.MerchantId == merchant && (user.StoreIds.Count == 0 || user.StoreIds.Contains(store.Value));
        return works && Rights.Of(user.Role).Contains(permission) ? email : Wrong;
    }
}
