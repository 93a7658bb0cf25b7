using CloudPos.Application.Data.Identity;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using Microsoft.AspNetCore.Identity;

namespace CloudPos.Application.Features.Shifts;

/// <summary>A manager's signature on the spot. Never logged and never shown: its text is the e-mail alone.</summary>
public sealed record SignOff(string Email, string Password)
{
    public override string ToString() => $"signed by {Email}";
}

/// <summary>Checks a signature as sign-in does: the password against its hash, wrong ones counted, the lockout kept.</summary>
internal sealed class SignOffCheck(UserManager<AppUser> users)
{
    // one sentence for all that may be wrong, so that nobody learns here who works where
    private static readonly Refusal Wrong = new("approval.wrong",
        "That is no e-mail and password of a manager of this store. Check both and sign again.");
    private static readonly Refusal Locked = new("approval.locked",
        "Too many wrong passwords: this manager cannot sign for 5 minutes. Wait, or ask another manager.");

    /// <summary>The e-mail of the manager of the shift's store who has signed. Writes the count of wrong passwords, so it comes before everything else.</summary>
    public async Task<Result<string>> ReadAsync(SignOff signOff, Shift shift)
    {
        if (await users.FindByEmailAsync(signOff.Email.Trim()) is not { } person || !IsManagerOf(person, shift))
            return Wrong;
        if (await users.IsLockedOutAsync(person))
            return Locked;
        if (!await users.CheckPasswordAsync(person, signOff.Password))
        {
            await users.AccessFailedAsync(person);
            return await users.IsLockedOutAsync(person) ? Locked : Wrong;
        }

        await users.ResetAccessFailedCountAsync(person);
        return person.Email!;
    }

    private static bool IsManagerOf(AppUser person, Shift shift) =>
        person.IsoId == shift.IsoId && person.MerchantId == shift.MerchantId && Rights.Of(person.Role).Contains(Permission.ApproveDifference)
        && (person.StoreIds.Count == 0 || person.StoreIds.Contains(shift.StoreId.Value));
}
