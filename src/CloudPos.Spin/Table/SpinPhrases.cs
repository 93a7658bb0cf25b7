using static CloudPos.Spin.SpinOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin;

/// <summary>What happened and what to do now, in a cashier's words.</summary>
public sealed record SpinPhrase(string Sentence, string NextStep);

/// <summary>The words that the till shows for every outcome and reason.</summary>
public static class SpinPhrases
{
    private const string Check = "Check what became of it before charging again.";

    /// <summary>The words for an answer; its status code, where it has one, is more exact than its reason.</summary>
    public static SpinPhrase Of(SpinAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        // A contradiction or a mismatch was found by us: the code alone would say too much.
        return SpinStatusCodes.Find(answer.StatusCode) is { } row && row.Reason == answer.Reason
            && (row.Charge == answer.Outcome || row.Status == answer.Outcome)
            ? row.Phrase
            : Of(answer.Outcome, answer.Reason);
    }

    /// <summary>The words for an outcome and its reason.</summary>
    public static SpinPhrase Of(SpinOutcome outcome, SpinReason reason) => outcome switch
    {
        Approved => new("Approved.", "Nothing more to do."),
        PartiallyApproved => new("Only a part was approved.", "Take the rest another way, or void."),
        Declined => new(reason == Why.WrongPaymentType ? "The card is not of this kind." : "Declined.", "Ask for another card."),
        Cancelled => new("Cancelled at the PIN pad; nothing was charged.", "Start again when the customer is ready."),
        NotFound => new("The PIN pad does not know this transaction.", "Ask again in a moment; do not charge again yet."),
        NotStarted => new(WhyNotStarted(reason) + " Nothing was charged.", AfterNotStarted(reason)),
        Unknown => new(WhyUnknown(reason), reason == Why.Voided ? "Treat it as unpaid." : Check),
    };

    /// <summary>The words for a settlement, report, print or question.</summary>
    public static SpinPhrase Of(SpinServiceAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (SpinStatusCodes.Find(answer.StatusCode) is { } row && row.Reason == answer.Reason && row.Service == answer.Outcome)
            return row.Phrase;
        return answer.Outcome switch
        {
            SpinServiceOutcome.Done => new("Done.", "Nothing more to do."),
            SpinServiceOutcome.DoneInPart => new("Only a part was done.", "Look at the rows that failed."),
            SpinServiceOutcome.Cancelled => new("Cancelled at the PIN pad.", "Ask again when the customer is ready."),
            SpinServiceOutcome.NotStarted => new(WhyNotStarted(answer.Reason), AfterNotStarted(answer.Reason)),
            SpinServiceOutcome.Refused => new(WhyRefused(answer.Reason), AfterRefused(answer.Reason)),
            SpinServiceOutcome.Unknown => new(WhyUnknown(answer.Reason), "Read the report before trying again."),
        };
    }

    private static string WhyNotStarted(SpinReason reason) => reason switch
    {
        Why.TerminalOffline => "The PIN pad is not connected.",
        Why.TerminalBusy => "The PIN pad is busy.",
        Why.RouteMissing => "The terminal has no SPIn connection.",
        Why.RouteInactive => "The terminal's SPIn connection is blocked.",
        Why.AuthenticationFailed => "The auth key is not accepted.",
        Why.WrongMerchant => "The terminal or merchant number is not known.",
        Why.LowBattery => "The PIN pad's battery is low.",
        Why.NotSupported => "The PIN pad cannot do this.",
        Why.WrongPaymentType => "The PIN pad does not take this kind of payment.",
        _ => "The request was refused.",
    };

    private static string AfterNotStarted(SpinReason reason) => reason switch
    {
        Why.TerminalOffline => "Check its network and SPIn screen, then try again.",
        Why.TerminalBusy => "Wait until it shows its idle screen, then try again.",
        Why.RouteMissing => "Have a connection created in the vendor's portal.",
        Why.RouteInactive => "Is the TPN on two devices, or switched off in the portal?",
        Why.AuthenticationFailed => "Download the PIN pad's parameters, and compare the auth key.",
        Why.WrongMerchant => "Check the TPN, and whether it is a test or a live one.",
        Why.LowBattery => "Put it on its charger, then try again.",
        Why.NotSupported or Why.WrongPaymentType => "Choose another kind of payment.",
        _ => "Correct what the message names, or tell support.",
    };

    private static string WhyUnknown(SpinReason reason) => reason switch
    {
        Why.NoAnswer => "No answer came back; it may have gone through.",
        Why.ProxyTimeout or Why.TerminalTimeout => "No answer from the PIN pad in time; it may still finish.",
        Why.Reconnected => "The PIN pad lost its connection on the way.",
        Why.DuplicateRefId => "The PIN pad has this payment already.",
        Why.Contradiction => "The answer contradicts itself.",
        Why.RefIdMismatch => "The answer was about another payment.",
        Why.Unreadable => "The answer could not be read.",
        Why.TerminalFailure => "The PIN pad lost the bank on the way.",
        Why.NoOpenBatch => "The PIN pad has no open batch.",
        Why.Voided => "It was approved and then voided.",
        Why.TerminalOffline => "The PIN pad is not connected, so the question stays open.",
        Why.TerminalBusy => "The PIN pad is busy, so the question stays open.",
        _ => "It is not known what became of it.",
    };

    private static string WhyRefused(SpinReason reason) => reason switch
    {
        Why.OutOfPaper => "The PIN pad has no paper.",
        Why.NoOpenBatch => "There is no open batch.",
        Why.PendingOffline => "Stored payments are not sent yet.",
        Why.UntippedTransactions => "Some payments have no tip yet.",
        Why.OpenTab => "A tab is still open.",
        Why.NotSupported => "The PIN pad cannot do this.",
        Why.HostDeclined => "The host refused the batch.",
        _ => "The PIN pad refused.",
    };

    private static string AfterRefused(SpinReason reason) => reason switch
    {
        Why.OutOfPaper => "Put in a new roll, then print again.",
        Why.NoOpenBatch => "Nothing is left to settle.",
        Why.PendingOffline => "Let the PIN pad send them, then settle again.",
        Why.UntippedTransactions => "Enter the tips, then settle again.",
        Why.OpenTab => "Close it, then settle again.",
        _ => "Tell support what the message says.",
    };
}
