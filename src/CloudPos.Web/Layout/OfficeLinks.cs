using System.Security.Claims;
using CloudPos.Domain.Staff;
using CloudPos.Web.Security;

namespace CloudPos.Web.Layout;

/// <summary>The links of the side bar that a person may follow, in the order of the side bar.</summary>
internal static class OfficeLinks
{
    private static readonly OfficeLink[] All =
    [
        new("/dashboard", "Dashboard", "chart", Permission.ViewReports),
        new("/sales", "Sales", "receipt", Permission.ViewSales),
        new("/shifts", "Shifts", "safe", Permission.ViewShifts),
        new("/payments", "Payments", "card", Permission.ManagePayments),
        new("/tips", "Tips and holds", "edit", Permission.AdjustTips),
        new("/inventory", "Inventory", "box", Permission.ManageInventory),
        new("/register", "Till", "cash", Permission.Sell),
        new("/end-of-day", "End of day", "shield", Permission.Settle),
        new("/batches", "Batches", "journal", Permission.ViewReports),
        new("/store-settings", "Store settings", "store", Permission.ManageStore),
        new("/terminals", "Terminals", "terminal", Permission.ManageTerminals),
    ];

    public static IReadOnlyList<OfficeLink> For(ClaimsPrincipal user) =>
        Role(user) is { } role ? [.. All.Where(link => Rights.Of(role).Contains(link.Needs))] : [];

    public static StaffRole? Role(ClaimsPrincipal user) =>
        Enum.TryParse<StaffRole>(user.FindFirstValue(ActorReader.RoleClaim), out var role) ? role : null;

    public static string RoleWords(ClaimsPrincipal user) => Role(user) switch
    {
        StaffRole.Cashier => "Cashier",
        StaffRole.Manager => "Manager",
        StaffRole.IsoAdmin => "ISO administrator",
        null => "Signed in",
    };
}

/// <summary>A link of the side bar.</summary>
internal sealed record OfficeLink(string Href, string Words, string IconName, Permission Needs);
