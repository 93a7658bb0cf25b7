using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Ui;

namespace CloudPos.Web.Features.Register;

/// <summary>A sale that several tenders pay: parts, and what is given back of them.</summary>
public sealed partial class Till
{
    private bool _givesBackAll;
    private DualPrice? _partPays;

    private async Task OpenSplitAsync()
    {
        if (_state is { Sale: { CanPay: true } sale, IsPaying: false, IsPaid: false })
            await ReadSplitAsync(sale.Id, null);
    }

    private async Task ReadSplitAsync(SaleId sale, Money? next)
    {
        var result = await Sender.SendAsync(new GetSplit(sale, next));
        if (result.Value is { } split)
            _state.Show(split);
        else
            Refuse(result.Refusal);
    }

    /// <summary>After a tender came or went: on to the next one, or back to the cart where none is left.</summary>
    private async Task ToTendersAsync()
    {
        if (_state.Sale is not { IsPaidInPart: true } sale)
        {
            _givesBackAll = false;
            _state.ClosePanel();
            return;
        }

        await ReadSplitAsync(sale.Id, null);
        if (_givesBackAll)
            GiveBackNext();
    }

    /// <summary>What was typed for the next tender: null for nothing, zero for what cannot be taken.</summary>
    private async Task TypePartAsync(Money? amount)
    {
        if (_state.Split is not { } split)
            return;
        _state.RefusePart(amount is { IsPositive: false });
        await _turn.WaitAsync(); // a key that uses the amount waits until it is read
        try
        {
            await ReadSplitAsync(split.SaleId, amount is { IsPositive: true } ? amount : null);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<DualPrice?> PartAsync()
    {
        await _turn.WaitAsync();
        _turn.Release();
        return _state.NextPart;
    }

    private Task ChoosePartAsync(int index)
    {
        _state.ChoosePart(index);
        return TypePartAsync(null);
    }

    private async Task PayPartByCardAsync()
    {
        if (await PartAsync() is { } part && part.For(TenderKind.Card).IsPositive)
            await PayByCardAsync(part.For(TenderKind.Card), _state.CashBack.IsPositive ? PayMethod.Debit : PayMethod.Credit, _state.CashBack);
    }

    /// <summary>What was typed for cash back: null for what cannot be handed out.</summary>
    private void TypeCashBack(Money? amount) => _state.AskCashBack(amount);

    /// <summary>A gift card or benefits: never more than they may pay of what is left.</summary>
    private async Task PayPartWithAsync(OtherTender other)
    {
        if (await PartAsync() is { } part && other.Of(part) is { IsPositive: true } amount && (other.HandsOutCash || !_state.CashBack.IsPositive))
            await PayByCardAsync(amount, other.Method, _state.CashBack);
    }

    private async Task PayPartInCashAsync()
    {
        if (await PartAsync() is not { } part || _state is not { Split: { } split, Sale.CanPay: true, IsPaying: false, CashBack.IsPositive: false })
            return;
        var cash = part.For(TenderKind.Cash);
        var isRest = cash >= split.Left.For(TenderKind.Cash);
        _partPays = isRest ? null : (await Sender.SendAsync(new GetSplit(split.SaleId, cash))).Value?.InCash;
        _state.OpenCash(isRest ? null : cash);
    }

    private Task GiveBackAsync(TenderId tender) => GiveBackAsync(tender, byReturn: false);

    private Task GiveBackAsync(TenderId tender, bool byReturn) => _isBusy ? Task.CompletedTask : GiveBackInTurnAsync(tender, byReturn);

    private async Task GiveBackInTurnAsync(TenderId tender, bool byReturn)
    {
        if (_state.Sale is not { } sale)
            return;
        _isBusy = true;
        await _turn.WaitAsync();
        try
        {
            var result = await Sender.SendAsync(new GiveBackTender(sale.Id, tender, _state.NextGiveBack, byReturn));
            if (result.Value is { Payment: { } payment })
            {
                await FollowAsync(payment);
            }
            else if (result.Value is { } given)
            {
                if (given.Kind == TenderKind.Cash)
                    _state.HandOut(given.Amount);
                await OpenAgainAsync();
                await ToTendersAsync();
            }

            if (result.Refusal is not null)
                _givesBackAll = false;
            await ShowRefusedAsync(result.Refusal);
            if (result.Refusal is { Code: ShiftClosed })
                await ShowShutAsync();
        }
        finally
        {
            _isBusy = false;
            _turn.Release();
        }
    }

    private Task GiveBackShownAsync() => _state.Payment is { CanGiveBack: true, TenderId: { } tender } ? GiveBackAsync(tender) : Task.CompletedTask;

    private Task ReturnShownAsync() => _state.Payment is { CanReturn: true, TenderId: { } tender } ? GiveBackAsync(tender, byReturn: true) : Task.CompletedTask;

    private Task GiveBackAllAsync()
    {
        _givesBackAll = true;
        GiveBackNext();
        return Task.CompletedTask;
    }

    /// <summary>One after the other, cash first: what a PIN pad has to give back may need patience. Each waits for its turn, so nobody waits for it.</summary>
    private void GiveBackNext()
    {
        if (_state.Split?.Tenders.OrderBy(t => t.Kind == TenderKind.Card).FirstOrDefault() is not { } next)
        {
            _givesBackAll = false;
            return;
        }

        _ = Watching.TryAsync(() => InvokeAsync(async () =>
        {
            await GiveBackInTurnAsync(next.Id, byReturn: false);
            StateHasChanged();
        }), Log);
    }

    private void KeepPaying() => _state.IsLeaving = false;
}
