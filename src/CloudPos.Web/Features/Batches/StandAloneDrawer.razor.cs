using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MoneyText = CloudPos.Domain.Amounts.MoneyText;

namespace CloudPos.Web.Features.Batches;

/// <summary>The form of a stand-alone sale: by itself, or of a line that only the PIN pad knows. What was typed stays when it is refused.</summary>
public sealed partial class StandAloneDrawer
{
    private CatchUp? _with;
    private AttemptId _id = AttemptId.New();
    private string? _pad;
    private string? _register;
    private string? _cart;
    private string? _amount;
    private string? _problem;
    private Refusal? _refusal;
    private StandAloneEntered? _entered;
    private bool _isBusy;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired] public StoreId StoreId { get; set; }

    [Parameter, EditorRequired] public IReadOnlyList<PadDay> Pads { get; set; } = [];

    /// <summary>The line of the comparison that is taken into the books; null = a slip that is typed in.</summary>
    [Parameter] public (ReconciliationView Compared, DifferenceLine Line)? Line { get; set; }

    [Parameter] public EventCallback Closed { get; set; }

    /// <summary>Something has come into the books.</summary>
    [Parameter] public EventCallback Entered { get; set; }

    private string Title => Line is null ? "Enter a stand-alone sale" : "Add with its items";

    protected override async Task OnInitializedAsync()
    {
        _pad = Pads.Count > 0 ? Pads[0].TerminalId.Value.ToString() : null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var result = await Sender.SendAsync(new GetCatchUp(StoreId));
        (_with, _refusal) = (result.Value ?? _with, result.Refusal);
        _register ??= _with?.Registers[0].Id.Value.ToString();
    }

    private void Type(string text) => (_amount, _problem, _entered) = (text, null, null);

    private async Task SaveAsync()
    {
        if (_isBusy || !Guid.TryParse(_register, out var register))
            return;
        _isBusy = true;
        (_problem, _refusal, _entered) = (null, null, null);
        SaleId? cart = Guid.TryParse(_cart, out var chosen) ? new SaleId(chosen) : null;
        if (Line is { } line)
            await AdoptAsync(line.Compared, line.Line, new RegisterId(register), cart);
        else
            await EnterAsync(new RegisterId(register), cart);
        _isBusy = false;
        await using var script = await OfficeScript.LoadAsync(Js);
        if (_problem is not null)
            await script.ShowProblemAsync();
    }

    private async Task AdoptAsync(ReconciliationView compared, DifferenceLine line, RegisterId register, SaleId? cart)
    {
        _refusal = (await Sender.SendAsync(new AdoptLine(compared.Id, line.Number, _id, register, cart))).Refusal;
        if (_refusal is null)
            await Entered.InvokeAsync();
    }

    private async Task EnterAsync(RegisterId register, SaleId? cart)
    {
        if (!MoneyText.TryRead(_amount, out var charged))
        {
            _problem = "Type the amount in dollars and cents, like 14.20.";
            return;
        }

        if (!Guid.TryParse(_pad, out var pad))
            return;
        var result = await Sender.SendAsync(new EnterStandAlone(_id, new TerminalId(pad), register, charged, cart));
        if (result.Value is { } entered)
        {
            // the next slip is another sale; its PIN pad and register are most likely the same
            (_entered, _id, _amount, _cart) = (entered, AttemptId.New(), null, null);
            await LoadAsync();
            await Entered.InvokeAsync();
        }
        else
        {
            _problem = result.Refusal?.Fields?.GetValueOrDefault(nameof(EnterStandAlone.Charged));
            _refusal = _problem is null ? result.Refusal : null;
        }
    }
}
