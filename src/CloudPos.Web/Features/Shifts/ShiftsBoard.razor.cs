using System.Globalization;
using CloudPos.Application.Features.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using Microsoft.AspNetCore.Components;
using Radzen;
using Radzen.Blazor;

namespace CloudPos.Web.Features.Shifts;

/// <summary>The list of shifts with its filters, and the opened report beside it.</summary>
public sealed partial class ShiftsBoard
{
    private const int PageSize = 25;

    private RadzenDataGrid<ShiftRow>? _grid;
    private ShiftPage? _page;
    private StoreDay? _dayOfStore;
    private StoreId? _store;
    private DateOnly? _day;
    private ShiftId? _open;
    private string? _problem;
    private bool _isRules;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    /// <summary>The shift that the address names.</summary>
    [Parameter] public Guid? Opened { get; set; }

    private bool HasDrawer => _open is not null || (_isRules && Chosen is not null);

    /// <summary>The store whose day and rules are meant: the chosen one, or the only one.</summary>
    private StoreShiftRules? Chosen => _page?.Stores is [var only] ? only : _page?.Stores.FirstOrDefault(s => s.StoreId == _store);

    protected override void OnInitialized() => _open = Opened is { } id ? new ShiftId(id) : null;

    private async Task LoadAsync(LoadDataArgs args)
    {
        var result = await Sender.SendAsync(new ListShifts(_store, _day, _day, args.Skip ?? 0, args.Top ?? PageSize));
        (_problem, _page) = (result.Refusal?.Message, result.Value ?? _page);
        _dayOfStore = _day is { } day && Chosen is { } store ? (await Sender.SendAsync(new GetStoreDay(store.StoreId, day))).Value : null;
        StateHasChanged();
    }

    private async Task NarrowAsync(StoreId? store, DateOnly? day)
    {
        (_store, _day) = (store, day);
        if (_grid is not null)
            await _grid.FirstPage(forceReload: true);
    }

    private Task ChooseStoreAsync(ChangeEventArgs e) => NarrowAsync(Guid.TryParse(e.Value?.ToString(), out var id) ? new StoreId(id) : null, _day);

    private Task ChooseDayAsync(ChangeEventArgs e) => NarrowAsync(_store,
        DateOnly.TryParseExact(e.Value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    private void Show(ShiftId? shift) => (_open, _isRules) = (shift, false);

    private void Show(bool rules) => _isRules = rules;

    private async Task RulesSavedAsync()
    {
        _isRules = false;
        if (_grid is not null)
            await _grid.Reload();
    }

    private void Describe(RowRenderEventArgs<ShiftRow> row)
    {
        row.Attributes["data-testid"] = "shift-row";
        row.Attributes["data-id"] = row.Data!.Id.Value;
        if (row.Data!.Id == _open)
            row.Attributes["data-selected"] = "true";
    }
}
