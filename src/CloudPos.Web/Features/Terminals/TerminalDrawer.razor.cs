using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Terminals;

/// <summary>The form of a pairing beside the tree.</summary>
public sealed partial class TerminalDrawer
{
    private bool _isBusy;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired] public TerminalForm Form { get; set; } = default!;

    [Parameter] public EventCallback Closed { get; set; }

    [Parameter] public EventCallback Saved { get; set; }

    private string Title => Form.IsNew ? "Pair a TPN" : Form.Label.Trim() is { Length: > 0 } label ? label : "PIN pad";

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
                await Saved.InvokeAsync();
        }

        _isBusy = false;
        if (Form.Problems.Count == 0)
            return;
        await using var script = await OfficeScript.LoadAsync(Js);
        await script.ShowProblemAsync();
    }

    private async Task LeaveAsync()
    {
        if (Form.MayLeave())
            await Closed.InvokeAsync();
    }
}
