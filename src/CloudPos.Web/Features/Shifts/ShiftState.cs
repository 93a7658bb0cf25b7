using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Shifts;

/// <summary>Where a cashier is with the shift.</summary>
public enum ShiftScreen
{
    /// <summary>None is open: nothing can be sold.</summary>
    Shut,
    Menu,
    Open,
    Move,
    Moved,
    Count,
    Difference,
    Done,
}

/// <summary>What the shift's screens show at one moment. The till fills it from results; nothing here asks.</summary>
public sealed class ShiftState
{
    public static readonly IReadOnlyList<string> DifferenceReasons =
        ["Wrong change given", "Customer left change", "Float was counted wrong", "Paid out without a receipt", "Not known"];

    public ShiftScreen Screen { get; private set; }

    public CountDraft Draft { get; private set; } = new();
    public DrawerTally? Tally { get; private set; }
    public ShiftReport? Report { get; private set; }
    public CashMoved? Moved { get; private set; }
    public Refusal? Refusal { get; set; }

    public CashMovementKind Kind { get; set; } = CashMovementKind.Drop;
    public string AmountText { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Note { get; set; } = "";
    public string LeftText { get; set; } = "";
    public string Email { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>The sentence beside what was typed wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Made when the opening screen opens: a double click is the same shift.</summary>
    public ShiftId NextShift { get; private set; } = ShiftId.New();

    /// <summary>Made when the movement's screen opens: a double click is the same movement.</summary>
    public CashMovementId NextMovement { get; private set; } = CashMovementId.New();

    /// <summary>Made when the count begins anew: a double click is the same count.</summary>
    public CashCountId NextCount { get; private set; } = CashCountId.New();

    /// <summary>The screens that need the whole width; the others leave the cart in sight.</summary>
    public bool HasSide => Screen is ShiftScreen.Open or ShiftScreen.Count or ShiftScreen.Difference or ShiftScreen.Done;

    /// <summary>What goes to the safe if so much stays; null while that is no amount.</summary>
    public Money? ToSafe => Tally is { } tally && MoneyText.TryRead(LeftText, out var left) && left <= tally.Counted ? tally.Counted - left : null;

    public bool NeedsReason => Tally is { Difference.IsZero: false };

    /// <summary>Goes to a screen. The two counts begin empty, except that a recount goes on with what was typed.</summary>
    public void Show(ShiftScreen screen)
    {
        if (screen is ShiftScreen.Open or ShiftScreen.Count && !(Screen == ShiftScreen.Difference && screen == ShiftScreen.Count))
            Draft = new CountDraft();
        if (screen == ShiftScreen.Open)
            NextShift = ShiftId.New();
        if (screen == ShiftScreen.Count)
            NextCount = CashCountId.New();
        if (screen == ShiftScreen.Move)
            (NextMovement, AmountText, Reason, Note) = (CashMovementId.New(), "", "", "");
        (Screen, Refusal, Problem, Password) = (screen, null, null, "");
    }

    /// <summary>Goes on with a count that the browser kept.</summary>
    public void TakeUp(CountDraft kept) => Draft = kept;

    /// <summary>The count beside what should be there. As much stays as the float was, where there is as much.</summary>
    public void Show(DrawerTally tally)
    {
        Tally = tally;
        LeftText = MoneyText.Plain(Money.Min(tally.Cash.Float, tally.Counted));
        (Reason, Note, Email) = ("", "", "");
        Show(ShiftScreen.Difference);
    }

    public void Show(CashMoved moved)
    {
        Moved = moved;
        Show(ShiftScreen.Moved);
    }

    public void Show(ShiftReport report)
    {
        Report = report;
        Show(ShiftScreen.Done);
    }

    /// <summary>The movement as typed; null where something is wrong, which <see cref="Problem"/> then says.</summary>
    public (CashMovementKind Kind, Money Amount, string Reason)? ReadMovement()
    {
        var amount = Money.Zero;
        Problem = Kind != CashMovementKind.NoSale && (!MoneyText.TryRead(AmountText, out amount) || !amount.IsPositive) ? "Type an amount above 0.00, like 20 or 20.50."
            : ReasonWords.Length == 0 ? "Say what it is for." : null;
        return Problem is null ? (Kind, amount, ReasonWords) : null;
    }

    /// <summary>The close as typed; null where something is wrong, which <see cref="Problem"/> then says.</summary>
    public CloseShift? ReadClose()
    {
        if (Tally is not { } tally)
            return null;
        Problem = ToSafe is null ? $"Type what stays in the drawer: 0.00 to {MoneyText.Show(tally.Counted)}."
            : NeedsReason && ReasonWords.Length == 0 ? "Choose a reason for the difference, or write one."
            : tally.NeedsApproval && (Email.Length == 0 || Password.Length == 0) ? "A manager signs here with e-mail and password." : null;
        if (Problem is not null || !MoneyText.TryRead(LeftText, out var left))
            return null;
        return new CloseShift(tally.ShiftId, tally.CountId, tally.Expected, left, NeedsReason ? ReasonWords : null,
            tally.NeedsApproval ? new Approval(Email, Password) : null);
    }

    private string ReasonWords => string.Join(": ", new[] { Reason.Trim(), Note.Trim() }.Where(w => w.Length > 0));
}
