using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Ui;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Register;

/// <summary>What js/till.js calls, one call at a time and in order.</summary>
public sealed partial class Till
{
    /// <summary>A whole scan. Answers <c>ok</c>, <c>not-found</c>, <c>refused</c> or <c>ignored</c>.</summary>
    [JSInvokable]
    public async Task<string> Scan(int number, string code, bool inNumberField)
    {
        _ = number;
        if (IsDeciding)
            return "ignored";
        if (_refunds is { } refunds)
            return await refunds.ScanAsync(code);
        if (inNumberField || _state.IsPaying || _state.Panel is FloorPanel.Cash or FloorPanel.Split or FloorPanel.Shift || _state is { Panel: FloorPanel.CashTaken, IsPaid: false } || _state is { Panel: FloorPanel.Card, IsPaid: false })
        {
            _state.Say(StripKind.Hint, _state.IsPaying ? "Scan ignored: a payment is running" : "Scan ignored: finish or close what is open first");
            StateHasChanged();
            return "ignored";
        }
        if (_state.IsPaid)
            await NextAsync();
        else if (_state.Panel != FloorPanel.None)
            _state.ClosePanel();
        var outcome = await RingUpAsync(code);
        if (outcome == NotFound)
            _state.Say(StripKind.NotFound, $"{code} not found");
        StateHasChanged();
        return outcome;
    }

    /// <summary>Typed by hand and Enter: a code rings up, anything else searches.</summary>
    [JSInvokable]
    public async Task<string> Typed(string text)
    {
        if (_state.IsPaid)
            await NextAsync();
        var outcome = await RingUpAsync(text);
        if (outcome == NotFound)
        {
            await FindAsync(text);
            if (_tiles is [var only])
            {
                await AddAsync(only);
                outcome = "ok";
            }
            else
            {
                outcome = "found";
            }
        }
        else if (outcome == "ok")
        {
            await ClearSearchAsync();
        }
        StateHasChanged();
        return outcome;
    }

    [JSInvokable]
    public async Task Search(string text)
    {
        await (text.Length == 0 ? ClearSearchAsync() : FindAsync(text));
        StateHasChanged();
    }

    /// <summary>The quantity of what is rung up next.</summary>
    [JSInvokable]
    public void NextQuantity(string text)
    {
        _nextQuantity = QuantityText.TryRead(text, out var quantity) && quantity.IsSellable ? quantity : null;
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Key(string action)
    {
        if (IsDeciding || (_state.Panel == FloorPanel.Shift && action != "escape"))
            return;
        if (_refunds is { } refunds)
        {
            await refunds.KeyAsync(action);
            return;
        }

        await (action switch
        {
            "refund" => Do(() => OpenRefund(null)),
            "shift" => Do(OpenShiftMenu),
            "card" => _state.Panel == FloorPanel.Split ? _state.IsLeaving ? Task.CompletedTask : PayPartByCardAsync() : _state.Panel == FloorPanel.Card ? PayAgainAsync() : _state.Panel == FloorPanel.Cash ? Task.CompletedTask : PayByCardAsync(),
            "cash" => _state.Panel switch
            {
                FloorPanel.Split => _state.IsLeaving ? Task.CompletedTask : PayPartInCashAsync(),
                FloorPanel.Card => CashInsteadAsync(),
                FloorPanel.Cash => Task.CompletedTask,
                _ => Do(OpenCash),
            },
            "split" => _state.Panel is FloorPanel.Split or FloorPanel.Cash ? Task.CompletedTask : OpenSplitAsync(),
            "park" => ParkAsync(),
            "parked" => OpenParkedAsync(),
            "discount" => Do(() =>
            {
                if (_state.SelectedLine is { } line)
                    OpenDiscount(line.Id);
            }),
            "discount-sale" => Do(() => OpenDiscount(null)),
            "up" => Do(() => _state.Move(-1)),
            "down" => Do(() => _state.Move(1)),
            "plus" => OnLine(line => SetQuantityAsync(line.Id, line.Quantity + Quantity.One)),
            "minus" => OnLine(line => line.Quantity.Thousandths > Quantity.One.Thousandths
                ? SetQuantityAsync(line.Id, line.Quantity - Quantity.One)
                : RemoveAsync(line.Id)),
            "remove" => OnLine(line => RemoveAsync(line.Id)),
            "undo" => UndoAsync(),
            "gift" => OpenGiftAsync(),
            "last-receipt" => ShowLastReceiptAsync(),
            "keys" => Do(() => OpenPanel(FloorPanel.Keys)),
            "next" => NextAsync(),
            "escape" => EscapeAsync(),
            _ => Task.CompletedTask,
        });
        StateHasChanged();
    }

    private const string NotFound = "not-found";

    private async Task<string> RingUpAsync(string code)
    {
        var quantity = TakeQuantity();
        var refusal = await ChangeCartAsync(() => Sender.SendAsync(new ScanCode(RegisterId, code, quantity)));
        if (refusal is null)
            return "ok";
        if (refusal.Code != "code.unknown")
            return "refused";
        _state.DismissStrip();
        _nextQuantity = quantity == Quantity.One ? null : quantity;
        return NotFound;
    }

    private Task OnLine(Func<SaleLineView, Task> act) =>
        _state is { Panel: FloorPanel.None, IsLocked: false, SelectedLine: { } line } ? act(line) : Task.CompletedTask;

    // Esc never clears a cart: it takes an armed quantity off, asks a running payment to stop, or closes what is open.
    private Task EscapeAsync() => _state switch
    {
        { IsPaying: false } when _nextQuantity is { } armed => Do(() => TakeOff(armed)),
        { Panel: FloorPanel.Card, IsPaying: true } => AskToCancelAsync(),
        { Panel: FloorPanel.Shift } => ShiftBackAsync(),
        { Panel: FloorPanel.None, Strip: not null } => Do(_state.DismissStrip),
        _ => ClosePanelAsync(),
    };

    private void TakeOff(Quantity armed)
    {
        _nextQuantity = null;
        _state.Say(StripKind.Hint, $"{QuantityText.Show(armed)} × is off: the next item is rung up once");
    }

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
