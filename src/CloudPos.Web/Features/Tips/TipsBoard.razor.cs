using System.Globalization;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Tips;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace CloudPos.Web.Features.Tips;

/// <summary>The page of tips and holds. It reads itself anew while something is on its way, and slowly otherwise.</summary>
public sealed partial class TipsBoard : IAsyncDisposable
{
    private const int PageSize = 50;
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(3);

    private readonly TipSheet _sheet = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<AttemptId, AttemptId> _releases = [];

    private TipPage? _tips;
    private HoldPage? _holds;
    private HoldRow? _capture;
    private AttemptId? _armed;
    private List<(int Sale, string Words)> _refused = [];
    private string _text = "";
    private TerminalId? _terminal;
    private string? _problem;
    private bool _showsHolds;
    private bool _isBusy;
    private int _skip;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private ILogger<TipsBoard> Log { get; set; } = default!;

    private Money ReadySum => TipDraft.Sum(_sheet.Ready().Select(r => r.Draft));

    private string SendWords => _sheet.Ready().Count switch
    {
        0 => "Send tips",
        1 => $"Send 1 tip, {Domain.Amounts.MoneyText.Show(ReadySum)}",
        var count => $"Send {count} tips, {Domain.Amounts.MoneyText.Show(ReadySum)}",
    };

    private string Shown => string.Create(CultureInfo.InvariantCulture, $"{_skip + 1:N0} to {Math.Min(_skip + PageSize, _tips?.Total ?? 0):N0} of {_tips?.Total ?? 0:N0}");

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        _ = Watching.EveryAsync(ReadEvery, () => InvokeAsync(ReadAgainAsync), Log, _closing.Token);
    }

    private async Task ReadAsync()
    {
        var (text, terminal, skip) = (_text, _terminal, _skip);
        var tips = await Sender.SendAsync(new ListTips(text, terminal, skip, PageSize));
        var holds = await Sender.SendAsync(new ListHolds(0, 100));
        if ((text, terminal, skip) != (_text, _terminal, _skip))
            return;
        _problem = tips.Refusal?.Message ?? holds.Refusal?.Message;
        (_tips, _holds) = (tips.Value ?? _tips, holds.Value ?? _holds);
        if (tips.Value is { } page)
            _sheet.Fill(page.Rows);
    }

    private async Task ReadAgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task SendAsync()
    {
        if (_isBusy)
            return;
        if (_sheet.Wanted() is not { Count: > 0 } wanted)
        {
            _problem = "No tip is ready to be sent. Type one into its row: 450 is $4.50.";
            return;
        }

        _problem = null;
        _isBusy = true;
        try
        {
            var result = await Sender.SendAsync(new SendTips(wanted));
            _refused = [];
            if (result.Refusal is { } whole)
                Refuse(wanted[0].ChargeId, whole.Message);
            foreach (var taken in result.Value ?? [])
            {
                if (taken.Refusal is { } refusal)
                    Refuse(taken.ChargeId, refusal.Message);
                else
                    _sheet.Forget(taken.ChargeId);
            }

            await ReadAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Refuse(AttemptId charge, string words) => _refused.Add((_sheet.Rows.First(r => r.ChargeId == charge).SaleNumber, words));

    /// <summary>The first press arms the button, the second one releases.</summary>
    private async Task ReleaseAsync(HoldRow hold)
    {
        if (_armed != hold.HoldId)
        {
            _armed = hold.HoldId;
            _releases.TryAdd(hold.HoldId, hold.NextId);
            return;
        }

        if (_isBusy)
            return;
        _isBusy = true;
        try
        {
            _problem = (await Sender.SendAsync(new ReleaseHold(hold.HoldId, _releases[hold.HoldId]))).Refusal?.Message;
            _armed = null;
            _releases.Remove(hold.HoldId);
            var problem = _problem;
            await ReadAsync();
            _problem ??= problem;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task CapturedAsync()
    {
        _capture = null;
        await ReadAsync();
    }

    private async Task ShowAsync(bool holds)
    {
        (_showsHolds, _capture, _armed) = (holds, null, null);
        await ReadAsync();
    }

    private async Task NarrowAsync(string text, TerminalId? terminal)
    {
        (_text, _terminal, _skip) = (text, terminal, 0);
        await ReadAsync();
    }

    private async Task PageAsync(int by)
    {
        _skip = Math.Max(0, _skip + by);
        await ReadAsync();
    }

    private static TerminalId? TerminalOf(ChangeEventArgs e) => Guid.TryParse(e.Value?.ToString(), out var id) ? new TerminalId(id) : null;

    public async ValueTask DisposeAsync() => await _closing.CancelAsync();
}
