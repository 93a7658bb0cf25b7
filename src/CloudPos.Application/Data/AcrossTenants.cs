using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>The one way past the tenant filter: for jobs of the installation, which then enter as the tenant they found.</summary>
internal static class AcrossTenantsExtension
{
    /// <summary>All tenants' rows. <paramref name="reason"/> says why, to whoever reads the code.</summary>
    public static IQueryable<T> AcrossTenants<T>(this IQueryable<T> rows, string reason) where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
#pragma warning disable RS0030 // this is the exception that the ban speaks of
        return rows.IgnoreQueryFilters([AppDbContext.TenantFilter]);
#pragma warning restore RS0030
    }
}
