using CloudPos.Application.Features.Catalog;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Catalog;

/// <summary>One product's form beside the list.</summary>
public sealed partial class ProductDrawer
{
    private bool _isBusy;
    private bool _asksToArchive;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired] public ProductForm Form { get; set; } = default!;

    [Parameter] public IReadOnlyList<CategoryRow> Categories { get; set; } = [];

    [Parameter] public IReadOnlyList<TaxRow> Taxes { get; set; } = [];

    [Parameter] public Rate Markup { get; set; }

    [Parameter] public EventCallback Closed { get; set; }

    [Parameter] public EventCallback<ProductId> Saved { get; set; }

    [Parameter] public EventCallback ReadAgain { get; set; }

    private string Title => Form.IsNew ? "Add item" : Form.Name.Trim() is { Length: > 0 } name ? name : "Item";

    private string? Bad(string property) => Form.ProblemOf(property) is null ? null : "true";

    private async Task SaveAsync()
    {
        if (_isBusy)
            return;
        _isBusy = true;
        if (Form.TryRead(out var request))
        {
            var result = await Sender.SendAsync(request);
            if (result.Refusal is { } refusal)
                Form.Refuse(refusal);
            else
                await Saved.InvokeAsync(Form.Id);
        }

        _isBusy = false;
        if (Form.Problems.Count > 0)
            await ShowProblemAsync();
    }

    private async Task ArchiveAsync()
    {
        _isBusy = true;
        var result = await Sender.SendAsync(new ArchiveProduct(Form.Id, !Form.IsArchived));
        (_isBusy, _asksToArchive) = (false, false);
        if (result.Refusal is { } refusal)
            Form.Refuse(refusal);
        else
            await Saved.InvokeAsync(Form.Id);
    }

    private async Task LeaveAsync()
    {
        if (Form.MayLeave())
            await Closed.InvokeAsync();
    }

    private async Task ShowProblemAsync()
    {
        await using var script = await OfficeScript.LoadAsync(Js);
        await script.ShowProblemAsync();
    }
}
