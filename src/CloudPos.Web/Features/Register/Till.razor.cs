using System.Security.Claims;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Shifts;
using CloudPos.Web.Layout;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Register;

/// <summary>One open register. The only part of the till that asks the application; panels get views and give back what was pressed.</summary>
public sealed partial class Till : IAsyncDisposable
{
    private const int TilesAtOnce = 60;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(20);

    private readonly TillState _state = new();

    // Everything that changes the cart takes its turn here, so that two taps cannot overtake each other.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closed = new();

    private ClaimsPrincipal? _user;
    private IReadOnlyList<TileRow> _tiles = [];
    private int _tileTotal;
    private CategoryId? _category;
    private string? _query;
    private Quantity? _nextQuantity;
    private bool _isLoading;
    private bool _isBusy;
    private bool _isReady;
    private DotNetObjectReference<Till>? _self;
    private IJSObjectReference? _keys;

    [Parameter, EditorRequired] public RegisterId RegisterId { get; set; }
    [Parameter] public bool HasChoice { get; set; }
    [Parameter] public EventCallback<Refusal> OnRefused { get; set; }
    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    [Inject] private CircuitSender Sender { get; set; } = default!;
    [Inject] private PaymentFeed Feed { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;
    [Inject] private ILogger<Till> Log { get; set; } = default!;

    /// <summary>What the keys mean at this moment; read by js/till.js.</summary>
    private string Mode => _isRefunding ? "refund" : _state switch
    {
        { IsPaid: true } => "paid",
        { Panel: FloorPanel.Card } => "paying",
        { Panel: FloorPanel.Cash } => "cash",
        { Panel: FloorPanel.Split, IsLeaving: false } => "split",
        { Panel: FloorPanel.None } => "selling",
        _ => "sheet",
    };

    private bool May(Permission permission) => _user is { } user && OfficeLinks.Role(user) is { } role && Rights.Of(role).Contains(permission);

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null)
            _user = (await Authentication).User;
        await OpenAsync();
        if (_state.View is { Categories: [{ Id: var first }, ..] })
            await ShowCategoryAsync(first);
        if (Refund is { } sale)
            OpenRefund(sale);
        else if (Shift && !_state.IsShut)
            OpenShiftMenu();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isReady || _state.View is null || _self is not null)
            return;
        _self = DotNetObjectReference.Create(this);
        await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/till.js"]);
        _keys = await module.InvokeAsync<IJSObjectReference>("start", _self);
        await TakeUpCountAsync();
        _isReady = true;
        StateHasChanged();
        _ = WatchAsync();
    }

    private async Task WatchAsync()
    {
        await Watching.TryAsync(Look, Log);
        await Watching.EveryAsync(LookEvery, Look, Log, _closed.Token);

        Task Look() => InvokeAsync(LookAtTerminalAsync);
    }

    /// <summary>Keeps the PIN pad's chip true while nothing runs on it: a cashier should know before the customer waits.</summary>
    private async Task LookAtTerminalAsync()
    {
        if (!_state.IsPaying && (await Sender.SendAsync(new LookAtTerminal(RegisterId))).Value is { } terminal)
        {
            _state.Look(terminal);
            StateHasChanged();
        }

        await ReadParkedAsync();
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        StopWatching();
        StopListening();
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("stop");
                await _keys.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The window is gone, or did not answer in time; its listeners go with it.
        }
        _self?.Dispose();
    }

    private async Task OpenAsync()
    {
        var result = await Sender.SendAsync(new GetTill(RegisterId));
        if (result.Value is not { } view)
        {
            await OnRefused.InvokeAsync(result.Refusal);
            return;
        }
        var hadUndo = _state.Undo;
        _state.Open(view);
        if (_state is { Panel: FloorPanel.Shift, IsShut: true })
            _shift.Show(ShiftScreen.Shut);
        Park(view.Parked);
        if (_state.Undo is { } undo && undo != hadUndo)
            OfferUndo(undo);
        if (_state is { Panel: FloorPanel.Card, Payment: { } payment })
            await FollowAsync(payment);
        else if (_state is { Panel: FloorPanel.None, Sale.IsPaidInPart: true })
            await OpenSplitAsync(); // the tenders so far are what the cashier has to go on with
    }

    private async Task ShowCategoryAsync(CategoryId? category)
    {
        (_category, _query, _tiles, _isLoading) = (category, null, [], true);
        var page = await Sender.SendAsync(new ListTiles(RegisterId, category, 0, TilesAtOnce));
        if (_category == category && _query is null)
            (_tiles, _tileTotal, _isLoading) = (page.Value?.Tiles ?? [], page.Value?.Total ?? 0, false);
        if (page.Refusal is { } refusal)
            _state.Say(StripKind.Refused, refusal.Message);
    }

    private async Task MoreTilesAsync()
    {
        var category = _category;
        var page = await Sender.SendAsync(new ListTiles(RegisterId, category, _tiles.Count, TilesAtOnce));
        if (_category == category && _query is null && page.Value is { } more)
            (_tiles, _tileTotal) = ([.. _tiles, .. more.Tiles], more.Total);
    }

    private async Task FindAsync(string text)
    {
        _query = text;
        var found = await Sender.SendAsync(new FindItems(RegisterId, text));
        if (_query == text)
            (_tiles, _tileTotal) = (found.Value ?? [], found.Value?.Count ?? 0);
    }

    private Task ClearSearchAsync() => _query is null ? Task.CompletedTask : ShowCategoryAsync(_category);

    private void OpenPanel(FloorPanel panel)
    {
        if (!_state.IsPaid && !_state.IsPaying)
            _state.OpenPanel(panel);
    }
}
