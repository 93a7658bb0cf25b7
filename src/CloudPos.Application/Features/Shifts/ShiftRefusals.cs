using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>What is said of shifts in more than one place.</summary>
internal static class ShiftRefusals
{
    public static readonly Refusal Closed = new("shift.closed", "The shift of this register is not open. Count the float and open it, then go on.");
    public static readonly Refusal Unknown = new("shift.unknown", "That shift does not exist.");
    public static readonly Refusal Ended = new("shift.ended", "That shift is closed. Nothing was booked.");

    /// <summary>True where the store works with shifts and the register's is not open.</summary>
    public static Task<bool> IsShutAsync(AppDbContext db, RegisterId register, StoreId store, CancellationToken cancel) =>
        db.Stores.AnyAsync(s => s.Id == store && s.UsesShifts && !db.Shifts.Any(x => x.RegisterId == register && x.ClosedAt == null), cancel);
}
