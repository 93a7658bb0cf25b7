using System.Globalization;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using Radzen.Blazor;

namespace CloudPos.Web.Features.Sales;

/// <summary>The list of paid sales with its filters, and the opened sale beside it.</summary>
public sealed partial class SalesBoard : IAsyncDisposable
{
    private const int PageSize = 25;

    private static readonly (DayChoice Day, string Words)[] Days =
        [(DayChoice.Today, "Today"), (DayChoice.Yesterday, "Yesterday"), (DayChoice.Week, "7 days"), (DayChoice.Range, "From, to")];

    private RadzenDataGrid<SaleRow>? _grid;
    private OfficeScript? _script;
    private SalesQuery _query = SalesQuery.Default;
    private SalePage? _page;
    private SaleId? _open;
    private DateOnly _today;
    private string? _problem;
    private bool _hasToday;
    private bool _isReady;
    private int _asked;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <summary>The sale that the address names.</summary>
    [Parameter] public Guid? Opened { get; set; }

    protected override void OnInitialized()
    {
        _query = SalesQuery.Read(Navigation.Uri);
        _open = Opened is { } id ? new SaleId(id) : null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = await OfficeScript.LoadAsync(Js);
        _today = await _script.TodayAsync();
        _hasToday = true;
        StateHasChanged();
    }

    private async Task LoadAsync(LoadDataArgs args)
    {
        var mine = ++_asked;
        var result = await Sender.SendAsync(new ListSales(_query.ToFilter(_today), args.Skip ?? 0, args.Top ?? PageSize));
        if (mine != _asked)
            return; // a later question has been asked meanwhile
        _problem = result.Refusal?.Message;
        _page = result.Value ?? _page;
        _isReady = true;
        StateHasChanged();
    }

    private async Task NarrowAsync(SalesQuery query)
    {
        _query = query;
        await ShowAddressAsync();
        if (_grid is not null)
            await _grid.FirstPage(forceReload: true);
    }

    private Task ClearAsync() => NarrowAsync(SalesQuery.Default);

    private async Task OpenAsync(SaleId sale)
    {
        _open = sale;
        await ShowAddressAsync();
    }

    private async Task CloseAsync()
    {
        _open = null;
        await ShowAddressAsync();
    }

    private async Task ShowAddressAsync()
    {
        if (_script is not null)
            await _script.ShowAddressAsync(_query.ToAddress(_open));
    }

    private void Describe(RowRenderEventArgs<SaleRow> row)
    {
        row.Attributes["data-testid"] = "sale-row";
        row.Attributes["data-id"] = row.Data!.Id.Value;
        row.Attributes["data-sale"] = row.Data!.Number.ToString(CultureInfo.InvariantCulture);
        if (row.Data!.Id == _open)
            row.Attributes["data-selected"] = "true";
    }

    private static string Counted(int count) =>
        count == 1 ? "1 sale" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} sales");

    private static string Shown(PagingInformation paging) => GridWords.Shown(paging, PageSize);

    private static string Pressed(bool on) => on ? "true" : "false";

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Read(ChangeEventArgs e) =>
        DateOnly.TryParseExact(e.Value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static StoreId? StoreOf(ChangeEventArgs e) => Guid.TryParse(e.Value?.ToString(), out var id) ? new StoreId(id) : null;

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await _script.DisposeAsync();
    }
}
