using CloudPos.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>Reads a sale as money needs it.</summary>
internal static class WholeSaleExtension
{
    /// <summary>With its lines and tenders, by one statement: two would be of two moments, and twice the way to the database.</summary>
    public static IQueryable<Sale> Whole(this IQueryable<Sale> sales) => sales.Include(s => s.Lines).Include(s => s.Tenders).AsSingleQuery();
}
