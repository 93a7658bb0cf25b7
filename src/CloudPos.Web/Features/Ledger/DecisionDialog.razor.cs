using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Staff;
using CloudPos.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CloudPos.Web.Features.Ledger;

/// <summary>The decision of a payment that nothing can prove.</summary>
public sealed partial class DecisionDialog
{
    private readonly DecisionForm _form = new();
    private ElementReference _head;
    private ApproverFields? _who;
    private PaymentStory? _story;
    private Refusal? _refusal;
    private bool _isBusy;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Parameter, EditorRequired] public required AttemptId AttemptId { get; set; }

    /// <summary>It is decided at the till of somebody who may not: a manager signs it.</summary>
    [Parameter] public bool NeedsApproval { get; set; }

    /// <summary>True where a decision was recorded.</summary>
    [Parameter] public EventCallback<bool> OnClose { get; set; }

    private string ConfirmWords => _form.WasDone switch
    {
        true => $"Record “{_story?.DoneWord}”",
        false => $"Record “not {_story?.DoneWord}”",
        null => "Choose first",
    };

    protected override async Task OnInitializedAsync()
    {
        var result = await Sender.SendAsync(new GetPaymentStory(AttemptId));
        (_story, _refusal) = (result.Value, result.Refusal);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _head.FocusAsync();
    }

    private async Task RecordAsync()
    {
        if (_isBusy || _form.WasDone is null)
            return;
        _isBusy = true;
        try
        {
            _refusal = (await Sender.SendAsync(_form.ToRequest(AttemptId, _story?.NeedsCard == true, NeedsApproval ? _who?.Take() : null))).Refusal;
            if (_refusal is null)
                await OnClose.InvokeAsync(true);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private Task KeyAsync(KeyboardEventArgs e) => e.Key == "Escape" ? OnClose.InvokeAsync(false) : Task.CompletedTask;

    private string? Problem(string field) => _refusal?.Fields is { } fields && fields.TryGetValue(field, out var words) ? words : null;

    private string? Invalid(string field) => Problem(field) is null ? null : "true";
}

/// <summary>What a manager has filled in.</summary>
internal sealed class DecisionForm
{
    public bool? WasDone { get; private set; }

    public ReviewEvidence Evidence { get; set; }

    public string? AuthCode { get; set; }

    public string? Last4 { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Each decision has evidence of its own; what was typed is kept.</summary>
    public void Choose(bool wasDone) => (WasDone, Evidence) = (wasDone, Choices(wasDone)[0].Evidence);

    public static IReadOnlyList<(ReviewEvidence Evidence, string Words)> Choices(bool wasDone) => wasDone
        ?
        [
            (ReviewEvidence.Slip, "On the PIN pad's slip"), (ReviewEvidence.OnReport, "On the PIN pad's report"), (ReviewEvidence.Bank, "The bank or processor says so"),
            (ReviewEvidence.CustomersAccount, "The customer's account shows it"),
        ]
        :
        [
            (ReviewEvidence.NotOnReport, "Not on the PIN pad's report"), (ReviewEvidence.Bank, "The bank or processor says so"),
            (ReviewEvidence.CustomersAccount, "The customer's account does not show it"),
        ];

    public JudgeReview ToRequest(AttemptId id, bool needsCard, Approval? approval = null)
    {
        var card = WasDone == true && needsCard;
        return new JudgeReview(id, WasDone == true, Evidence, card ? Text(AuthCode) : null, card ? Text(Last4) : null, Reason, approval);
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
