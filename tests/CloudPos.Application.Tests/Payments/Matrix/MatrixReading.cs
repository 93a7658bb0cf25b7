using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;

namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>What a cashier reads, and the buttons that are there. The amount is $11.96, the PIN pad "PIN pad 1".</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Detail">Without "Do not charge again.", which has a line of its own on the screen.</param>
internal sealed partial record MatrixReading(
    string Name, AttemptState State, PaymentPhase Phase, string Headline, string Detail, bool SaysDoNotChargeAgain, params string[] Buttons)
{
    private const string DoNot = "Do not charge again.";

    private const string Checking = "We are checking whether the card was charged.";
    private const string Unanswered = "No answer from PIN pad 1";
    private const string Found = "PIN pad 1 answered at 10:57 AM. Visa ····1111, chip contactless. Nothing more to pay.";
    private const string CartUnchanged = "The cart is unchanged. Try another card, or take cash.";

    private static readonly string[] NewTry = ["Another card", "Pay cash", "Back to cart"];
    private static readonly string[] SameAgain = ["Send again", "Pay cash", "Back to cart"];

    public static readonly IReadOnlyList<MatrixReading> All =
    [
        new("queued", AttemptState.Created, PaymentPhase.Queued, "PIN pad 1 is serving Register 1", "Your sale is next and starts by itself.", false, "Stop waiting"),
        new("sending", AttemptState.Created, PaymentPhase.Sending, "Sending $11.96 to PIN pad 1", "The sale is on record. One request goes out, once.", false, "Ask to cancel"),
        new("on-terminal", AttemptState.Sent, PaymentPhase.OnTerminal, "PIN pad 1 is asking for the card", "The customer follows the PIN pad: tap, insert or swipe.", false, "Ask to cancel"),
        new("approved", AttemptState.Approved, PaymentPhase.Approved, "$11.96 approved", "Visa ····1111, chip contactless.", false, "Next sale"),
        new("approved-more", AttemptState.Approved, PaymentPhase.Approved, "$12.96 approved", "Visa ····1111, chip contactless.", false, "Next sale"),
        new("found", AttemptState.Approved, PaymentPhase.Approved, "The card WAS charged $11.96", Found, false, "Next sale"),
        new("found-more", AttemptState.Approved, PaymentPhase.Approved, "The card WAS charged $12.96", Found, false, "Next sale"),
        new("partial", AttemptState.PartiallyApproved, PaymentPhase.Partial, "Approved $5.98 of $11.96",
            "This card held no more. $5.98 is left to pay by card, $5.75 in cash.", false, NewTry),
        new("declined", AttemptState.Declined, PaymentPhase.Declined, "The card was declined", "Nothing was charged. " + CartUnchanged, false, NewTry),
        new("cancelled", AttemptState.Cancelled, PaymentPhase.NotCharged, "Cancelled on the PIN pad. No charge was made", CartUnchanged, false, NewTry),
        new("no-charge", AttemptState.NotProcessed, PaymentPhase.NotCharged, "No charge was made",
            "PIN pad 1 was asked and holds no such payment. Send it again, or take cash.", false, SameAgain),
        new("unknown", AttemptState.Unknown, PaymentPhase.Unknown, Unanswered, Checking, true, "Check now"),
        new("unknown-interrupted", AttemptState.Unknown, PaymentPhase.Unknown, Unanswered,
            "The register restarted in the middle of this payment. " + Checking, true, "Check now"),
        new("unknown-not-found", AttemptState.Unknown, PaymentPhase.Unknown, Unanswered,
            "The PIN pad has not booked it so far. We ask once more before we say so.", true, "Check now"),
        new("unknown-busy", AttemptState.Unknown, PaymentPhase.Unknown, Unanswered,
            "The PIN pad is still busy, perhaps with this very payment: let the customer finish. We keep asking.", true, "Check now"),
        new("unknown-offline", AttemptState.Unknown, PaymentPhase.Unknown, Unanswered,
            "The PIN pad is offline. Wake it and check its network: then we can ask whether the card was charged.", true, "Check now"),
        new("unknown-unreachable", AttemptState.Unknown, PaymentPhase.Unknown, Unanswered,
            "The payment service cannot be reached. Check the internet connection: then we can ask whether the card was charged.", true, "Check now"),
        new("needs-review", AttemptState.NeedsReview, PaymentPhase.Unknown, Unanswered,
            "It is still not known whether the card was charged. Call a manager: look on the PIN pad's own report for this amount.", true, "Check now"),
        new("offline", AttemptState.NotStarted, PaymentPhase.TerminalFault, "PIN pad 1 is offline. No charge was made",
            "Wake it, check its Wi-Fi and that it shows the ready screen. Then send again, or take cash.", false, SameAgain),
        new("unreachable", AttemptState.NotStarted, PaymentPhase.TerminalFault, "The payment service cannot be reached. No charge was made",
            "Check the internet connection of this place. Then send again, or take cash.", false, SameAgain),
        new("busy", AttemptState.NotStarted, PaymentPhase.TerminalFault, "PIN pad 1 is busy. No charge was made",
            "It is still finishing something else. Wait until it shows the ready screen, then send again.", false, SameAgain),
        new("set-up", AttemptState.NotStarted, PaymentPhase.TerminalFault, "PIN pad 1 is not set up for this register. No charge was made",
            "Its connection is missing, blocked, or its TPN is on two devices. Your ISO has to look at the pairing. Take cash meanwhile.", false, SameAgain),
        new("wrong-key", AttemptState.NotStarted, PaymentPhase.TerminalFault, "PIN pad 1 refused this register's key. No charge was made",
            "Your ISO has to pair it again with the right AuthKey. Take cash meanwhile.", false, SameAgain),
        new("not-taken", AttemptState.NotStarted, PaymentPhase.TerminalFault, "PIN pad 1 did not take the request. No charge was made",
            "Send it again, or take cash. If it happens again, call your ISO with the code below.", false, SameAgain),
        new("restarted", AttemptState.NotStarted, PaymentPhase.TerminalFault, "The register restarted. No charge was made",
            "The payment had not been sent yet. Send it again when the customer is ready, or take cash.", false, SameAgain),
    ];

    public static MatrixReading Named(string name) => All.SingleOrDefault(r => r.Name == name) ?? throw new InvalidOperationException($"There is no reading \"{name}\".");

    /// <summary>The name of what is read, or all of it where the list lacks it.</summary>
    public static string NameOf(PaymentView view)
    {
        var read = Of(view);
        return All.FirstOrDefault(r => read.Says(r))?.Name ?? $"{read.State}, \"{read.Headline}\", \"{read.Detail}\", do not charge: {read.SaysDoNotChargeAgain}, [{string.Join(", ", read.Buttons)}]";
    }

    /// <summary>How long a queue will take is measured, so it is another number in each run.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@" \(about \d+ s\)$")]
    private static partial System.Text.RegularExpressions.Regex AboutSeconds();

    /// <summary>So is the time of the day.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@"(?<= answered at )\d+:\d\d [AP]M")]
    private static partial System.Text.RegularExpressions.Regex TimeOfDay();

    private static MatrixReading Of(PaymentView view) => new(
        "?", view.State, view.Phase, AboutSeconds().Replace(view.Headline, ""), TimeOfDay().Replace(view.Detail, "10:57 AM").Replace(DoNot, "", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal).Trim(),
        view.Detail.Contains(DoNot, StringComparison.Ordinal), [.. ButtonsOf(view)]);

    /// <summary>The buttons of the card payment panel, by the rules of its markup.</summary>
    private static IEnumerable<string> ButtonsOf(PaymentView view)
    {
        if (view is { Phase: PaymentPhase.Approved, SaleIsPaid: true })
        {
            yield return "Next sale";
            yield break;
        }

        if (view.CanCheckNow)
            yield return "Check now";
        if (view.CanSendAgain)
            yield return "Send again";
        else if (view.CanTryAnother)
            yield return "Another card";
        if (view.CanPayCash)
            yield return "Pay cash";
        if (view.CanAskToCancel)
            yield return view.Phase == PaymentPhase.Queued ? "Stop waiting" : "Ask to cancel";
        if (view.CanKeepWaiting)
            yield return "Keep waiting";
        if (view.Phase is PaymentPhase.Partial or PaymentPhase.Declined or PaymentPhase.NotCharged or PaymentPhase.TerminalFault)
            yield return "Back to cart";
    }

    private bool Says(MatrixReading other) =>
        (State, Phase, Headline, Detail, SaysDoNotChargeAgain) == (other.State, other.Phase, other.Headline, other.Detail, other.SaysDoNotChargeAgain)
        && Buttons.SequenceEqual(other.Buttons);
}
