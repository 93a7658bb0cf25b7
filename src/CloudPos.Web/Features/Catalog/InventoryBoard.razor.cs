using System.Globalization;
using CloudPos.Application.Features.Catalog;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using Microsoft.AspNetCore.Components;
using Radzen;
using Radzen.Blazor;

namespace CloudPos.Web.Features.Catalog;

/// <summary>The list of products, found, sorted and paged on the server, with the form of one beside it.</summary>
public sealed partial class InventoryBoard
{
    private const int PageSize = 50;

    private RadzenDataGrid<ProductRow>? _grid;
    private InventoryQuery _query = InventoryQuery.Default;
    private ProductPage? _page;
    private ProductForm? _form;
    private ProductId? _touched;
    private int _opened;
    private string? _problem;
    private bool _isReady;
    private int _asked;
    private int _cleared;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    private string NoMatchWords => _query.Text.Trim() is { Length: > 0 } text
        ? $"Nothing {(_query.Archived ? "archived" : "on sale")} goes by “{text}” in name, SKU or barcode."
        : "This category has no items.";

    private async Task LoadAsync(LoadDataArgs args)
    {
        var mine = ++_asked;
        var result = await Sender.SendAsync(_query.ToRequest(args, PageSize));
        if (mine != _asked)
            return; // a later question has been asked meanwhile
        _problem = result.Refusal?.Message;
        _page = result.Value ?? _page;
        _isReady = true;
        StateHasChanged();
    }

    private async Task NarrowAsync(InventoryQuery query)
    {
        _query = query;
        if (_grid is not null)
            await _grid.FirstPage(forceReload: true);
    }

    private Task ClearAsync()
    {
        _cleared++;
        return NarrowAsync(_query with { Text = "", Category = null });
    }

    private void Add()
    {
        if (_form?.MayLeave() ?? true)
            (_form, _opened) = (new ProductForm(_page?.Taxes ?? []), _opened + 1);
    }

    private async Task OpenAsync(ProductId id)
    {
        if (_form?.Id != id && (_form?.MayLeave() ?? true))
            await ReadAsync(id);
    }

    private async Task ReadAsync(ProductId id)
    {
        var result = await Sender.SendAsync(new GetProduct(id));
        _problem = result.Refusal?.Message;
        if (result.Value is { } product)
            (_form, _opened) = (new ProductForm(product), _opened + 1);
    }

    private void Close() => _form = null;

    private async Task SavedAsync(ProductId id)
    {
        (_form, _touched) = (null, id);
        if (_grid is not null)
            await _grid.Reload();
    }

    private void Describe(RowRenderEventArgs<ProductRow> row)
    {
        row.Attributes["data-testid"] = "product-row";
        row.Attributes["data-id"] = row.Data!.Id.Value;
        row.Attributes["data-sku"] = row.Data!.Sku;
        if (row.Data!.Id == (_form?.Id ?? _touched))
            row.Attributes["data-selected"] = "true";
    }

    private string Counted(ProductPage page)
    {
        var items = page.Total == 1 ? "1 item" : string.Create(CultureInfo.InvariantCulture, $"{page.Total:N0} items");
        if (_query.IsNarrowed)
            return $"{items} found";
        return _query.Archived ? $"{items} archived" : $"{items}, {(page.Categories.Count == 1 ? "1 category" : $"{page.Categories.Count} categories")}";
    }

    private static string Pressed(bool on) => on ? "true" : "false";

    private static CategoryId? CategoryOf(ChangeEventArgs e) => Guid.TryParse(e.Value?.ToString(), out var id) ? new CategoryId(id) : null;
}
