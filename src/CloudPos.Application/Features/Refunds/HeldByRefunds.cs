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

    /// <summary>A part of the charge waits to go back.</summary>
    public static Task<bool> WaitsForAsync(this AppDbContext db, AttemptId charge, CancellationToken cancel) =>
        PartsOf(db, charge).AnyAsync(t => t.DoneAt == null && t.GivenUpAt == null, cancel);

    /// <summary>A tip of the charge has gone back.</summary>
    public static Task<bool> GaveTipBackAsync(this AppDbContext db, AttemptId charge, CancellationToken cancel) =>
        PartsOf(db, charge).AnyAsync(t => t.DoneAt != null && t.Tip.Cents > 0, cancel);

    private static IQueryable<RefundTender> PartsOf(AppDbContext db, AttemptId charge) => db.Refunds.SelectMany(r => r.Tenders)
        .Where(part => db.Sales.SelectMany(s => s.Tenders).Any(t => t.Id == part.TenderId && t.AttemptId == charge));
}
