using System.Globalization;
using CloudPos.Application.Features.Ledger;
using CloudPos.Domain.Payments;

namespace CloudPos.Web.Features.Ledger;

/// <summary>The lists of the payments page.</summary>
internal enum LedgerTab
{
    All,
    NeedsReview,
    ToVoid,
    NotKnown,
    OnPinPads,
    Closed,
}

/// <summary>How the ledger looks: a word, a shape and a colour, never colour alone.</summary>
internal static class LedgerLook
{
    public static readonly IReadOnlyList<(LedgerTab Tab, string Words)> Tabs =
    [
        (LedgerTab.All, "All"), (LedgerTab.NeedsReview, "Needs review"), (LedgerTab.ToVoid, "To void"), (LedgerTab.NotKnown, "Not known"),
        (LedgerTab.OnPinPads, "On PIN pads"), (LedgerTab.Closed, "Closed today"),
    ];

    public static LedgerGroup[] Groups(LedgerTab tab) => tab switch
    {
        LedgerTab.All => Enum.GetValues<LedgerGroup>(),
        LedgerTab.NeedsReview => [LedgerGroup.NeedsReview],
        LedgerTab.ToVoid => [LedgerGroup.ToVoid, LedgerGroup.ToRelease],
        LedgerTab.NotKnown => [LedgerGroup.NotKnown],
        LedgerTab.OnPinPads => [LedgerGroup.OnPinPad, LedgerGroup.Queued],
        LedgerTab.Closed => [],
    };

    public static (string Words, string ChipClass, string IconName) Chip(LedgerGroup group, bool isSetAside) => group switch
    {
        LedgerGroup.NeedsReview => ("Needs review", "chip chip-bad", "shield"),
        LedgerGroup.ToVoid => ("To void", "chip chip-bad", "undo"),
        LedgerGroup.ToRelease => ("To release", "chip chip-bad", "undo"),
        LedgerGroup.NotKnown when isSetAside => ("Set aside", "chip chip-warn", "park"),
        LedgerGroup.NotKnown => ("Not known", "chip chip-warn", "question"),
        LedgerGroup.OnPinPad => ("On PIN pad", "chip chip-accent", "card"),
        LedgerGroup.Queued => ("Queued", "chip", "clock"),
    };

    public static string Button(LedgerAction action) => action switch
    {
        LedgerAction.Decide => "Decide…",
        LedgerAction.Void => "Void",
        LedgerAction.Return => "Return",
        LedgerAction.Release => "Release",
        LedgerAction.CheckNow => "Check now",
        LedgerAction.Watch => "Watch",
    };

    public static string TestId(LedgerAction action) => action switch
    {
        LedgerAction.Decide => "decide",
        LedgerAction.Void or LedgerAction.Return => "void-surplus",
        LedgerAction.Release => "release",
        LedgerAction.CheckNow => "check-now",
        LedgerAction.Watch => "watch",
    };

    /// <summary>"0:21", "47 m", "1 h 8 m", "3 d 2 h".</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 5 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes}:{age.Seconds:00}"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} m"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h {age.Minutes} m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d {age.Hours} h"),
    };

    /// <summary>What a line of the journal says for or against: a picture and a class.</summary>
    public static (string IconName, string? Class) Proof(AttemptState to, bool led) => !led ? ("info", null) : to switch
    {
        AttemptState.Unknown or AttemptState.NeedsReview => ("question", "is-against"),
        AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.Captured or AttemptState.Settled or AttemptState.Voided => ("check", "is-for"),
        AttemptState.Created or AttemptState.Sent or AttemptState.CashChosen or AttemptState.Declined or AttemptState.Cancelled or AttemptState.NotStarted
            or AttemptState.NotProcessed => ("info", null),
    };
}
