using CloudPos.Application.Data.Identity;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Payments;

/// <summary>People who can sign in, and so approve at the till of somebody else.</summary>
internal static class Persons
{
    public const string Password = "Correct horse battery 9";

    /// <summary>The e-mail is new, so that tries of another test do not count.</summary>
    public static async Task<Approval> PersonAsync(this AppFixture app, TestStore at, StaffRole role, StoreId? store = null, MerchantId? merchant = null)
    {
        var email = $"{Guid.NewGuid():N}@test.cloudpos.test";
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(at.System);
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>().CreateAsync(new AppUser
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
            FullName = role.ToString(),
            IsoId = at.IsoId,
            MerchantId = merchant ?? at.MerchantId,
            Role = role,
            StoreIds = store is { } only ? [only.Value] : [],
            LockoutEnabled = true,
        }, Password);
        Assert.True(made.Succeeded, string.Join(" ", made.Errors.Select(e => e.Description)));
        return new Approval(email, Password);
    }
}
