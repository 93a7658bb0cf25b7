using System.Globalization;
using CloudPos.Application.Features.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;

namespace CloudPos.Web.Features.Batches;

/// <summary>A step as the bar at the top shows it.</summary>
internal sealed record DayStep(int Number, string Name, string Note, bool IsDone);

/// <summary>What the screens of the end of the day call things.</summary>
internal static class EndOfDayWords
{
    public static string Day(DateOnly date) => date.ToString("ddd, MMM d", CultureInfo.InvariantCulture);

    public static string Plan(SettlePlanView plan) => TimeOnly.TryParseExact(plan.SettleAt, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        ? "settles at " + at.ToString("h:mm tt", CultureInfo.InvariantCulture) : "off";

    public static DayStep[] Steps(EndOfDayView day)
    {
        var blocking = day.Items.Count(i => i.Blocks);
        var settled = day.Pads.Count(p => p.IsDone);
        return
        [
            new(1, "Open items", day.Items.Count == 0 ? "All clear" : blocking > 0 ? $"{blocking} in the way" : $"{day.Items.Count} open", day.Items.Count == 0),
            new(2, "Count", Drawers(day.Drawers), day.Drawers.IsDone),
            new(3, "Difference", Difference(day.Drawers), day.Drawers.IsDone),
            new(4, "Reconcile cards", Compared(day), day.Pads.All(p => p.IsDone || p.IsReady)),
            new(5, "Settle", day.Pads.Count == 0 ? "No PIN pad" : settled == day.Pads.Count ? Ended(day, "All settled") : $"{settled} of {Counted(day.Pads.Count, "PIN pad")}", settled == day.Pads.Count),
        ];
    }

    /// <summary>The step to begin with: the first that stands in the way of settling.</summary>
    public static int FirstOpen(EndOfDayView day) => day.IsBlocked || day.Items.Count > 0 ? 1 : day.Pads.All(p => p.IsDone || p.IsReady) ? 5 : 4;

    /// <summary>The shown step changes by itself.</summary>
    public static bool Moves(EndOfDayView day, int step) => step switch
    {
        1 => day.Items.Any(i => i.Kind is OpenItemKind.RunningPayment or OpenItemKind.UnknownPayment),
        5 => day.Pads.Any(Moves),
        _ => false,
    };

    /// <summary>It settles, or it has just settled and its batch was read a moment before that.</summary>
    public static bool Moves(PadDay pad) => pad.Settlement is { IsOpen: true } || (pad.Settlement is { State: SettlementState.Settled } && !pad.IsDone);

    public static (string Chip, string Icon, string Words) Chip(DifferenceLine line) => !line.IsOpen
        ? ("chip chip-ok", "check", line.Decision == DecisionKind.Marked ? "Marked" : "Solved")
        : line.Kind switch
        {
            DifferenceKind.RegisterOnly => ("chip chip-bad", "receipt", "Register only"),
            DifferenceKind.TerminalOnly => ("chip chip-bad", "terminal", "PIN pad only"),
            DifferenceKind.Amount => ("chip chip-warn", "refresh", "Amount"),
            DifferenceKind.Tip => ("chip chip-warn", "percent", "Tip"),
            DifferenceKind.Type => ("chip chip-warn", "refresh", "Type"),
            DifferenceKind.VoidedOnRegister or DifferenceKind.VoidedOnTerminal => ("chip chip-bad", "undo", "Voided once"),
            DifferenceKind.Unknown => ("chip chip-bad", "alert", "Unknown"),
            DifferenceKind.Duplicate => ("chip chip-bad", "alert", "Duplicate"),
            DifferenceKind.None => ("chip chip-ok", "check", "Same"),
        };

    public static string? FixWords(DifferenceFix fix, string pad) => fix switch
    {
        DifferenceFix.AskStatus => "Ask " + pad,
        DifferenceFix.Adopt => "Add to the books",
        DifferenceFix.VoidOnTerminal => "Void on " + pad,
        DifferenceFix.BookVoid => "Book the void",
        DifferenceFix.BookTip => "Book the tip",
        DifferenceFix.BookAmount => "Ask and book",
        DifferenceFix.TakeOffDouble => "Ask and take off",
        DifferenceFix.SendTip => "Set it on " + pad,
        DifferenceFix.AskForReason => "Ask " + pad,
        DifferenceFix.AdoptWithItems => "With items…",
        DifferenceFix.CompareAgain => "Compare again",
        DifferenceFix.None => null,
    };

    public static string OrNone(Money? amount) => amount is { } money ? MoneyText.Show(money) : "none";

    public static string Counted(int count, string unit) => count == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}s");

