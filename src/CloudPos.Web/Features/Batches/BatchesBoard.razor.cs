using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Batches;

/// <summary>The list of batches with its filters, and the opened batch beside it.</summary>
public sealed partial class BatchesBoard : IAsyncDisposable
{
    private const int PageSize = 25;

    private static readonly (int? Days, string Words)[] Spans = [(7, "7 days"), (31, "31 days"), (null, "All")];

    private OfficeScript? _script;
    private BatchPage? _page;
    private Refusal? _refusal;
    private BatchId? _open;
    private StoreId? _store;
    private TerminalId? _pad;
    private BatchFilter _state;
    private DateOnly _today;
    private int? _days = 7;
    private int _skip;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <summary>The batch that the address names.</summary>
    [Parameter] public Guid? Opened { get; set; }

    protected override void OnInitialized() => _open = Opened is { } id ? new BatchId(id) : null;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = await OfficeScript.LoadAsync(Js);
        _today = await _script.TodayAsync();
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var from = _days is { } days ? _today.AddDays(1 - days) : (DateOnly?)null;
        var result = await Sender.SendAsync(new ListBatches(from, null, _store, _pad, _state, _skip, PageSize));
        (_page, _refusal) = (result.Value ?? _page, result.Refusal);
    }

    private Task NarrowAsync(Action narrow)
    {
        narrow();
        _skip = 0;
        return LoadAsync();
    }

    private Task TurnAsync(int pages)
    {
        _skip = Math.Max(0, _skip + (pages * PageSize));
        return LoadAsync();
    }

    private async Task OpenAsync(BatchId batch)
    {
        _open = batch;
        if (_script is not null)
            await _script.ShowAddressAsync($"/batches/{batch.Value}");
    }

    private async Task CloseAsync()
    {
        _open = null;
        if (_script is not null)
            await _script.ShowAddressAsync("/batches");
    }

    private static (string Chip, string Icon, string Words) Look(BatchRow row) => row switch
    {
        { NeedsAttention: true } => ("chip chip-warn", "alert", "Attention"),
        { State: BatchState.Settled, ClosedLocal: { } at } => ("chip chip-ok", "check", When.Time(at)),
        { State: BatchState.ClosedElsewhere } => ("chip chip-info", "terminal", "By the PIN pad"),
        _ => ("chip", "clock", "Open"),
    };

    private static string Matched(BatchRow row) => row.Matched is not { } matched ? "not compared" : row.Decided > 0 ? $"{matched}, {row.Decided} decided" : $"all {matched}";

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await _script.DisposeAsync();
    }
}
