using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Payments;
using CloudPos.Web.Security;

namespace CloudPos.Web.Features.Register;

public sealed partial class Till
{
    // The feed is only a hint: the payment may run in another process.
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);

    private IDisposable? _feed;
    private CancellationTokenSource? _following;
    private AttemptId? _followed;
    private long _questions;
    private long _answered;

    private async Task PayByCardAsync()
    {
        if (_state is not { Sale: { CanPay: true } sale, IsPaying: false, IsPaid: false })
            return;
        var attempt = _state.NextAttempt;
        await PayAsync(() => Sender.SendAsync(new PayByCard(sale.Id, attempt, sale.Left.For(TenderKind.Card))));
    }

    private Task PayAgainAsync() => _state.Payment switch
    {
        { CanSendAgain: true } payment => PayAsync(() => Sender.SendAsync(new SendAgain(payment.AttemptId))),
        { CanTryAnother: true } => PayByCardAsync(),
        _ => Task.CompletedTask,
    };

    private Task AskToCancelAsync() => _state.Payment is { CanAskToCancel: true } payment
        ? PayAsync(() => Sender.SendAsync(new CancelCardPayment(payment.AttemptId)))
        : Task.CompletedTask;

    private Task CheckNowAsync() => _state.Payment is { CanCheckNow: true } payment
        ? PayAsync(() => Sender.SendAsync(new CheckNow(payment.AttemptId)))
        : Task.CompletedTask;

    private async Task PayAsync(Func<Task<Result<PaymentView>>> ask)
    {
        if (_isBusy)
            return;
        _isBusy = true;
        await _turn.WaitAsync();
        try
        {
            var since = _state.Payment;
            var result = await ask();
            if (result.Value is { } payment && !_state.IsOvertaken(payment, since))
                await FollowAsync(payment);
            if (result.Refusal is { Code: "sale.moved" })
                await OpenAgainAsync(); // the refusal says what it comes to now; so must the screen
            Refuse(result.Refusal);
        }
        finally
        {
            _isBusy = false;
            _turn.Release();
        }
    }

    private void Refuse(Refusal? refusal)
    {
        _state.PanelRefusal = refusal;
        if (refusal is not null && _state.Panel is FloorPanel.None or FloorPanel.Keys or FloorPanel.Discount)
            _state.Say(StripKind.Refused, refusal!.Message);
    }

    /// <summary>Shows a payment's true state and, while its end is open, keeps reading it.</summary>
    private async Task FollowAsync(PaymentView payment)
    {
        _state.Pay(payment);
        if (PaymentPhases.IsRunning(payment.Phase))
        {
            if (_followed == payment.AttemptId)
                return;
            StopWatching();
            _followed = payment.AttemptId;
            _following = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            _feed = Feed.Watch(payment.SaleId, () => InvokeAsync(ReadPaymentAsync));
            _ = PollAsync(_following.Token);
            return;
        }

        StopWatching();
        if (payment.SaleIsPaid)
            await ReadReceiptAsync(payment.SaleId);
        else
            await OpenAgainAsync();
    }

    private async Task PollAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(PollEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
                await TryAsync(() => InvokeAsync(ReadPaymentAsync));
        }
        catch (OperationCanceledException)
        {
            // The payment has ended, or the till was closed.
        }
    }

    private async Task ReadPaymentAsync()
    {
        if (_followed is not { } attempt || _closed.IsCancellationRequested)
            return;
        var (following, question) = (_following, ++_questions);
        var result = await Sender.SendAsync(new GetPayment(attempt));
        if (_following == following && result.Refusal is { Code: CircuitSender.NotSignedIn } refusal)
        {
            _state.PanelRefusal = refusal;
            StateHasChanged();
        }
        // Dropped: what was overtaken by a later question's answer, or by the end. Not by ChangedAt: each server has its own clock.
        if (_following != following || question < _answered || result.Value is not { } payment)
            return;
        _answered = question;
        try
        {
            await FollowAsync(payment);
        }
        finally
        {
            StateHasChanged(); // the outcome is shown even where its receipt could not be read
        }
    }

    private void StopWatching()
    {
        _feed?.Dispose();
        _following?.Cancel();
        (_feed, _following, _followed) = (null, null, null);
    }

    private void OpenCash()
    {
        if (_state is { Sale.CanPay: true, IsPaying: false, IsPaid: false })
            _state.OpenPanel(FloorPanel.Cash);
    }

    private async Task TakeCashAsync(Money received)
    {
        if (_isBusy || _state.Sale is not { } sale)
            return;
        _isBusy = true;
        await _turn.WaitAsync();
        try
        {
            var result = await Sender.SendAsync(new PayCash(sale.Id, _state.NextTender, received, sale.Left.For(TenderKind.Cash)));
            if (result.Refusal is { Code: "sale.moved" })
                await OpenAgainAsync();
            _state.PanelRefusal = result.Refusal;
            if (result.Refusal is { Code: ShiftClosed })
                await ShowShutAsync();
            if (result.Value is { } paid)
            {
                _state.TakeCash(paid);
                await ReadReceiptAsync(paid.SaleId);
            }
        }
        finally
        {
            _isBusy = false;
            _turn.Release();
        }
    }

    private async Task ReadReceiptAsync(SaleId sale)
    {
        var result = await Sender.SendAsync(new GetReceipt(sale));
        if (result.Value is { } receipt)
            _state.Show(receipt);
        else
            _state.PanelRefusal = result.Refusal;
    }

    private async Task ClosePanelAsync()
    {
        var wasPaying = _state.Panel == FloorPanel.Card;
        if (_state.ClosePanel() && wasPaying)
            await OpenAgainAsync();
    }

    private async Task NextAsync()
    {
        if (!_state.IsPaid)
            return;
        StopWatching();
        if (_state.PaidSaleId is { } paid)
            await Sender.SendAsync(new Application.Features.Register.FinishSale(paid));
        _state.Next();
        await OpenAgainAsync();
    }

    /// <summary>Reads the till anew without opening a panel by itself: the cashier has just decided where to be.</summary>
    private async Task OpenAgainAsync()
    {
        var result = await Sender.SendAsync(new Application.Features.Register.GetTill(RegisterId));
        if (result.Value is { } view)
            _state.Renew(view);
    }
}
