using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Payments;

namespace CloudPos.Web.Features.Sales;

/// <summary>How a payment attempt's state looks in its story: a word, a shape and a colour, never colour alone.</summary>
internal static class AttemptWords
{
    public static (string Words, string ChipClass, string IconName) Chip(AttemptState state) => state switch
    {
        AttemptState.Created => ("Not sent", "chip", "clock"),
        AttemptState.Sent => ("On the PIN pad", "chip chip-info", "clock"),
        AttemptState.Approved => ("Charged", "chip chip-ok", "check"),
        AttemptState.PartiallyApproved => ("Charged in part", "chip chip-warn", "alert"),
        AttemptState.CashChosen => ("Cash chosen", "chip", "cash"),
        AttemptState.Declined => ("Declined", "chip chip-bad", "x"),
        AttemptState.Cancelled => ("Cancelled", "chip", "x"),
        AttemptState.NotStarted => ("Not charged", "chip", "x"),
        AttemptState.Unknown => ("Not known yet", "chip chip-warn", "question"),
        AttemptState.NotProcessed => ("Not charged", "chip", "x"),
        AttemptState.NeedsReview => ("Needs review", "chip chip-bad", "shield"),
        AttemptState.Voided => ("Voided", "chip", "undo"),
        AttemptState.Captured => ("Captured", "chip chip-ok", "check"),
        AttemptState.Settled => ("Settled", "chip chip-ok", "check"),
    };

    /// <summary>The same for an attempt of any kind: a void that was approved charged nobody.</summary>
    public static (string Words, string ChipClass, string IconName) Chip(AttemptKind kind, AttemptState state) => (kind, state) switch
    {
        (AttemptKind.Sale, _) => Chip(state),
        (AttemptKind.Void, AttemptState.Approved) => ("Voided", "chip chip-ok", "undo"),
        (AttemptKind.Return, AttemptState.Approved or AttemptState.Settled) => ("Given back", "chip chip-ok", "undo"),
        (AttemptKind.Auth, AttemptState.Approved) => ("Held", "chip chip-info", "lock"),
        (AttemptKind.Auth, AttemptState.PartiallyApproved) => ("Held in part", "chip chip-warn", "lock"),
        (AttemptKind.Auth, AttemptState.Voided) => ("Released", "chip", "undo"),
        (AttemptKind.Capture, AttemptState.Approved) => ("Captured", "chip chip-ok", "check"),
        (AttemptKind.TipAdjust, AttemptState.Approved) => ("Tip set", "chip chip-ok", "check"),
        (AttemptKind.GiftActivate or AttemptKind.GiftReload, AttemptState.Approved) => ("Done", "chip chip-ok", "check"),
        (AttemptKind.GiftActivate or AttemptKind.GiftReload, AttemptState.PartiallyApproved) => ("Done in part", "chip chip-warn", "alert"),
        (_, AttemptState.NotStarted or AttemptState.NotProcessed) => ("Not done", "chip", "x"),
        _ => Chip(state),
    };

    /// <summary>The mark of a journal line. Only a line that led somewhere else is marked; asking again is not news.</summary>
    public static string Mark(JournalLine line) => line.From == line.To ? "" : line.To switch
    {
        AttemptState.Approved or AttemptState.Captured or AttemptState.Settled => "ok",
        AttemptState.PartiallyApproved or AttemptState.Unknown or AttemptState.NeedsReview => "warn",
        AttemptState.Declined => "bad",
        AttemptState.Created or AttemptState.Sent or AttemptState.CashChosen or AttemptState.Cancelled or AttemptState.NotStarted
            or AttemptState.NotProcessed or AttemptState.Voided => "",
    };

    /// <summary>A request or an answer as it was on the line, field by field: for whoever asks for it, not to be read on the way.</summary>
    public static bool IsOfTheWire(string note) => note.Contains("; ", StringComparison.Ordinal) && note.Contains('=', StringComparison.Ordinal);

    /// <summary>What a reader should know first: an attempt whose outcome nobody knows is a locked sale.</summary>
    public static string? Warning(AttemptState state) => state switch
    {
        AttemptState.Unknown => "Nobody knows yet whether the card was charged. Do not charge it again; the PIN pad is being asked.",
        AttemptState.NeedsReview => "The PIN pad could not say whether the card was charged. Compare with the PIN pad's own report before anything is charged again.",
        AttemptState.Created or AttemptState.Sent or AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.CashChosen
            or AttemptState.Declined or AttemptState.Cancelled or AttemptState.NotStarted or AttemptState.NotProcessed
            or AttemptState.Voided or AttemptState.Captured or AttemptState.Settled => null,
    };
}
