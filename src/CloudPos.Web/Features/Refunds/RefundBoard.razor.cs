using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CloudPos.Web.Features.Refunds;

/// <summary>Asks and shows; panels get views and give back what was pressed.</summary>
public sealed partial class RefundBoard : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);

    private readonly RefundState _state = new();
    private readonly CancellationTokenSource _closed = new();
    private IDisposable? _feed;
    private RefundReceipt? _slip;
    private Func<Approval?, Task<Result<RefundView>>>? _afterApproval;
    private string? _code;
    private string? _last4;
    private DateOnly? _day;
    private bool _byCard;
    private bool _isBusy;

    [Parameter, EditorRequired] public RegisterId RegisterId { get; set; }

    /// <summary>The sale to begin with; null = first find it.</summary>
    [Parameter] public SaleId? SaleId { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Inject] private CircuitSender Sender { get; set; } = default!;
    [Inject] private PaymentFeed Feed { get; set; } = default!;
    [Inject] private ILogger<RefundBoard> Log { get; set; } = default!;

    private Money ToApprove => _state.View is { Waiting: { } part } ? part.Amount : _state.Plan?.Amount ?? _amountWithoutReceipt;

    private string ApprovalWords => _state.Sale is null && _state.View is null
        ? "No sale was found, so nothing limits it but the approval."
        : "The money goes back another way than it was paid.";

    protected override async Task OnInitializedAsync()
    {
        if (SaleId is { } sale)
            await OpenSaleAsync(sale);
        else
            await StartAsync();
    }

    /// <summary>What a scanner read.</summary>
    public async Task<string> ScanAsync(string code)
    {
        if (_state.Step is RefundStep.Running or RefundStep.Approve)
            return "ignored";
        if (_state.Step == RefundStep.NoReceipt && await ReturnItemAsync(code))
        {
            StateHasChanged();
            return "ok";
        }

        _code = code; // no item of this register: perhaps the receipt was found after all
        await FindAsync();
        StateHasChanged();
        return _state.Refusal is null ? "ok" : "refused";
    }

    /// <summary>A key of the till.</summary>
    public async Task KeyAsync(string action)
    {
        await (action switch
        {
            "card" when _state.Step == RefundStep.Pick => ConfirmAsync(),
            "card" when _state.View is { CanSendAgain: true } => RetryAsync(RefundRetry.SameAgain),
            "escape" => BackAsync(),
            "next" when _state is { Step: RefundStep.Running, View: { } view } && RefundPhases.IsEnd(view.Phase) => DoneAsync(),
            _ => Task.CompletedTask,
        });
        StateHasChanged();
    }

    public void Dispose()
    {
        _closed.Cancel();
        _feed?.Dispose();
    }

    private async Task StartAsync()
    {
        _state.GoTo(RefundStep.Find);
        _state.Open = (await Sender.SendAsync(new ListOpenRefunds(RegisterId))).Value?.Refunds ?? [];
        await ShowFoundAsync(new FindSales(RegisterId, null), opensOnly: false);
    }

    /// <summary>Nothing typed asks for the last sales again.</summary>
    private Task FindAsync() => !string.IsNullOrWhiteSpace(_code) ? ShowFoundAsync(new FindSales(RegisterId, _code), opensOnly: true)
        : _state.Step == RefundStep.Find ? ShowFoundAsync(new FindSales(RegisterId, null), opensOnly: false)
        : Task.CompletedTask;

    private Task FindByCardAsync() => ShowFoundAsync(new FindSales(RegisterId, null, _last4 ?? "", _day), opensOnly: false);

    private async Task ShowFoundAsync(FindSales request, bool opensOnly)
    {
        var result = await Sender.SendAsync(request);
        _state.GoTo(RefundStep.Find);
        _state.Refusal = result.Refusal;
        if (result.Value is not { } found)
            return;
        _state.Found = found.Sales;
        if (opensOnly && found.Sales is [var only])
            await OpenSaleAsync(only.SaleId);
        else if (found.Sales.Count == 0 && (request.Text ?? request.Last4) is { } asked)
            _state.Refusal = new Refusal("sale.not.found", $"No paid sale of this store was found by {asked}. Look at the number on the receipt, find it by card, or empty the field and press Enter for the last sales.");
    }

    private async Task OpenSaleAsync(SaleId sale)
    {
        var result = await Sender.SendAsync(new GetRefundable(sale));
        if (result.Value is { } refundable)
            _state.Choose(refundable);
        else
            _state.Refusal = result.Refusal;
    }

    private async Task PlanAsync()
    {
        if (_state.Sale is not { } sale)
            return;
        Money? amount = null;
        if (_state.AmountText is { } text)
        {
            if (MoneyText.WhyNot(text, "20 or 20.50", out var typed) is { } problem)
            {
                _state.Show(null, text.Length == 0 ? null : new Refusal("amount.invalid", problem));
                return;
            }

            amount = typed;
        }

        if (amount is null && !_state.Picks.Any())
        {
            _state.Show(null, null);
            return;
        }

        var result = await Sender.SendAsync(new PlanRefund(sale.SaleId, [.. _state.Picks], amount, _state.First, _state.InCash));
        _state.Show(result.Value, result.Refusal);
    }

    private Task GoBackToAsync((TenderId? First, bool InCash) way)
    {
        _state.GoBackTo(way.First, way.InCash);
        return PlanAsync();
    }

    private void ToggleAmount() => _state.TypeAmount(_state.ByAmount ? null : "");

    private Task ConfirmAsync()
    {
        if (_state is not { Step: RefundStep.Pick, Plan: { } plan, Sale: { } sale })
            return Task.CompletedTask;
        if (string.IsNullOrWhiteSpace(_state.Reason))
        {
            _state.Refusal = new Refusal("reason.missing", "Say why it goes back: choose a reason below the lines.");
            return Task.CompletedTask;
        }

        var (id, reason) = (_state.NextId, _state.Reason);
        RefundPick[] lines = _state.ByAmount ? [] : [.. _state.Picks];
        RefundWay[] ways = [.. plan.Ways.Select(w => new RefundWay(w.TenderId, w.Amount, w.To))];
        return BeginAsync(_state.NeedsApproval, approval => Sender.SendAsync(
            new RefundSale(id, sale.SaleId, RegisterId, lines, _state.ByAmount ? plan.Amount : null, reason, ways, approval)));
    }

    private Task UndoAsync()
    {
        if (_state.Sale is not { } sale)
            return Task.CompletedTask;
        var (id, reason) = (_state.NextId, string.IsNullOrWhiteSpace(_state.Reason) ? "Payment undone" : _state.Reason);
        return BeginAsync(needsApproval: false, _ => Sender.SendAsync(new UndoPayment(id, sale.SaleId, RegisterId, reason)));
    }

    /// <summary>Sends it, or first lets somebody approve: what is approved is what was shown.</summary>
    private async Task BeginAsync(bool needsApproval, Func<Approval?, Task<Result<RefundView>>> send)
    {
        _afterApproval = send;
        if (needsApproval && !await MayApproveAsync())
            _state.GoTo(RefundStep.Approve);
        else
            await ActAsync(() => send(null));
    }

    private Task ApproveAsync(Approval approval) => _afterApproval is { } send ? ActAsync(() => send(approval)) : Task.CompletedTask;
}
