using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Refunds;

/// <summary>Where the refund panel is.</summary>
public enum RefundStep
{
    /// <summary>Which sale?</summary>
    Find,

    /// <summary>What comes back, why, and which way.</summary>
    Pick,

    /// <summary>An amount without a sale.</summary>
    NoReceipt,

    /// <summary>A manager types e-mail and password.</summary>
    Approve,

    /// <summary>On record: its true state.</summary>
    Running,
}

/// <summary>What the refund panel shows at one moment. The board fills it from results; nothing here asks or computes money.</summary>
public sealed class RefundState
{
    private readonly Dictionary<SaleLineId, Quantity> _picks = [];

    public RefundStep Step { get; private set; }
    public IReadOnlyList<FoundSale> Found { get; set; } = [];
    public IReadOnlyList<RefundView> Open { get; set; } = [];
    public RefundableView? Sale { get; private set; }
    public RefundPlanView? Plan { get; private set; }
    public RefundView? View { get; private set; }
    public Refusal? Refusal { get; set; }

    /// <summary>The amount typed instead of lines; null while lines are chosen.</summary>
    public string? AmountText { get; private set; }

    public string Reason { get; set; } = "";

    /// <summary>The tender that takes as much as it may; null = in proportion.</summary>
    public TenderId? First { get; private set; }

    public bool InCash { get; private set; }

    /// <summary>The id of the next refund: made when the panel opens, kept until that refund is on record, so that two presses are one.</summary>
    public RefundId NextId { get; private set; } = RefundId.New();

    public IEnumerable<RefundPick> Picks => _picks.Select(p => new RefundPick(p.Key, p.Value));

    public bool ByAmount => AmountText is not null;

    public bool NeedsApproval => Plan is { NeedsApproval: true } && Sale is { MayApprove: false };

    public Quantity Picked(SaleLineId line) => _picks.GetValueOrDefault(line);

    /// <summary>Another sale, nothing chosen yet.</summary>
    public void Choose(RefundableView sale)
    {
        (Sale, Plan, View, Refusal, AmountText, First, InCash, Step) = (sale, null, null, null, null, null, false, RefundStep.Pick);
        _picks.Clear();
        NextId = RefundId.New();
    }

    /// <summary>No sale at all: only an amount, and a manager.</summary>
    public void WithoutReceipt()
    {
        (Sale, Plan, View, Refusal, AmountText, Step) = (null, null, null, null, null, RefundStep.NoReceipt);
        _picks.Clear();
        NextId = RefundId.New();
    }

    /// <summary>How many of a line come back; none takes the tick away.</summary>
    public void Pick(SaleLineId line, Quantity quantity)
    {
        if (quantity.Thousandths > 0)
            _picks[line] = quantity;
        else
            _picks.Remove(line);
        AmountText = null;
    }

    public void PickAll()
    {
        foreach (var line in Sale?.Lines ?? [])
            Pick(line.LineId, line.Left);
    }

    /// <summary>An amount instead of lines, or back to lines.</summary>
    public void TypeAmount(string? text)
    {
        AmountText = text;
        if (text is not null)
            _picks.Clear();
        else
            Plan = null;
    }

    public void GoBackTo(TenderId? first, bool inCash) => (First, InCash) = (first, inCash);

    public void Show(RefundPlanView? plan, Refusal? refusal) => (Plan, Refusal) = (plan, refusal);

    public void GoTo(RefundStep step)
    {
        if (step != Step)
            Refusal = null;
        Step = step;
    }

    /// <summary>On record: from now on its own state speaks, and the next refund is another one.</summary>
    public void Follow(RefundView view)
    {
        (View, Step) = (view, RefundStep.Running);
        if (view.RefundId == NextId)
            NextId = RefundId.New();
    }

    /// <summary>An answer that says "running" after the end was shown was on its way meanwhile.</summary>
    public bool IsOvertaken(RefundView answer) =>
        View is { } shown && shown.RefundId == answer.RefundId && RefundPhases.IsEnd(shown.Phase) && !RefundPhases.IsEnd(answer.Phase);
}
