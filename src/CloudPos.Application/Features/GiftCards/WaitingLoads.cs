using CloudPos.Application.Data;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.GiftCards;

/// <summary>A line that is paid and whose value is on no card yet.</summary>
internal sealed class WaitingLoad
{
    public required Sale Sale { get; init; }

    public required SaleLine Line { get; init; }
}

internal static class WaitingLoads
{
    /// <summary>Gift cards of a store that are paid, not given back and not loaded: the shop owes them.</summary>
    public static IQueryable<WaitingLoad> WaitingGiftLoads(this AppDbContext db, StoreId store)
    {
        var back = db.HeldRefundLines();
        return from sale in db.Sales
               where sale.StoreId == store && sale.State == SaleState.Paid
               from line in sale.Lines
               where line.GiftLoad != GiftLoad.None && line.GiftLoadedAt == null && !line.IsRemoved && !back.Any(b => b.SaleLineId == line.Id)
               select new WaitingLoad { Sale = sale, Line = line };
    }
}
