using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Payments;
using MediatR;
using Microsoft.AspNetCore.Components;

namespace CloudPos.Web.Features.GiftCards;

public sealed partial class GiftSheet : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _closed = new();
    private readonly Dictionary<SaleLineId, AttemptId> _next = [];
    private Dictionary<SaleLineId, AttemptId> _underWay = [];
    private GiftDesk? _desk;
    private string? _amount;
    private string? _error;
    private string? _balance;
    private string? _loaded;
    private string? _short;
    private Refusal? _refusal;
    private bool _isBusy;

    [Inject] private ILogger<GiftSheet> Log { get; set; } = default!;

    [Parameter, EditorRequired] public RegisterId RegisterId { get; set; }

    /// <summary>The cart cannot be changed now, so nothing can be sold.</summary>
    [Parameter] public bool IsLocked { get; set; }

    [Parameter] public EventCallback<SaleView> OnSold { get; set; }
    [Parameter] public EventCallback OnClose { get; set; }

    private IEnumerable<(PayMethod Method, string Words)> Balances =>
    [
        .. _desk is { TakesGift: true } ? [(PayMethod.Gift, "Gift card balance")] : Array.Empty<(PayMethod, string)>(),
        .. _desk is { TakesEbt: true } ? [(PayMethod.EbtFood, "EBT food balance"), (PayMethod.EbtCash, "EBT cash balance")] : Array.Empty<(PayMethod, string)>(),
    ];

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        _ = Ui.Watching.EveryAsync(LookEvery, () => InvokeAsync(LookAgainAsync), Log, _closed.Token);
    }

    private static string Words(GiftLoadRow load) => load.Payment is { } payment ? $"{payment.Headline}. {payment.Detail}" : "The customer presents the card at the PIN pad.";

    private async Task ReadAsync()
    {
        var result = await Sender.SendAsync(new ListGiftLoads(RegisterId, [.. _underWay.Values]));
        if (result.Value is { } desk)
        {
            // what was under way is in the list until the value is on its card, or the part of it that the card took
            if (_desk?.Waiting.FirstOrDefault(w => _underWay.ContainsKey(w.LineId) && desk.Waiting.All(still => still.LineId != w.LineId)) is { } done)
                Say(done, desk.Followed.FirstOrDefault(p => p.AttemptId == _underWay[done.LineId]));
            _underWay = desk.Waiting.Where(w => w.Payment is { } p && PaymentPhases.IsRunning(p.Phase)).ToDictionary(w => w.LineId, w => w.Payment!.AttemptId);
            _desk = desk;
        }

        _refusal = result.Refusal ?? _refusal;
    }

    private void Say(GiftLoadRow done, PaymentView? end)
    {
        var isShort = end is { Phase: PaymentPhase.Partial };
        _short = isShort ? $"{end!.Headline}. {end.Detail}" : null;
        _loaded = isShort ? null : $"{MoneyText.Show(done.Amount)} of sale {done.SaleNumber} is on the gift card.";
    }

    /// <summary>Looks again while a card is being loaded; the loading itself runs on the server, whether anybody looks or not.</summary>
    private async Task LookAgainAsync()
    {
        if (_desk?.Waiting.Any(w => w.Payment is { } p && PaymentPhases.IsRunning(p.Phase)) != true)
            return;
        await ReadAsync();
        StateHasChanged();
    }

    private async Task SellAsync(GiftLoad load)
    {
        _error = MoneyText.WhyNot(_amount, "50 or 25.50", out var amount);
        if (_error is not null)
        {
            _refusal = null;
            return;
        }

        await BusyAsync(async () =>
        {
            var result = await Sender.SendAsync(new SellGiftCard(RegisterId, amount, load));
            _refusal = result.Refusal;
            if (result.Value is { } sale)
                await OnSold.InvokeAsync(sale);
        });
    }

    private Task LoadAsync(GiftLoadRow load)
    {
        // one id per offer: a double click is the same attempt; after an attempt has ended the next press is another
        if (!_next.TryGetValue(load.LineId, out var attempt))
            _next[load.LineId] = attempt = AttemptId.New();
        return AskAsync(load, new LoadGiftCard(load.SaleId, load.LineId, attempt));
    }

    private Task AskAsync(GiftLoadRow load, IRequest<Result<PaymentView>> request) => BusyAsync(async () =>
    {
        var result = await Sender.SendAsync(request);
        _refusal = result.Refusal;
        _next.Remove(load.LineId);
        if (result.Value is { } begun)
            _underWay[load.LineId] = begun.AttemptId;
        await ReadAsync();
    });

    private Task BalanceAsync(PayMethod method) => BusyAsync(async () =>
    {
        _balance = "The customer presents the card at the PIN pad.";
        StateHasChanged();
        var result = await Sender.SendAsync(new AskCardBalance(RegisterId, method));
        _refusal = result.Refusal;
        _balance = result.Value is { } left
            ? $"{MoneyText.Show(left.Balance)} left{(left.Last4 is { Length: > 0 } last4 ? $" on ····{last4}" : "")}"
            : null;
    });

    private async Task BusyAsync(Func<Task> work)
    {
        if (_isBusy)
            return;
        (_isBusy, _error, _refusal, _loaded, _short) = (true, null, null, null, null);
        try
        {
            await work();
        }
        finally
        {
            _isBusy = false;
        }
    }

    public void Dispose() => _closed.Cancel();
}
