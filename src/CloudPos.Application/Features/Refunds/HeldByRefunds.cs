using CloudPos.Application.Data;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What of a payment may not be changed, because a refund gives it back or has given it back.</summary>
internal static class HeldByRefunds
{
    /// <summary>A refund of the sale is open or done.</summary>
    public static Task<bool> HoldAnyOfAsync(this AppDbContext db, SaleId sale, CancellationToken cancel) =>
        db.Refunds.AnyAsync(r => r.SaleId == sale && r.State != RefundState.Abandoned, cancel);
}
