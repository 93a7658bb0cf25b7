using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Payments;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;

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

    /// <summary>The payment that a manager decides at this till, while he is at it.</summary>
    private AttemptId? _deciding;

    private bool IsDeciding => _state is { Panel: FloorPanel.Card, Payment.AttemptId: var shown } && _deciding == shown;

    private Task PayByCardAsync() => PayByCardAsync(null);

    /// <param name="part">What this card shall pay; null = all that is left.</param>
    /// <param name="method">What kind of card.</param>
    /// <param name="cashback">Cash from the drawer, charged on top.</param>
    private async Task PayByCardAsync(Money? part, PayMethod method = PayMethod.Credit, Money cashback = default)
    {
        if (_state is not { Sale: { CanPay: true } sale, IsPaying: false, IsPaid: false })
            return;
        var attempt = _state.NextAttempt;
        var left = sale.Left.For(TenderKind.Card);
        await PayAsync(() => Sender.SendAsync(new PayByCard(sale.Id, attempt, left, part == left && method == PayMethod.Credit ? null : part, method, Cashback: cashback)));
    }

    private Task PayAgainAsync() => _state.Payment switch
    {
        { CanSendAgain: true } payment => PayAsync(() => Sender.SendAsync(new SendAgain(payment.AttemptId))),
        // another card of the same kind for the same part; after a partial approval, any for the rest
        { CanTryAnother: true, Method: not PayMethod.Credit, Phase: not PaymentPhase.Partial } payment => PayByCardAsync(payment.Amount, payment.Method, payment.AskedCashback),
        { CanTryAnother: true, IsPart: true, Phase: not PaymentPhase.Partial } payment when payment.Amount <= payment.LeftToPay.For(TenderKind.Card) =>
            PayByCardAsync(payment.Amount),
        { CanTryAnother: true } => PayByCardAsync(),
        _ => Task.CompletedTask,
    };

    private Task AskToCancelAsync() => _state.Payment is { CanAskToCancel: true } payment
        ? PayAsync(() => Sender.SendAsync(new CancelCardPayment(payment.AttemptId)))
        : Task.CompletedTask;

    private Task KeepWaitingAsync() => _state.Payment is { CanKeepWaiting: true } payment
        ? PayAsync(() => Sender.SendAsync(new KeepWaiting(payment.AttemptId)))
        : Task.CompletedTask;

    private Task CheckNowAsync() => _state.Payment is { CanCheckNow: true } payment
        ? PayAsync(() => Sender.SendAsync(new CheckNow(payment.AttemptId)))
        : Task.CompletedTask;

    private async Task DecidedAsync(bool isRecorded)
    {
        _deciding = null;
        if (isRecorded)
            await ReadPaymentAsync();
    }

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
            await ShowRefusedAsync(result.Refusal);
        }
        finally
        {
            _isBusy = false;
            _turn.Release();
        }
    }

    /// <summary>Says what was refused. Where the sale went on elsewhere, the screen shows what is true now.</summary>
    private async Task ShowRefusedAsync(Refusal? refusal)
    {
        if (refusal is { Code: "sale.paid" } && _state is { Sale: { } sale, IsPaid: false })
        {
            StopWatching();
            _givesBackAll = false;
            _state.Next();
            await OpenAsync(); // a card payment that paid it opens its own panel
            if (!_state.IsPaid)
                _state.Say(StripKind.Hint, $"Sale {sale.Number} was paid on another screen. F6 shows its receipt.");
            return;
        }

        if (refusal is { Code: "sale.moved" })
            await OpenAgainAsync(); // the refusal says what it comes to now; so must the screen
        Refuse(refusal);
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
            _ = Watching.EveryAsync(PollEvery, () => InvokeAsync(ReadPaymentAsync), Log, _following.Token);
            return;
        }

        StopWatching();
        if (payment.SaleIsPaid)
        {
            await ReadReceiptAsync(payment.SaleId);
            return;
        }

        await OpenAgainAsync();
        // a hold pays nothing and brings no tender: what is held stays to be read; so does cash that is to be handed out
        if (payment is { Cashback.IsPositive: false } and { Phase: PaymentPhase.Approved or PaymentPhase.GivenBack, Kind: not AttemptKind.Auth } && _state.Payment?.AttemptId == payment.AttemptId)
            await ToTendersAsync();
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
            _state.OpenCash(null);
    }

    /// <summary>Cash instead of the card. What waits in a queue is stopped first; only a payment that surely does not run makes room for cash.</summary>
    private async Task CashInsteadAsync()
    {
        if (_state.Payment is { Phase: PaymentPhase.Queued })
            await AskToCancelAsync();
        if (_state.Payment is { CanPayCash: true })
            OpenCash();
    }

    private Task UseOtherTerminalAsync(TerminalId terminal)
    {
        var next = _state.NextAttempt;
        return _state.Payment is { } payment
            ? PayAsync(() => Sender.SendAsync(new UseOtherTerminal(payment.AttemptId, terminal, next)))
            : Task.CompletedTask;
    }

    private async Task TakeCashAsync(Money received)
    {
        if (_isBusy || _state.Sale is not { } sale)
            return;
        _isBusy = true;
        await _turn.WaitAsync();
        try
        {
            var result = await Sender.SendAsync(new PayCash(sale.Id, _state.NextTender, received, sale.Left.For(TenderKind.Cash), _state.CashPart));
            await ShowRefusedAsync(result.Refusal);
            if (result.Refusal is { Code: ShiftClosed })
                await ShowShutAsync();
            if (result.Value is { } paid)
                await ShowCashAsync(paid);
        }
        finally
        {
            _isBusy = false;
            _turn.Release();
        }
    }

    private async Task ShowCashAsync(CashPaid paid)
    {
        _state.TakeCash(paid);
        if (paid.SaleIsPaid)
        {
            await ReadReceiptAsync(paid.SaleId);
            return;
        }

        await OpenAgainAsync();
        if (!paid.Change.IsPositive)
            await ToTendersAsync(); // no change to read out: on to the next tender
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
        if (_state is { Panel: FloorPanel.Split, Sale.IsPaidInPart: true, Split: { } split })
        {
            await TypePartAsync(null); // the question takes the place of the amount; it comes back empty
            _state.IsLeaving = !_state.IsLeaving && split.Tenders.Count > 0;
            return;
        }

        var (was, wasPart) = (_state.Panel, _state.CashPart is not null);
        if (!_state.ClosePanel())
            return;
        if (was == FloorPanel.Card)
            await OpenAgainAsync();
        if (was is FloorPanel.Card or FloorPanel.Cash or FloorPanel.CashTaken && (wasPart || _state.Sale is { IsPaidInPart: true }))
            await OpenSplitAsync();
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
        if (result.Value is not { } view)
            return;
        _state.Renew(view);
        Park(view.Parked);
    }
}
