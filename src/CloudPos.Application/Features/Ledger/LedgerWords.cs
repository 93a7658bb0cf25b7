using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Ledger;

/// <summary>What the ledger says of a payment, in a manager's words.</summary>
internal static class LedgerWords
{
    /// <summary>A decision that a card was charged, held or paid back needs an auth code and the card's last four digits.</summary>
    public static bool NeedsCard(PaymentAttempt attempt) => attempt.Kind is AttemptKind.Sale or AttemptKind.Return or AttemptKind.Auth;

    public static bool IsBack(PaymentAttempt attempt) => attempt.Kind is AttemptKind.Return or AttemptKind.Void;

    public static Money AmountOf(PaymentAttempt attempt) => attempt.Kind == AttemptKind.TipAdjust ? attempt.AskedTip ?? Money.Zero : attempt.Charged ?? attempt.Asked;

    public static string Of(ReviewEvidence evidence) => evidence switch
    {
        ReviewEvidence.NotOnReport => "Not on the PIN pad's report",
        ReviewEvidence.OnReport => "On the PIN pad's report",
        ReviewEvidence.Slip => "On the PIN pad's slip",
        ReviewEvidence.Bank => "By word of the bank",
        ReviewEvidence.CustomersAccount => "By the customer's account",
    };

    public static string Decided(PaymentAttempt attempt, AttemptSignal signal) =>
        signal == AttemptSignal.JudgedCharged ? "it was " + DoneWord(attempt.Kind) : "it was not " + DoneWord(attempt.Kind);

    public static string DoneWord(AttemptKind kind) => kind switch
    {
        AttemptKind.Sale => "charged",
        AttemptKind.Auth => "held",
        AttemptKind.Capture => "captured",
        AttemptKind.Void => "voided",
        AttemptKind.Return => "given back",
        AttemptKind.TipAdjust => "set",
        AttemptKind.GiftActivate or AttemptKind.GiftReload => "put on the card",
    };

    public static string Question(PaymentAttempt attempt) => attempt.Kind switch
    {
        AttemptKind.Sale => $"Was the card charged {MoneyText.Show(attempt.Asked)}?",
        AttemptKind.Auth => $"Is {MoneyText.Show(attempt.Amount)} held on the card?",
        AttemptKind.Capture => $"Was the hold captured for {MoneyText.Show(attempt.Amount)}?",
        AttemptKind.Void => $"Was the charge of {MoneyText.Show(attempt.Amount)} voided?",
        AttemptKind.Return => $"Was {MoneyText.Show(attempt.Amount)} given back?",
        AttemptKind.TipAdjust => $"Was the tip set to {MoneyText.Show(attempt.AskedTip ?? Money.Zero)}?",
        AttemptKind.GiftActivate or AttemptKind.GiftReload => $"Was {MoneyText.Show(attempt.Amount)} put on the gift card?",
    };

    /// <summary>What follows from each answer: read before it is recorded.</summary>
    public static (string IfDone, string IfNot) Follows(PaymentAttempt attempt) => attempt.Kind switch
    {
        AttemptKind.Sale => ("The payment is booked and the sale goes on", "The sale opens again and may be paid"),
        AttemptKind.Auth => ("The hold waits for its capture", "The sale goes on without a hold"),
        AttemptKind.Capture => ("The payment is booked and the sale goes on", "The hold stays and may be captured again"),
        AttemptKind.Void => ("The charge counts as taken back", "The charge stays and may be voided again"),
        AttemptKind.Return => ("The money counts as given back", "It may be given back again"),
        AttemptKind.TipAdjust => ("The tip is booked", "The tip may be set again"),
        AttemptKind.GiftActivate or AttemptKind.GiftReload => ("It counts as done", "It may be done again"),
    };

