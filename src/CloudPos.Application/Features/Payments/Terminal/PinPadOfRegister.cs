using CloudPos.Application.Data;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments.Terminal;

internal static class PinPadOfRegister
{
    /// <summary>The PIN pads of a store, the one that a register sends cards to first: its own, else the first by name.</summary>
    public static IQueryable<Domain.Terminals.Terminal> InOrderFor(this IQueryable<Domain.Terminals.Terminal> terminals, StoreId store, TerminalId? chosen) =>
        terminals.Where(t => t.StoreId == store).OrderByDescending(t => t.Id == chosen).ThenBy(t => t.Label);

    /// <summary>The PIN pad that a register sends cards to; null where its store has none.</summary>
    public static async Task<Domain.Terminals.Terminal?> PinPadOfAsync(this AppDbContext db, RegisterId register, CancellationToken cancel)
    {
        var till = await db.Registers.Where(r => r.Id == register).Select(r => new { r.StoreId, r.TerminalId }).SingleAsync(cancel);
        return await db.Terminals.AsNoTracking().InOrderFor(till.StoreId, till.TerminalId).FirstOrDefaultAsync(cancel);
    }
}
