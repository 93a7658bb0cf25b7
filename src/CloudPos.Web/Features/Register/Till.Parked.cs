using CloudPos.Application.Features.Register;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Register;

/// <summary>Carts that are set aside, and what becomes of their payments meanwhile.</summary>
public sealed partial class Till
{
    private readonly Dictionary<SaleId, IDisposable> _watched = [];

    /// <summary>The cart can be set aside: it has something in it, and no payment runs that has not been given up as unknown.</summary>
    private bool CanPark => _state is { IsEmpty: false, IsPaid: false } && (!_state.IsPaying || _state.Payment is { CanSetAside: true })
        && _state.Panel is not FloorPanel.CashTaken and not FloorPanel.Cash;

    private Task ParkAsync() => ParkAsAsync(null);

    private async Task ParkAsAsync(string? name)
    {
        if (_state.Sale is not { } sale || !CanPark)
        {
            if (_state.IsEmpty)
                await OpenParkedAsync();
            return;
        }

        var isUnknown = _state.Payment is { CanSetAside: true };
        if (await ParkCartAsync(sale.Id, name) is not { } parked)
            return;
        _state.Say(StripKind.Hint, isUnknown
            ? $"Set aside as “{parked.Name}”. Its payment is not known yet: do not charge it again."
            : $"Parked as “{parked.Name}”. Shift+F4 takes it up again.");
    }

    private async Task<ParkedSale?> ParkCartAsync(SaleId sale, string? name)
    {
        await _turn.WaitAsync();
        try
        {
            var result = await Sender.SendAsync(new ParkSale(sale, name));
            if (result.Value is not { } parked)
            {
                await ShowRefusedAsync(result.Refusal);
                return null;
            }

            StopWatching();
            _givesBackAll = false;
            _state.SetAside();
            await OpenAgainAsync();
            return parked;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task OpenParkedAsync()
    {
        if (_state.IsPaid || _state.IsPaying || _state.Panel is FloorPanel.Split or FloorPanel.Cash or FloorPanel.CashTaken)
            return;
        _state.OpenPanel(FloorPanel.Parked);
        await ReadParkedAsync();
    }

    /// <summary>Takes a cart up; the cart that lies here is parked first.</summary>
    private async Task TakeUpAsync(SaleId sale)
    {
        if (_state is { IsEmpty: false, Sale: { } own } && await ParkCartAsync(own.Id, null) is null)
            return;
        await _turn.WaitAsync();
        try
        {
            var result = await Sender.SendAsync(new TakeUpSale(sale, RegisterId));
            if (result.Value is null)
            {
                await ReadParkedAsync();
                Refuse(result.Refusal);
                _state.PanelRefusal = result.Refusal;
                return;
            }

            _state.OpenPanel(FloorPanel.None);
            await OpenAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The cashier has read what happened: a paid sale is finished with it.</summary>
    private async Task SeeAsync(ParkedCart news)
    {
        _state.See(news);
        if (news.Payment == ParkedPayment.Paid)
            await Sender.SendAsync(new FinishSale(news.SaleId));
        await ReadParkedAsync();
    }

    private async Task ReadParkedAsync()
    {
        if ((await Sender.SendAsync(new ListParked(RegisterId))).Value is { } parked)
            Park(parked);
    }

    /// <summary>Shows the parked carts, and listens for the payments of those whose end is open.</summary>
    private void Park(IReadOnlyList<ParkedCart> parked)
    {
        _state.Park(parked);
        var open = parked.Where(p => p.IsOpen).Select(p => p.SaleId).ToHashSet();
        foreach (var (sale, feed) in _watched.Where(w => !open.Contains(w.Key)).ToArray())
        {
            feed.Dispose();
            _watched.Remove(sale);
        }

        foreach (var sale in open.Where(s => !_watched.ContainsKey(s)))
            _watched[sale] = Feed.Watch(sale, () => InvokeAsync(async () =>
            {
                await ReadParkedAsync();
                StateHasChanged();
            }));
    }

    private void StopListening()
    {
        foreach (var feed in _watched.Values)
            feed.Dispose();
        _watched.Clear();
    }
}
