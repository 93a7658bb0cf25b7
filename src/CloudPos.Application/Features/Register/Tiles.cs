using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Products as tiles.</summary>
internal sealed class Tiles(AppDbContext db)
{
    private const int Hues = 8;

    public static int Hue(int categoryPosition) => categoryPosition % Hues + 1;

    /// <summary>The merchant of a register the actor may open, with its mark-up; null where there is none.</summary>
    public Task<Merchant?> MerchantOfAsync(RegisterId register, CancellationToken cancel) => (
        from r in db.Registers
        where r.Id == register
        join m in db.Merchants on r.MerchantId equals m.Id
        select m).AsNoTracking().FirstOrDefaultAsync(cancel);

    /// <summary>The tiles of products already narrowed down, ordered and cut to a page.</summary>
    public async Task<IReadOnlyList<TileRow>> ReadAsync(IQueryable<Product> products, Rate markup, CancellationToken cancel)
    {
        var rows = await (
            from product in products
            join c in db.Categories on product.CategoryId equals c.Id into categories
            from category in categories.DefaultIfEmpty()
            select new { product, Name = category == null ? null : category.Name, Position = category == null ? 0 : category.Position })
            .AsNoTracking().ToListAsync(cancel);
        return [.. rows.Select(r => new TileRow(r.product.Id, r.product.Sku, r.product.Name, r.product.PriceAt(markup), Hue(r.Position), r.Name))];
    }
}
