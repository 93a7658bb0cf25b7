using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;

namespace CloudPos.Application.Features.Sales;

/// <summary>Tells an attempt's journal line by line, with the store's times.</summary>
internal static class AttemptStories
{
    public static AttemptStory Of(PaymentAttempt attempt, Terminal? terminal, StoreClock clock) => new(
        attempt.Id, attempt.RefId, State(attempt), terminal?.Label ?? "", terminal?.Tpn ?? "", attempt.Amount, attempt.PerformedBy,
        [
            new JournalLine(0, clock.Local(attempt.CreatedAt), AttemptState.Created, AttemptState.Created,
                $"{Begun(attempt)} put on record for {terminal?.Label} by {attempt.PerformedBy}.", null),
            .. attempt.Entries.OrderBy(e => e.Number).Select(e => new JournalLine(
                e.Number, clock.Local(e.At), e.From, e.To, JournalWords.Of(e) + OnGiftCard(attempt, e), e.Note)),
        ], attempt.Kind);

    /// <summary>Where a gift card took a part of its value, that is how it ended, whatever the terminal called it.</summary>
    private static AttemptState State(PaymentAttempt attempt) => attempt is { State: AttemptState.Approved, NotOnGiftCard.IsPositive: true } ? AttemptState.PartiallyApproved : attempt.State;

    private static string OnGiftCard(PaymentAttempt attempt, AttemptEntry entry) =>
        entry.Signal is AttemptSignal.Approved or AttemptSignal.PartiallyApproved && attempt.NotOnGiftCard is { IsPositive: true } rest
            ? $" {MoneyText.Show(attempt.Amount - rest)} of {MoneyText.Show(attempt.Amount)} went on the gift card." : "";

    private static string Begun(PaymentAttempt attempt) => attempt.Kind switch
    {
        AttemptKind.Sale => MoneyText.Show(attempt.Amount),
        AttemptKind.Return => $"A return of {MoneyText.Show(attempt.Amount)}",
        AttemptKind.Void => $"A void of {MoneyText.Show(attempt.Amount)}",
        AttemptKind.TipAdjust => $"A tip of {MoneyText.Show(attempt.AskedTip ?? Money.Zero)}",
        AttemptKind.Auth => $"A hold of {MoneyText.Show(attempt.Amount)}",
        AttemptKind.Capture when attempt.AskedTip is { IsPositive: true } tip => $"A capture of {MoneyText.Show(attempt.Amount)}, tip {MoneyText.Show(tip)} inside,",
        AttemptKind.Capture => $"A capture of {MoneyText.Show(attempt.Amount)}",
        AttemptKind.GiftActivate or AttemptKind.GiftReload => $"{MoneyText.Show(attempt.Amount)} for a gift card",
    };
}

/// <summary>The journal's signals as sentences.</summary>
internal static class JournalWords
{
    public static string Of(AttemptEntry entry) => entry.Signal switch
    {
        AttemptSignal.Sent => "One request sent to the PIN pad.",
        AttemptSignal.Approved => "The PIN pad said: approved.",
        AttemptSignal.PartiallyApproved => "The PIN pad said: approved in part.",
        AttemptSignal.CashChosen => "The customer chose cash on the PIN pad. No card was charged.",
        AttemptSignal.Declined => "The PIN pad said: declined. Nothing was charged.",
        AttemptSignal.Cancelled when entry.Reason == AttemptReason.StoppedByCashier => "Stopped before it was sent.",
        AttemptSignal.Cancelled => "Cancelled on the PIN pad. Nothing was charged.",
        AttemptSignal.NotStarted => NotStarted(entry.Reason),
        AttemptSignal.NoAnswer => NoAnswer(entry.Reason),
        AttemptSignal.ProvenNotProcessed => "The PIN pad, online and idle, was asked twice and does not hold it: no charge was made.",
        AttemptSignal.ReviewAsked => "Still unknown after the set time: a manager has to look.",
        AttemptSignal.SendAgain => "To be sent again, with the same RefId.",
        AttemptSignal.Voided => "Voided: nothing reaches the customer's statement.",
        AttemptSignal.TipAdjusted => "The tip was set.",
        AttemptSignal.AmountBooked => "The PIN pad was asked again: it charged another amount, and that was booked.",
        AttemptSignal.Captured => "The hold was charged.",
        AttemptSignal.Settled => "Settled with its batch.",
        AttemptSignal.JudgedCharged => "A manager decided, with evidence: it was charged.",
        AttemptSignal.JudgedNotCharged => "A manager decided, with evidence: it was not charged.",
    };

    private static string NotStarted(AttemptReason reason) => reason switch
    {
        AttemptReason.ProxyUnreachable => "The payment service could not be reached: nothing was sent.",
        AttemptReason.TerminalOffline => "The PIN pad was offline: it never started.",
        AttemptReason.TerminalBusy => "The PIN pad was busy: it never started.",
        AttemptReason.Interrupted => "The server stopped before it was sent.",
        AttemptReason.WrongKey => "The PIN pad refused the key: it never started.",
        _ => "The request was refused: it never started.",
    };

    private static string NoAnswer(AttemptReason reason) => reason switch
    {
        AttemptReason.NotFound => "Asked Status: the PIN pad does not hold it (so far).",
        AttemptReason.TerminalBusy => "Asked Status: the PIN pad is busy.",
        AttemptReason.ProxyUnreachable => "Asked Status: the payment service cannot be reached.",
        AttemptReason.TerminalOffline => "Asked Status: the PIN pad is offline.",
        AttemptReason.Interrupted => "The server stopped while waiting for the answer: unknown, to be asked.",
        AttemptReason.TimedOut => "No answer within the time: unknown, to be asked.",
        AttemptReason.Contradiction => "The answer contradicts itself: unknown, to be asked.",
        AttemptReason.DuplicateRefId => "The PIN pad already knows this RefId: unknown, to be asked.",
        _ => "No answer came: unknown, to be asked.",
    };
}
