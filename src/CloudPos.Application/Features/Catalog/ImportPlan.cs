using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Catalog;

/// <summary>A row with its verdict against what is in the catalog.</summary>
internal sealed record PlannedRow(FileRow Row, ImportVerdict Verdict, string Words, Product? Product, IReadOnlyList<TaxId> Taxes);

/// <summary>Compares a file with the catalog. The preview and the import decide by the same plan.</summary>
internal sealed class ImportPlan(AppDbContext db, RequestContext context)
{
    public async Task<IReadOnlyList<PlannedRow>> MakeAsync(ProductFile file, CancellationToken cancel)
    {
        var products = await db.Products.OfActorsMerchant(context).Include(p => p.Taxes).ToDictionaryAsync(p => p.SkuKey, cancel);
        var barcodes = products.Values.Where(p => p.Barcode is not null).GroupBy(p => p.Barcode!).ToDictionary(g => g.Key, g => g.First());
        var categories = await db.Categories.ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        var taxes = await db.Taxes.OrderBy(t => t.Kind).ThenBy(t => t.Name).ToListAsync(cancel);
        var markup = await db.Merchants.Select(m => m.Markup).FirstAsync(cancel);
        var moved = Moved(file, products);
        FileRow[] rows = [.. file.Rows.Select(row =>
            products.GetValueOrDefault(Product.Key(row.Sku)) is { } product ? Keep(row, product, file, categories, taxes) : row)
            .Select(row => ProductRules.CardByMarkup(row.CashPrice, row.CardPrice, markup) is { } tooDear ? row with { Problems = [.. row.Problems, tooDear] } : row)];
        while (true)
        {
            PlannedRow[] plan = [.. rows.Select(row =>
                Plan(row, products.GetValueOrDefault(Product.Key(row.Sku)), barcodes, moved, categories, taxes))];
            // a row that fails keeps its barcode, so whoever wanted that one fails too: look again until nobody is added
            var kept = plan.Where(p => p.Verdict == ImportVerdict.Failed && p.Product is not null).Count(p => moved.Remove(p.Product!.Id));
            if (kept == 0)
                return plan;
        }
    }

    /// <summary>The row with everything that its file has no column for taken from the product.</summary>
    private static FileRow Keep(FileRow row, Product product, ProductFile file, Dictionary<CategoryId, string> categories, List<Tax> taxes) => row with
    {
        Barcode = file.Given.Contains("Barcode") ? row.Barcode : product.Barcode,
        Category = file.Given.Contains("Category") ? row.Category : product.CategoryId is { } id ? categories.GetValueOrDefault(id) : null,
        CardPrice = file.Given.Contains("Card Price") ? row.CardPrice : product.CardPrice,
        Problems = !file.Given.Contains("Card Price") && product.CardPrice is { } card && card < row.CashPrice
            ? [.. row.Problems, ProductRules.CardBelowCash(row.CashPrice, card)]
            : row.Problems,
        Taxes = file.Given.Contains("Taxes") ? row.Taxes : [.. taxes.Where(t => product.Taxes.Exists(own => own.TaxId == t.Id)).Select(t => t.Name)],
        Unit = file.Given.Contains("Unit") ? row.Unit : product.Unit,
        Description = file.Given.Contains("Description") ? row.Description : product.Description,
        IsFavourite = file.Given.Contains("Favourite") ? row.IsFavourite : product.IsFavourite,
        Traits = new ProductTraits(
            file.Given.Contains("EBT Food") ? row.Traits.IsEbtFood : product.IsEbtFood,
            file.Given.Contains("Health") ? row.Traits.Health : product.Health,
            file.Given.Contains("Commodity Code") ? row.Traits.CommodityCode : product.CommodityCode),
    };

