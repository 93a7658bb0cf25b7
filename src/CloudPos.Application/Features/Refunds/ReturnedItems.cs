using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What items cost today, taxes included: without a receipt there is no other price to go by.</summary>
internal sealed class ReturnedItems(AppDbContext db)
{
    public async Task<Result<PricedReturn[]>> PriceAsync(MerchantId merchant, IReadOnlyList<ReturnedItem> items, TenderKind to, CancellationToken cancel)
    {
        var ids = items.Select(i => i.ProductId).Distinct().ToArray();
        var products = ids.Length == 0 ? [] : await db.Products.AsNoTracking().Include(p => p.Taxes)
            .Where(p => p.MerchantId == merchant && ids.Contains(p.Id)).ToListAsync(cancel);
        if (products.Count < ids.Length)
            return new Refusal("product.unknown", "That item does not exist.");
        var markup = await db.Merchants.Where(m => m.Id == merchant).Select(m => m.Markup).SingleAsync(cancel);
        var taxes = await db.Taxes.AsNoTracking().Where(t => t.MerchantId == merchant).OrderBy(t => t.Kind).ThenBy(t => t.Name).ToListAsync(cancel);
        var sold = items.Select(i => products.Find(p => p.Id == i.ProductId)!).ToArray();
        var totals = SaleTotals.Of(
            [.. items.Select((item, i) => new TotalsLine(sold[i].PriceAt(markup), item.Quantity, Discount.None, TaxesOf(sold[i], taxes)))],
            [.. taxes.Select(t => t.Rate)], Discount.None);
        return items.Select((item, i) => new PricedReturn(
            new SoldItem(sold[i].Id, sold[i].Sku, sold[i].Name, sold[i].Unit, sold[i].PriceAt(markup), []), item.Quantity,
            (totals.Lines[i].Net + totals.Lines[i].Tax).For(to), totals.Lines[i].Tax.For(to))).ToArray();
    }

    private static int[] TaxesOf(Product product, List<Tax> taxes) =>
        [.. taxes.Select((tax, i) => (tax, i)).Where(t => product.Taxes.Exists(own => own.TaxId == t.tax.Id)).Select(t => t.i)];
}

/// <summary>An item that comes back, at what goes back for it.</summary>
internal sealed record PricedReturn(SoldItem Item, Quantity Quantity, Money Amount, Money Tax);
