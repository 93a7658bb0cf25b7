using CloudPos.Application.Features.Catalog;
using CloudPos.Domain.Tenancy;
using Radzen;

namespace CloudPos.Web.Features.Catalog;

/// <summary>Which products the list shows.</summary>
internal sealed record InventoryQuery(string Text, CategoryId? Category, bool Archived)
{
    public static readonly InventoryQuery Default = new("", null, false);

    public bool IsNarrowed => Text.Trim().Length > 0 || Category is not null;

    /// <summary>The request for a page of the grid. Columns are named after <see cref="ProductSort"/>.</summary>
    public ListProducts ToRequest(LoadDataArgs args, int pageSize)
    {
        var by = args.Sorts?.FirstOrDefault();
        var sort = Enum.TryParse<ProductSort>(by?.Property, out var known) ? known : ProductSort.Name;
        return new ListProducts(Text.Trim() is { Length: > 0 } text ? text : null, Category, Archived, sort,
            by?.SortOrder == SortOrder.Descending, args.Skip ?? 0, args.Top ?? pageSize);
    }
}
