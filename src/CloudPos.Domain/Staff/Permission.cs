namespace CloudPos.Domain.Staff;

/// <summary>What a person may do. A request names the one it needs; a page asks the same.</summary>
public enum Permission
{
    /// <summary>Ring up sales and take payment.</summary>
    Sell,

    /// <summary>Give a discount on a line or a sale.</summary>
    Discount,

    /// <summary>See the sales of a store, with receipts and payment journals.</summary>
    ViewSales,

    /// <summary>Add, change, archive and import products.</summary>
    ManageInventory,

    /// <summary>Give money back with a receipt: void or return.</summary>
    Refund,

    /// <summary>Approve what a refund may not do alone: without a receipt, to another tender.</summary>
    ApproveRefund,

    /// <summary>Set tips, and hold, capture and release amounts.</summary>
    AdjustTips,

    /// <summary>See every payment that is not done, decide what nothing can prove, void what was charged for nothing.</summary>
    ManagePayments,

    /// <summary>Reconcile and settle batches.</summary>
    Settle,

    /// <summary>Force a settlement with the terminal's totals, with a reason.</summary>
    ForceSettle,

    /// <summary>See reports, dashboards and batches.</summary>
    ViewReports,

    /// <summary>Set what a store takes and how it works.</summary>
    ManageStore,

    /// <summary>Pair TPNs with stores and see their credentials masked.</summary>
    ManageTerminals,

    /// <summary>Open and close the shift of a register, and book cash that goes in or out.</summary>
    RunShift,

    /// <summary>See all shifts of a store with their X and Z reports.</summary>
    ViewShifts,

    /// <summary>Approve a difference between what is counted and what should be there, and set which one needs no approval.</summary>
    ApproveDifference,
}

/// <summary>The presets of rights that a user is given.</summary>
public enum StaffRole
{
    Cashier,
    Manager,
    IsoAdmin,
}

/// <summary>Which role may do what.</summary>
public static class Rights
{
    /// <summary>The rights of a role.</summary>
    public static IReadOnlySet<Permission> Of(StaffRole role) => role switch
    {
        StaffRole.Cashier => Cashier,
        StaffRole.Manager => Manager,
        StaffRole.IsoAdmin => IsoAdmin,
    };

    private static readonly HashSet<Permission> Cashier = [Permission.Sell, Permission.Discount, Permission.Refund, Permission.RunShift];

    private static readonly HashSet<Permission> Manager =
    [
        Permission.Sell, Permission.Discount, Permission.Refund, Permission.ViewSales, Permission.ManageInventory, Permission.ApproveRefund,
        Permission.AdjustTips, Permission.ManagePayments, Permission.Settle, Permission.ForceSettle, Permission.ViewReports, Permission.ManageStore,
        Permission.RunShift, Permission.ViewShifts, Permission.ApproveDifference,
    ];

    private static readonly HashSet<Permission> IsoAdmin = [Permission.ManageTerminals];
}
