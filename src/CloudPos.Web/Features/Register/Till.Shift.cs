using System.Security.Claims;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Web.Features.Shifts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Register;

/// <summary>The shift of the register: open, move cash, count, close.</summary>
public sealed partial class Till
{
    private const string ShiftClosed = "shift.closed";

    private readonly ShiftState _shift = new();

    /// <summary>Opens with the shift's menu: the end of the day sends people here to close it.</summary>
    [Parameter] public bool Shift { get; set; }

    private bool HasReports => May(Permission.ViewShifts);

    /// <summary>Somebody closed the shift, here or elsewhere: the card says so and opens the next one.</summary>
    private async Task ShowShutAsync()
    {
        await OpenAgainAsync();
        if (!_state.IsShut)
            return;
        _state.OpenPanel(FloorPanel.Shift);
        _shift.Show(ShiftScreen.Shut);
    }

    private void OpenShiftMenu()
    {
        if (_state.View is not { Shift: { } shift } || _state.IsPaid || _state.IsPaying || _state.Panel is FloorPanel.Card or FloorPanel.Cash)
            return;
        _state.OpenPanel(FloorPanel.Shift);
        _shift.Show(shift.OpenId is null ? ShiftScreen.Shut : ShiftScreen.Menu);
    }

    /// <summary>Under which name the browser keeps a count: that of another shift or person is not gone on with.</summary>
    private string CountName => $"{_state.View?.Shift?.OpenId?.Value ?? RegisterId.Value}, {_user?.FindFirstValue(ClaimTypes.NameIdentifier)}";

    private async Task ShowShiftAsync(ShiftScreen screen)
    {
        _shift.Show(screen);
        if (screen is ShiftScreen.Open or ShiftScreen.Count && await KeptCountAsync() is { } kept)
            _shift.TakeUp(kept);
    }

    /// <summary>The page was loaded anew in the middle of a count: it goes on where it was.</summary>
    private async Task TakeUpCountAsync()
    {
        if (await KeptCountAsync() is not { } kept || _isRefunding
            || _state is not { View.Shift: not null, Panel: FloorPanel.None or FloorPanel.Shift, IsPaid: false, IsPaying: false })
            return;
        _state.OpenPanel(FloorPanel.Shift);
        _shift.Show(_state.IsShut ? ShiftScreen.Open : ShiftScreen.Count);
        _shift.TakeUp(kept);
    }

    private async Task<CountDraft?> KeptCountAsync() =>
        _keys is null ? null : CountDraft.TakenUp(await _keys.InvokeAsync<string[]?>("keptCount", CountName));

    private async Task ForgetCountAsync()
    {
        try
        {
            if (_keys is not null)
                await _keys.InvokeVoidAsync("forgetCount");
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The window is gone: what it keeps is of a shift that has ended, or stands there again and can be left.
        }
    }

    private Task OpenShiftAsync() => AskShiftAsync(async () =>
    {
        if (_shift.Draft.Read() is not { } counted)
            return null;
        var result = await Sender.SendAsync(new OpenShift(_shift.NextShift, RegisterId, counted));
        if (result.Value is null && result.Refusal is not { Code: "shift.open" })
            return result.Refusal;
        await LeaveShiftAsync();
        return null;
    });

    private Task MoveCashAsync() => AskShiftAsync(async () =>
    {
        if (_state.View?.Shift?.OpenId is not { } shift || _shift.ReadMovement() is not { } move)
            return null;
        var result = await Sender.SendAsync(new MoveCash(_shift.NextMovement, shift, move.Kind, move.Amount, move.Reason));
        if (result.Value is { } moved)
            _shift.Show(moved);
        return result.Refusal;
    });

    private Task CountedAsync() => AskShiftAsync(async () =>
    {
        if (_state.View?.Shift?.OpenId is not { } shift || _shift.Draft.Read() is not { } counted)
            return null;
        var result = await Sender.SendAsync(new CountDrawer(_shift.NextCount, shift, counted));
        if (result.Value is { } tally)
            _shift.Show(tally);
        return result.Refusal;
    });

    private Task CloseShiftAsync() => AskShiftAsync(async () =>
    {
        if (_shift.ReadClose() is not { } close)
            return null;
        var result = await Sender.SendAsync(close);
        if (result.Value is { } report)
        {
            await ForgetCountAsync(); // first: whoever sees the report may press Enter at once
            _shift.Show(report);
        }

        return result.Refusal;
    });

    /// <summary>One step back; from the last step, and from the first, to the till.</summary>
    private async Task ShiftBackAsync()
    {
        if (_isBusy)
            return;
        if (_shift.Screen == ShiftScreen.Difference)
        {
            _shift.Show(ShiftScreen.Count);
        }
        else if (_shift.Screen == ShiftScreen.Open)
        {
            _shift.Show(ShiftScreen.Shut);
            await ForgetCountAsync();
        }
        else
        {
            await LeaveShiftAsync();
        }
    }

    private async Task LeaveShiftAsync()
    {
        _state.OpenPanel(FloorPanel.None);
        await ForgetCountAsync();
        var wasDone = _shift.Screen == ShiftScreen.Done;
        await OpenAgainAsync();
        if (wasDone)
            await ShowShutAsync();
    }

    private async Task AskShiftAsync(Func<Task<Refusal?>> ask)
    {
        if (_isBusy)
            return;
        _isBusy = true;
        try
        {
            _shift.Refusal = null;
            _shift.Refusal = await ask();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