    public static string Title(PaymentAttempt attempt, int? sale, string place, string? original)
    {
        var of = sale is { } number ? $"sale {number}" : "a refund without receipt";
        var card = PaymentSentences.CardOf(attempt) ?? original;
        var what = attempt.Kind switch
        {
            AttemptKind.Sale => "S" + of[1..],
            AttemptKind.Auth => attempt.Label is { } label ? $"Hold “{label}”, {of}" : "Hold of " + of,
            AttemptKind.Capture => "Capture of " + of,
            AttemptKind.Void => "Void of " + of,
            AttemptKind.Return => sale is null ? "Refund without receipt" : "Refund of " + of,
            AttemptKind.TipAdjust => "Tip of " + of,
            AttemptKind.GiftActivate or AttemptKind.GiftReload => "Gift card of " + of,
        };
        return string.Join(", ", new[] { what, card, place }.Where(part => part is not null));
    }

    /// <param name="last">The last void or return of a charge that is to be given back.</param>
    public static string Known(PaymentAttempt attempt, LedgerGroup group, string terminal, StoreClock clock, PaymentAttempt? last, bool isSetAside)
    {
        return (group switch
        {
            LedgerGroup.NeedsReview when attempt.Reason == AttemptReason.NotFound =>
                $"{terminal} does not know it, but nothing proves that it was not {DoneWord(attempt.Kind)}. Asked {Times(attempt.Checks)}.",
            LedgerGroup.NeedsReview => $"Sent at {At(attempt.SentAt)}, and no answer that can be trusted since. {Why(attempt.Reason)} Asked {Times(attempt.Checks)}.",
            LedgerGroup.ToVoid => ToVoid(attempt, last, At(attempt.ToVoidSince)),
            LedgerGroup.ToRelease => "Its sale is done or cleared: the hold is for nothing. " + LastWords(last),
            LedgerGroup.NotKnown when attempt.RefundId is not null => $"Nobody knows yet whether it went back. Its lines are locked. {Checked(attempt)}",
            LedgerGroup.NotKnown when isSetAside => $"The cashier serves the next customer. {Why(attempt.Reason)} {Checked(attempt)}",
            LedgerGroup.NotKnown => $"No answer since {At(attempt.SentAt)}. {Why(attempt.Reason)} {Checked(attempt)}",
            LedgerGroup.OnPinPad => attempt.SharesRefId ? $"{terminal} is doing it." : "The customer is presenting the card.",
            LedgerGroup.Queued => $"Waits for {terminal}, which serves somebody else or is about to take it.",
        }).Replace("  ", " ", StringComparison.Ordinal).Trim();

        string At(DateTimeOffset? at) => at is { } known ? clock.Time(known) : "an unknown time";
    }

    private static string ToVoid(PaymentAttempt attempt, PaymentAttempt? last, string since)
    {
        var paidTwice = $"The card was approved when nothing was left to pay, at {since}: paid twice.";
        if (last is { IsOpen: true })
            return $"{paidTwice} It is being given back.";
        return IsOutOfBatch(attempt, last)
            ? $"{paidTwice} Its batch is settled: it goes back as a return, and the card has to be presented again."
            : string.Join(' ', paidTwice, LastWords(last)).TrimEnd();
    }

    public static bool IsOutOfBatch(PaymentAttempt attempt, PaymentAttempt? last) => !attempt.CanVoid
        || last is { Kind: AttemptKind.Return } or { State: AttemptState.NotStarted, Reason: AttemptReason.NotFound };

    private static string LastWords(PaymentAttempt? last) => last switch
    {
        null => "",
        { IsOpen: true } => "It is under way.",
        { IsCharged: true } => "",
        _ => $"The last try was refused: {last.TerminalText ?? "no reason given"}.",
    };

    private static string Why(AttemptReason reason) => reason switch
    {
        AttemptReason.TerminalBusy => "The PIN pad is busy.",
        AttemptReason.TerminalOffline => "The PIN pad is offline.",
        AttemptReason.NotFound => "The PIN pad does not hold it so far.",
        AttemptReason.Interrupted => "The server stopped in the middle.",
        AttemptReason.Contradiction => "The answer contradicts itself.",
        _ => "",
    };

    private static string Checked(PaymentAttempt attempt) => attempt.Checks == 0 ? "It is about to be asked." : $"Asked {Times(attempt.Checks)}.";

    private static string Times(int times) => times == 1 ? "once" : $"{times} times";
}
