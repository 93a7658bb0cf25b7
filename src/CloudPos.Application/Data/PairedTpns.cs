using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>The TPNs of the whole installation: one TPN is one PIN pad, whoever has it.</summary>
internal static class PairedTpns
{
    /// <summary>Whether anybody has paired it. Whose it is stays unsaid.</summary>
    public static Task<bool> IsPairedAsync(this AppDbContext db, string tpn, CancellationToken cancel) =>
        db.Terminals.AcrossTenants("another ISO's TPN is taken too, and a broken index would be written to the log as an error").AnyAsync(t => t.Tpn == tpn, cancel);
}
