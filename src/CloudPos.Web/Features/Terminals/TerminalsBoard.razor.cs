using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Terminals;

/// <summary>The ISO's merchants, their stores and their TPNs.</summary>
public sealed partial class TerminalsBoard : IAsyncDisposable
{
    private readonly TerminalsState _state = new();
    private OfficeScript? _script;
    private TerminalForm? _form;
    private DateTimeOffset _now;
    private string? _problem;
    private bool _isReady;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = await OfficeScript.LoadAsync(Js);
        await LoadAsync();
        _isReady = true;
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var result = await Sender.SendAsync(new ListTerminals());
        _problem = result.Refusal?.Message;
        if (result.Value is { } tree)
            _state.Load(tree);
        await ReadClockAsync();
    }

    private async Task CheckAsync(TerminalId id)
    {
        if (!_state.BeginCheck(id))
            return;
        StateHasChanged();
        var result = await Sender.SendAsync(new CheckConnection(id));
        _state.EndCheck(id, result.Value, result.Refusal?.Message);
        await ReadClockAsync();
    }

    private void Open(TerminalForm form)
    {
        if (_form?.MayLeave() ?? true)
            _form = form;
    }

    private async Task SavedAsync()
    {
        _form = null;
        await LoadAsync();
    }

    private async Task ReadClockAsync()
    {
        if (_script is not null)
            _now = await _script.NowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await _script.DisposeAsync();
    }
}