    public static string Clock(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    public static (string Chip, string Icon, string Words) State(PadDay pad) => pad.Settlement switch
    {
        { IsOpen: true, State: SettlementState.Unknown } => ("chip chip-warn", "alert", "Not known"),
        { IsOpen: true } => ("chip chip-accent", "refresh", "Settling"),
        { State: SettlementState.Settled } when pad.IsDone && pad.Settlement.Parts.Any(p => p.NeedsAttention) => ("chip chip-warn", "alert", "Attention"),
        { State: SettlementState.Settled } when pad.IsDone => ("chip chip-ok", "check", "Settled"),
        { State: SettlementState.InPart } => ("chip chip-warn", "alert", "In part"),
        { State: SettlementState.Refused or SettlementState.NotDone } when !pad.IsDone => ("chip chip-bad", "x", "Not settled"),
        _ when pad.IsDone => ("chip", "check", "Nothing open"),
        _ when pad.IsReady => ("chip chip-ok", "check", "Compared"),
        _ when pad.Compared is { IsFresh: true, Open: > 0 and var open } => ("chip chip-warn", "alert", Counted(open, "difference")),
        _ when pad.IsUnasked => ("chip", "clock", "Not asked"),
        _ => ("chip", "clock", "Not compared"),
    };

    /// <summary>The lines that count in the totals, and beside them those that do not.</summary>
    public static string Lines(BatchStory story)
    {
        var (voided, cash) = (story.Lines.Count(l => l.State == AttemptState.Voided), story.Lines.Count(l => l.State == AttemptState.CashChosen));
        return $"Lines {story.All.Lines}" + (voided > 0 ? $", {voided} voided" : "") + (cash > 0 ? $", {cash} in cash" : "");
    }

    public static string State(AttemptState state) => state switch
    {
        AttemptState.PartiallyApproved => "approved in part",
        AttemptState.CashChosen => "paid in cash",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static string Drawers(DayDrawers drawers) => drawers switch
    {
        { Open: > 0 and var open } => open == 1 ? "1 drawer open" : $"{open} drawers open",
        { Shifts.Count: > 0 } => "All counted",
        { UsesShifts: true } => "No shift today",
        _ => "Without shifts",
    };

    private static string Difference(DayDrawers drawers) => drawers switch
    {
        { Open: > 0 } => "After the count",
        { Shifts.Count: 0 } => "Nothing to explain",
        { Difference.IsZero: true } => "None",
        _ => MoneyText.Show(drawers.Difference),
    };

    private static string Compared(EndOfDayView day)
    {
        var waiting = day.Pads.Count(p => !p.IsDone && (p.Compared is null || !p.Compared.IsFresh));
        return day.OpenDifferences > 0 ? Counted(day.OpenDifferences, "difference") : waiting > 0 ? $"{Counted(waiting, "PIN pad")} to compare" : Ended(day, "All the same");
    }

    /// <summary>What is said of a day whose PIN pads are all done; a day on which none had anything has settled nothing.</summary>
    public static string Ended(EndOfDayView day, string words) =>
        day.Pads.Count == 0 ? "No PIN pad" : day.Pads.Any(p => p.HasLines || p.Settlement is not null) ? words : "Nothing taken";
}
