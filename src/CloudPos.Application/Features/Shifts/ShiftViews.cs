using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Shifts;

/// <summary>A shift that has just been opened, with what was found in the drawer beside what was left in it.</summary>
/// <param name="Expected">What the last close left; null at a register's first shift.</param>
public sealed record OpenedShift(ShiftId Id, DateTimeOffset OpenedAtLocal, Money Float, Money? Expected, Money Difference);

/// <summary>A cash movement that is booked.</summary>
public sealed record CashMoved(CashMovementId Id, CashMovementKind Kind, Money Amount, string Reason);

/// <summary>A count beside what should be there. Shown after the count, never before.</summary>
public sealed record DrawerTally(
    ShiftId ShiftId, CashCountId CountId, Money Counted, ShiftCash Cash, Money Expected, Money Difference, Money Allowed, bool NeedsApproval);

/// <summary>A report of a shift: an X while it is open, its Z once it is closed. One document for screen, print, PIN pad and file.</summary>
/// <param name="Number">Of the Z report; null = X, a look that changes nothing.</param>
/// <param name="AtLocal">When the figures were taken: now for an X, the close for a Z.</param>
public sealed record ShiftReport(
    ShiftId ShiftId, int? Number, string MerchantName, string StoreName, string RegisterName, DateOnly BusinessDate,
    DateTimeOffset OpenedAtLocal, string OpenedBy, DateTimeOffset AtLocal, string? ClosedBy,
    ShiftFigures Figures, ShiftCash Cash, Money Expected, ShiftFloat Float, ShiftClose? Close, IReadOnlyList<MovementRow> Movements)
{
    /// <summary>How often the drawer was opened without a sale and nothing moved.</summary>
    public int NoSales => Movements.Count(m => m.Kind == CashMovementKind.NoSale);
}

/// <summary>The opening: counted, and what the last close had left (null at a register's first shift).</summary>
public sealed record ShiftFloat(Money Counted, Money? Expected, Money Difference);

/// <summary>The count of the close and what became of it.</summary>
public sealed record ShiftClose(Money Counted, Money Difference, string? Reason, string? ApprovedBy, Money Left, Money Dropped);

/// <summary>A cash movement of a report.</summary>
public sealed record MovementRow(CashMovementKind Kind, Money Amount, string Reason, string By, DateTimeOffset AtLocal);

/// <summary>A shift in the list.</summary>
public sealed record ShiftRow(
    ShiftId Id, int? ZNumber, string StoreName, string RegisterName, DateOnly BusinessDate, DateTimeOffset OpenedAtLocal, string OpenedBy,
    DateTimeOffset? ClosedAtLocal, string? ClosedBy, Money Float, Money FloatDifference, Money? Counted, Money? Difference, bool IsApproved);

/// <summary>A page of shifts, and the stores with their rules.</summary>
public sealed record ShiftPage(IReadOnlyList<ShiftRow> Rows, int Total, IReadOnlyList<StoreShiftRules> Stores);

/// <summary>How a store works with shifts.</summary>
public sealed record StoreShiftRules(StoreId StoreId, string Name, bool UsesShifts, Money DifferenceAllowed, int DayEndsAtHour, DateOnly Today);

/// <summary>The business day of a store, all registers: the sums of its Z reports.</summary>
/// <param name="StillOpen">Registers whose shift of that day is not closed: their figures are not in the sums.</param>
public sealed record StoreDay(
    string StoreName, DateOnly BusinessDate, IReadOnlyList<DayZ> Reports, IReadOnlyList<string> StillOpen, ShiftFigures Figures, Money Expected,
    Money Counted, Money Difference, Money ToSafe);

/// <summary>A Z report of a store's day.</summary>
public sealed record DayZ(ShiftId ShiftId, string RegisterName, int Number, int SaleCount, Money Taken, Money Difference);

/// <summary>A report as a file.</summary>
public sealed record ShiftFile(string Name, byte[] Content);
