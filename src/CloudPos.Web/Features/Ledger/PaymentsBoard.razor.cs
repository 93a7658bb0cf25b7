using System.Globalization;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Ledger;

/// <summary>The page of payments that are not done. It reads itself anew every few seconds: most of them end without anybody's doing.</summary>
public sealed partial class PaymentsBoard : IAsyncDisposable
{
    private const int PageSize = 25;
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _closing = new();

    // The id of each row's void is made when the row is shown: a double click is the same void.
    private readonly Dictionary<AttemptId, AttemptId> _next = [];

    private LedgerTab _tab;
    private StoreId? _store;
    private LedgerPage? _page;
    private ClosedPage? _closed;
    private AttemptId? _open;
    private AttemptId? _decide;
    private (AttemptId Row, string Words)? _refused;
    private OfficeScript? _script;
    private string? _problem;
    private bool _isBusy;
    private int _skip;
    private int _reads;
    private int? _counted;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private ILogger<PaymentsBoard> Log { get; set; } = default!;

    /// <summary>The payment that the address names.</summary>
    [Parameter] public Guid? Opened { get; set; }

    private int RowTotal => (_tab == LedgerTab.Closed ? _closed?.Total : _page?.Total) ?? 0;

    private string Shown => string.Create(CultureInfo.InvariantCulture, $"{_skip + 1:N0} to {Math.Min(_skip + PageSize, RowTotal):N0} of {RowTotal:N0}");

    protected override async Task OnInitializedAsync()
    {
        _open = Opened is { } id ? new AttemptId(id) : null;
        await ReadAsync();
        _ = Watching.EveryAsync(ReadEvery, () => InvokeAsync(ReadAgainAsync), Log, _closing.Token);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = await OfficeScript.LoadAsync(Js);
        await ShowCountAsync();
    }

    private async Task ReadAsync()
    {
        var (tab, store, skip) = (_tab, _store, _skip);
        var groups = tab == LedgerTab.Closed ? LedgerLook.Groups(LedgerTab.All) : LedgerLook.Groups(tab);
        var result = await Sender.SendAsync(new ListPayments(groups, store, tab == LedgerTab.Closed ? 0 : skip, PageSize));
        var closed = await Sender.SendAsync(new ListClosedPayments(store, tab == LedgerTab.Closed ? skip : 0, PageSize));
        if ((tab, store, skip) != (_tab, _store, _skip))
            return; // something else was chosen meanwhile
        _problem = result.Refusal?.Message ?? closed.Refusal?.Message;
        (_page, _closed, _reads) = (result.Value ?? _page, closed.Value ?? _closed, _reads + 1);
        if (_skip > 0 && _skip >= RowTotal)
            _skip = 0; // the page's rows have ended meanwhile
        await ShowCountAsync();
    }

    /// <summary>What the side bar shows of all stores, as long as all of them are looked at.</summary>
    private async Task ShowCountAsync()
    {
        if (_script is null || _store is not null || _page?.Sum(LedgerGroup.NeedsReview, LedgerGroup.ToVoid, LedgerGroup.NotKnown).Count is not { } open || open == _counted)
            return;
        _counted = open;
        await _script.ShowCountAsync("/payments", open);
    }

    private async Task ReadAgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private Task ActAsync(LedgerRow row) => row.Action switch
    {
        LedgerAction.Decide => DecideAsync(row.Id),
        LedgerAction.Void or LedgerAction.Return => SendAsync(row.Id, () => Sender.SendAsync(new VoidSurplus(row.Id, NextId(row.Id)))),
        LedgerAction.Release => SendAsync(row.Id, () => Sender.SendAsync(new ReleaseHold(row.Id, NextId(row.Id)))),
        LedgerAction.CheckNow => CheckAsync(row.Id),
        LedgerAction.Watch => OpenAsync(row.Id),
    };

    private Task DecideAsync(AttemptId id)
    {
        _decide = id;
        return Task.CompletedTask;
    }

    private async Task SendAsync(AttemptId row, Func<Task<Result<FollowUpBegun>>> send)
    {
        if (_isBusy)
            return;
        _isBusy = true;
        try
        {
            var result = await send();
            _refused = result.Refusal is { } refusal ? (row, refusal.Message) : null;
            _next.Remove(row);
            await ReadAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task CheckAsync(AttemptId? only)
    {
        if ((await Sender.SendAsync(new CheckPayments(only))).Refusal is { } refusal)
            _problem = refusal.Message;
        else
            await ReadAsync();
    }

    private AttemptId NextId(AttemptId row) => _next.TryGetValue(row, out var id) ? id : _next[row] = AttemptId.New();

    private async Task ChooseAsync(LedgerTab tab, StoreId? store)
    {
        (_tab, _store, _skip, _refused) = (tab, store, 0, null);
        await ReadAsync();
    }

    private async Task PageAsync(int by)
    {
        _skip = Math.Max(0, _skip + by);
        await ReadAsync();
    }

    private Task OpenAsync(AttemptId id) => ShowAsync(id);

    private Task CloseAsync() => ShowAsync(null);

    private async Task ShowAsync(AttemptId? id)
    {
        _open = id;
        if (_script is not null)
            await _script.ShowAddressAsync(id is { } open ? $"/payments/{open.Value}" : "/payments");
    }

    private async Task DecidedAsync(bool isRecorded)
    {
        _decide = null;
        if (isRecorded)
            await ReadAsync();
    }

    private int Count(LedgerTab tab) => tab == LedgerTab.Closed ? _closed?.Total ?? 0 : _page?.Sum(LedgerLook.Groups(tab)).Count ?? 0;

    private static IEnumerable<(string Words, string? Look, LedgerSum Sum)> Tally(LedgerPage page)
    {
        var review = page.Sum(LedgerGroup.NeedsReview);
        var toVoid = page.Sum(LedgerGroup.ToVoid, LedgerGroup.ToRelease);
        var unknown = page.Sum(LedgerGroup.NotKnown);
        yield return ("Needs review", review.Count > 0 ? "is-bad" : null, review);
        yield return ("To void or release", toVoid.Count > 0 ? "is-bad" : null, toVoid);
        yield return ("Not known", unknown.Count > 0 ? "is-warn" : null, unknown);
        yield return ("On PIN pads now", null, page.Sum(LedgerGroup.OnPinPad, LedgerGroup.Queued));
    }

    private static StoreId? StoreOf(ChangeEventArgs e) => Guid.TryParse(e.Value?.ToString(), out var id) ? new StoreId(id) : null;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_script is not null)
            await _script.DisposeAsync();
    }
}