    /// <summary>Products that this very file takes their barcode away from, so that another row may have it.</summary>
    private static HashSet<ProductId> Moved(ProductFile file, Dictionary<string, Product> products) =>
        [.. file.Rows.Select(row => (row, product: products.GetValueOrDefault(Product.Key(row.Sku))))
            .Where(x => x.product is not null && x.row.Problems.Count == 0 && file.Given.Contains("Barcode") && x.product.Barcode != x.row.Barcode).Select(x => x.product!.Id)];

    private static PlannedRow Plan(FileRow row, Product? product, Dictionary<string, Product> barcodes, HashSet<ProductId> moved,
        Dictionary<CategoryId, string> categories, List<Tax> taxes)
    {
        var problems = row.Problems.ToList();
        var wanted = new List<TaxId>();
        foreach (var name in row.Taxes)
        {
            if (taxes.Find(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)) is { } tax)
                wanted.Add(tax.Id);
            else
                problems.Add($"There is no tax named \"{name}\"." + (taxes.Count > 0 ? $" Known: {string.Join(", ", taxes.Select(t => t.Name))}." : ""));
        }

        if (row.Barcode is { } barcode && barcodes.GetValueOrDefault(barcode) is { } other && other.SkuKey != Product.Key(row.Sku) && !moved.Contains(other.Id))
            problems.Add($"The barcode {barcode} is already on {other.Sku} ({other.Name}).");
        if (problems.Count > 0)
            return new PlannedRow(row, ImportVerdict.Failed, string.Join(" ", problems), product, wanted);
        if (product is null)
            return new PlannedRow(row, ImportVerdict.New, row.CashPrice.IsZero ? "Will be added. Its Cash Price is $0.00: it will be given away." : "Will be added.", null, wanted);
        var changes = Changes(row, product, wanted, categories).ToArray();
        return changes.Length == 0
            ? new PlannedRow(row, ImportVerdict.Unchanged, "Is the same already.", product, wanted)
            : new PlannedRow(row, ImportVerdict.Changed, "Changes " + string.Join("; ", changes) + ".", product, wanted);
    }

    private static string Own(Money? card) => card is { } own ? MoneyText.Show(own) : "by mark-up";

    private static IEnumerable<string> Changes(FileRow row, Product product, List<TaxId> taxes, Dictionary<CategoryId, string> categories)
    {
        if (product.Sku != row.Sku) yield return "the SKU's spelling";
        if (product.Barcode != row.Barcode) yield return $"barcode {product.Barcode ?? "none"} → {row.Barcode ?? "none"}";
        if (product.Name != row.Name) yield return $"name \"{product.Name}\" → \"{row.Name}\"";
        var category = product.CategoryId is { } id ? categories.GetValueOrDefault(id) : null;
        if (!string.Equals(category, row.Category, StringComparison.OrdinalIgnoreCase)) yield return $"category {category ?? "none"} → {row.Category ?? "none"}";
        if (product.CashPrice != row.CashPrice)
            yield return $"Cash Price {MoneyText.Show(product.CashPrice)} → {MoneyText.Show(row.CashPrice)}{(row.CashPrice.IsZero ? " (it will be given away)" : "")}";
        if (product.CardPrice != row.CardPrice)
            yield return $"Card Price {Own(product.CardPrice)} → {Own(row.CardPrice)}";
        if (product.Unit != row.Unit) yield return "unit";
        if (product.Description != row.Description) yield return "description";
        if (product.IsFavourite != row.IsFavourite) yield return "favourite";
        if (product.IsEbtFood != row.Traits.IsEbtFood) yield return $"EBT food → {(row.Traits.IsEbtFood ? "yes" : "no")}";
        if (product.Health != row.Traits.Health) yield return $"health {product.Health} → {row.Traits.Health}";
        if (product.CommodityCode != row.Traits.CommodityCode) yield return "commodity code";
        if (product.IsArchived) yield return "archived (it comes back)";
        if (!product.Taxes.Select(t => t.TaxId).ToHashSet().SetEquals(taxes)) yield return "taxes";
    }
}
