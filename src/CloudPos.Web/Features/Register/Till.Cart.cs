using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Register;

public sealed partial class Till
{
    private static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClearArmedFor = TimeSpan.FromSeconds(4);

    private bool _isClearArmed;
    private CancellationTokenSource? _undoEnds;

    private string DiscountTitle => DiscountedLine is { } line ? $"Discount on {line.Name}" : "Discount on the whole sale";

    private Discount CurrentDiscount => DiscountedLine?.Discount ?? (_state.DiscountLine is null ? _state.Sale?.Discount ?? Discount.None : Discount.None);

    private SaleLineView? DiscountedLine => _state.Lines.FirstOrDefault(line => line.Id == _state.DiscountLine);

    private async Task AddAsync(TileRow tile)
    {
        if (_state.IsPaid)
            await NextAsync();
        var quantity = TakeQuantity();
        await ChangeCartAsync(() => Sender.SendAsync(new AddItem(RegisterId, tile.ProductId, quantity)));
        await ClearSearchAsync();
    }

    private Task SetQuantityAsync(SaleLineId line, Quantity quantity) => _state.Sale is { } sale
        ? ChangeCartAsync(() => Sender.SendAsync(new ChangeLine(sale.Id, line, quantity)))
        : Task.CompletedTask;

    private async Task RemoveAsync(SaleLineId line)
    {
        if (_state.Sale is not { } sale || _state.Lines.FirstOrDefault(l => l.Id == line) is not { } removed)
            return;
        if (await ChangeCartAsync(() => Sender.SendAsync(new RemoveLine(sale.Id, line, true))) is null)
            OfferUndo(new Undoable(sale.Id, line, $"Removed {removed.Name}"));
    }

    private async Task ClearAsync()
    {
        if (_state.Sale is not { } sale || _state.IsLocked)
            return;
        if (!_isClearArmed)
        {
            _isClearArmed = true;
            _ = LaterAsync(ClearArmedFor, () => _isClearArmed = false, _closed.Token);
            return;
        }
        _isClearArmed = false;
        if (await ChangeCartAsync(() => Sender.SendAsync(new ClearSale(sale.Id, true))) is null)
        {
            _state.Leave();
            OfferUndo(new Undoable(sale.Id, null, "Cart cleared"));
        }
    }

    private async Task UndoAsync()
    {
        if (_state.Undo is not { } undo || _state.IsPaying || _state.IsPaid)
            return;
        _state.Undo = null;
        await ChangeCartAsync(() => undo.LineId is { } line
            ? Sender.SendAsync(new RemoveLine(undo.SaleId, line, false))
            : Sender.SendAsync(new ClearSale(undo.SaleId, false)));
    }

    private void OfferUndo(Undoable undo)
    {
        _undoEnds?.Cancel();
        _undoEnds = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        _state.Undo = undo;
        _ = LaterAsync(UndoFor, () => _state.Undo = null, _undoEnds.Token);
    }

    private async Task LaterAsync(TimeSpan wait, Action then, CancellationToken cancel)
    {
        await Task.Delay(wait, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (cancel.IsCancellationRequested)
            return;
        await InvokeAsync(() =>
        {
            then();
            StateHasChanged();
        });
    }

    private void OpenDiscount(SaleLineId? line)
    {
        if (_state is { IsLocked: false, IsEmpty: false })
            _state.OpenPanel(FloorPanel.Discount, line);
    }

    private async Task ApplyDiscountAsync(Discount discount)
    {
        if (_state.Sale is not { } sale)
            return;
        var line = _state.DiscountLine;
        await _turn.WaitAsync();
        try
        {
            _isBusy = true;
            var result = await Sender.SendAsync(new ApplyDiscount(sale.Id, line, discount));
            if (result.Refusal is { Code: "sale.paid" or "sale.moved" })
                await ShowRefusedAsync(result.Refusal);
            else
                _state.PanelRefusal = result.Refusal;
            if (result.Value is not { } changed)
                return;
            _state.Show(changed);
            _state.OpenPanel(FloorPanel.None);
        }
        finally
        {
            _isBusy = false;
            _turn.Release();
        }
    }

    private async Task ShowLastReceiptAsync()
    {
        if (_state.IsPaid || _state.IsPaying || _state.View?.LastSale is not { } last)
            return;
        _state.OpenPanel(FloorPanel.LastReceipt);
        await ReadReceiptAsync(last.Id);
    }

    private Quantity TakeQuantity()
    {
        var quantity = _nextQuantity ?? Quantity.One;
        _nextQuantity = null;
        return quantity;
    }

    /// <summary>Changes the cart in its turn and shows what came of it: the cart, or the refusal as a strip.</summary>
    private async Task<Refusal?> ChangeCartAsync(Func<Task<Result<SaleView>>> change)
    {
        await _turn.WaitAsync();
        try
        {
            var result = await change();
            if (result.Value is { } sale)
                _state.Show(sale);
            if (result.Refusal is { Code: "sale.paid" or "sale.moved" })
                await ShowRefusedAsync(result.Refusal);
            else if (result.Refusal is { } refusal)
                _state.Say(StripKind.Refused, refusal.Message);
            if (result.Refusal is { Code: ShiftClosed })
                await ShowShutAsync();
            return result.Refusal;
        }
        finally
        {
            _turn.Release();
        }
    }
}
