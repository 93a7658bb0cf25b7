using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Pipeline;

/// <summary>Who acts, and for which tenant. The only carrier of a tenant into the application.</summary>
/// <param name="IsoId">The ISO whose wall is the outer one.</param>
/// <param name="MerchantId">The merchant, or null for a person of the ISO, who sees all its merchants.</param>
/// <param name="Stores">The stores granted, or null for all.</param>
/// <param name="Email">The signed-in user's e-mail, or the name of the system job. Goes to the PIN pad as PerformedBy.</param>
public sealed record Actor(
    IsoId IsoId, MerchantId? MerchantId, IReadOnlyList<StoreId>? Stores, string Email, IReadOnlySet<Permission> Permissions, bool IsSystem)
{
    /// <summary>A job of the installation that works for one merchant (or for all of an ISO's).</summary>
    public static Actor System(IsoId iso, MerchantId? merchant) => new(iso, merchant, null, "system", EveryPermission, true);

    /// <summary>A signed-in person.</summary>
    public static Actor User(IsoId iso, MerchantId? merchant, IReadOnlyList<StoreId>? stores, string email, StaffRole role) =>
        new(iso, merchant, stores, email, Rights.Of(role), false);

    private static readonly HashSet<Permission> EveryPermission = [.. Enum.GetValues<Permission>()];
}

/// <summary>The permission without which a request is refused.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>A request of the installation's own workers: refused for every person.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SystemOnlyAttribute : Attribute;
