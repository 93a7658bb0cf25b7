using CloudPos.Application.Features.Catalog;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Catalog;
using Radzen;

namespace CloudPos.Web.Tests.Features.Catalog;

public sealed class InventoryQueryTests
{
    [Fact]
    public void The_first_page_is_sorted_by_name()
    {
        var request = InventoryQuery.Default.ToRequest(new LoadDataArgs(), 50);

        Assert.Equal(new ListProducts(null, null, false, ProductSort.Name, false, 0, 50), request);
    }

    [Theory]
    [InlineData("CashPrice", ProductSort.CashPrice)]
    [InlineData("Category", ProductSort.Category)]
    [InlineData("Sku", ProductSort.Sku)]
    [InlineData("Unheard", ProductSort.Name)]
    public void A_column_head_sorts_by_its_column(string property, ProductSort sort)
    {
        var args = new LoadDataArgs { Skip = 100, Top = 50, Sorts = [new SortDescriptor { Property = property, SortOrder = SortOrder.Descending }] };

        var request = InventoryQuery.Default.ToRequest(args, 50);

        Assert.Equal((sort, true, 100), (request.Sort, request.Descending, request.Skip));
    }

    [Fact]
    public void Blanks_do_not_narrow_the_list()
    {
        Assert.False((InventoryQuery.Default with { Text = "  " }).IsNarrowed);
        Assert.True((InventoryQuery.Default with { Category = CategoryId.New() }).IsNarrowed);
    }
}
