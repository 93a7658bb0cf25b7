using CloudPos.Application.Data;
using CloudPos.Application.Data.Identity;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace CloudPos.Application.Features.Staff;

/// <summary>Makes an ISO and its administrator. Called from the machine's command line only: there is nobody yet who could ask for it.</summary>
public sealed class FirstIsoAdmin(AppDbContext db, RequestContext context, UserManager<AppUser> users)
{
    /// <summary>Null where it is done, else the sentence that says what is wrong.</summary>
    public async Task<string?> CreateAsync(string email, string isoName, string password, CancellationToken cancel)
    {
        var iso = IsoId.New();
        context.Enter(Actor.System(iso, null));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Isos.Add(new Iso(iso, isoName.Trim()));
        await db.SaveChangesAsync(cancel);
        var user = new AppUser
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            FullName = email,
            IsoId = iso,
            Role = StaffRole.IsoAdmin,
        };
        var made = await users.CreateAsync(user, password);
        if (!made.Succeeded)
            return string.Join(" ", made.Errors.Select(e => e.Description));
        await transaction.CommitAsync(cancel);
        return null;
    }
}
