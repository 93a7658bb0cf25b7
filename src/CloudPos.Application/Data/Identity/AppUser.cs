using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace CloudPos.Application.Data.Identity;

/// <summary>Someone who signs in. Global, because sign-in comes before any tenant; what he may see follows from what is written here.</summary>
public sealed class AppUser : IdentityUser<Guid>, IGlobal
{
    public string FullName { get; set; } = "";

    public IsoId IsoId { get; set; }

    /// <summary>Null for a person of the ISO.</summary>
    public MerchantId? MerchantId { get; set; }

    public StaffRole Role { get; set; }

    /// <summary>The stores granted; empty = all of the merchant's.</summary>
    public List<Guid> StoreIds { get; set; } = [];
}
