using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Batches;

/// <summary>The five steps of the end of the day. It holds nothing but the step: everything else is read again.</summary>
public sealed partial class EndOfDayBoard : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private OfficeScript? _script;
    private EndOfDayView? _day;
    private Refusal? _refusal;
    private StoreId? _store;
    private TerminalId? _busyPad;
    private bool _showsPlan;
    private bool _entersAlone;
    private (ReconciliationView Compared, DifferenceLine Line)? _adopts;
    private (ReconciliationId Id, int Line, string Words)? _evidence;
    private int _step = 1;
    private int _readings;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private ILogger<EndOfDayBoard> Log { get; set; } = default!;

    /// <summary>The step that the address names; 0 = the first that is not done.</summary>
    [Parameter] public int At { get; set; }

    /// <summary>The store that the address names; null = the first.</summary>
    [Parameter] public StoreId? Of { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _store = Of;
        await LoadAsync();
        _step = At is >= 1 and <= 5 ? At : _day is { } day ? EndOfDayWords.FirstOpen(day) : 1;
        _ = Watching.EveryAsync(LookEvery, () => InvokeAsync(LookAgainAsync), Log, _gone.Token);
    }

    private async Task LoadAsync()
    {
        var reading = ++_readings;
        var result = await Sender.SendAsync(new GetEndOfDay(_store), _gone.Token);
        if (reading != _readings)
            return; // read again meanwhile: what came late is how it was before
        if (result.Value is { } day)
            (_day, _store) = (day, day.StoreId);
        else
            _refusal = result.Refusal;
    }

    /// <summary>While something settles, or while open payments move, the screen reads again by itself.</summary>
    private async Task LookAgainAsync()
    {
        if (_busyPad is not null || _day is not { } day || !EndOfDayWords.Moves(day, _step))
            return;
        await LoadAsync();
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            _script = await OfficeScript.LoadAsync(Js);
    }

    private async Task GoAsync(int step)
    {
        (_step, _refusal, _entersAlone) = (step, null, false);
        if (_script is not null)
            await _script.ShowAddressAsync($"/end-of-day/{step}");
        await LoadAsync();
    }

    private async Task ChooseStoreAsync(ChangeEventArgs e)
    {
        _store = Guid.TryParse(e.Value?.ToString(), out var id) ? new StoreId(id) : null;
        await LoadAsync();
    }

    private async Task CheckAsync(AttemptId attempt)
    {
        _refusal = (await Sender.SendAsync(new CheckNow(attempt), _gone.Token)).Refusal;
        await LoadAsync();
    }

    private async Task FetchAsync(TerminalId pad)
    {
        (_busyPad, _refusal) = (pad, null);
        StateHasChanged();
        try
        {
            _refusal = (await Sender.SendAsync(new ReconcileBatch(pad), _gone.Token)).Refusal;
            await LoadAsync();
        }
        finally
        {
            _busyPad = null;
        }
    }

    /// <summary>One after the other; what was refused first is said, and the others are asked all the same.</summary>
    private async Task FetchAllAsync()
    {
        Refusal? first = null;
        foreach (var pad in _day!.Pads.Where(ReconcileStep.ToFetch).ToArray())
        {
            await FetchAsync(pad.TerminalId);
            first ??= _refusal;
        }

        _refusal = first;
    }

    private async Task FixAsync((ReconciliationView Compared, DifferenceLine Line, DifferenceFix Fix) at)
    {
        var (compared, line, fix) = at;
        _refusal = null;
        switch (fix)
        {
            case DifferenceFix.AdoptWithItems:
                EnterAlone((compared, line));
                return;
            case DifferenceFix.AskForReason:
                var asked = await Sender.SendAsync(new AskAboutLine(compared.Id, line.Number), _gone.Token);
                (_evidence, _refusal) = (asked.Value is { } said ? (compared.Id, line.Number, said.Words) : _evidence, asked.Refusal);
                return;
            case DifferenceFix.AskStatus when line is { Kind: DifferenceKind.Unknown, AttemptId: { } unknown }:
                await CheckAsync(unknown);
                if (_refusal is not null)
                    return;
                break;
            case DifferenceFix.AskStatus:
                await AskAsync(compared, line);
                return;
        }

        if (RequestOf(compared, line, fix) is { } request && (await Sender.SendAsync(request, _gone.Token)).Refusal is { } refusal)
        {
            _refusal = refusal;
            return;
        }

        if (fix is DifferenceFix.VoidOnTerminal or DifferenceFix.SendTip)
            await LoadAsync(); // it is on its way; the PIN pad would be busy
        else
            await FetchAsync(compared.TerminalId);
    }

    /// <summary>Asks about a line that is booked here only, compares again with what was said, and says it where the line stays.</summary>
    private async Task AskAsync(ReconciliationView compared, DifferenceLine line)
    {
        (_busyPad, _refusal) = (compared.TerminalId, null);
        StateHasChanged();
        var asked = await Sender.SendAsync(new AskAboutLine(compared.Id, line.Number), _gone.Token);
        _busyPad = null;
        if (asked.Value is not { } said)
        {
            _refusal = asked.Refusal;
            return;
        }

        await FetchAsync(compared.TerminalId);
        if (_day?.Pads.FirstOrDefault(p => p.TerminalId == compared.TerminalId)?.Compared is { } now
            && now.Differences.FirstOrDefault(d => d.AttemptId == line.AttemptId && d is { IsOpen: true, Kind: DifferenceKind.RegisterOnly }) is { } left)
            _evidence = (now.Id, left.Number, said.Words);
    }

    private static IRequest<Result<ReconciliationView>>? RequestOf(ReconciliationView compared, DifferenceLine line, DifferenceFix fix) => fix switch
    {
        DifferenceFix.Adopt => new AdoptLine(compared.Id, line.Number, AttemptId.New(), null, null),
        DifferenceFix.VoidOnTerminal => new SendVoidAgain(compared.Id, line.Number, AttemptId.New()),
        DifferenceFix.BookVoid => new BookVoid(compared.Id, line.Number, RefundId.New()),
        DifferenceFix.BookTip => new BookTip(compared.Id, line.Number),
        DifferenceFix.SendTip => new SendTipAgain(compared.Id, line.Number, AttemptId.New()),
        DifferenceFix.BookAmount => new BookAmount(compared.Id, line.Number),
        DifferenceFix.TakeOffDouble => new TakeOffDouble(compared.Id, line.Number, RefundId.New()),
        _ => null,
    };

    private void EnterAlone((ReconciliationView, DifferenceLine)? line) => (_entersAlone, _adopts) = (true, line);

    private async Task EnteredAsync()
    {
        if (_adopts is not { } adopted)
        {
            await LoadAsync();
            return;
        }

        _entersAlone = false;
        await FetchAsync(adopted.Compared.TerminalId);
    }

    private async Task MarkAsync((ReconciliationView Compared, DifferenceLine Line, string Reason) at)
    {
        _refusal = (await Sender.SendAsync(new MarkDifference(at.Compared.Id, at.Line.Number, at.Reason), _gone.Token)).Refusal;
        await LoadAsync();
    }

    private async Task SettleAsync(StartSettlement request)
    {
        _refusal = (await Sender.SendAsync(request, _gone.Token)).Refusal;
        await LoadAsync();
    }

    private async Task PlanSavedAsync()
    {
        _showsPlan = false;
        await LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        if (_script is not null)
            await _script.DisposeAsync();
    }
}
