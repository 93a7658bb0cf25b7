using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What the till says of a refund: what happened to the money first, then the reason and one next step.</summary>
internal static class RefundSentences
{
    public static (string Headline, string Detail) Of(
        RefundPhase phase, Refund refund, RefundPartView? part, RefundPartView[] parts, PaymentAttempt? last, string terminal, bool wasAsked, string? served, Money? left)
    {
        var amount = MoneyText.Show(part is null ? refund.Amount : part.Amount + part.Tip);
        var isVoid = last?.Kind == AttemptKind.Void;
        return phase switch
        {
            RefundPhase.Queued => ($"{terminal} is serving {served ?? "another register"}", "The refund is next and starts by itself."),
            RefundPhase.Sending => ($"Sending {amount} back over {terminal}", "The refund is on record. One request goes out, once."),
            RefundPhase.OnTerminal when isVoid => ($"{terminal} is voiding {amount}", "Its batch is open, so the charge itself is taken back. No card is needed."),
            RefundPhase.OnTerminal => ($"{terminal} is asking for the card", $"The customer presents {part?.Name ?? "the card"} once more to get {amount} back."),
            RefundPhase.CancelRequested when wasAsked => ($"{terminal} was asked to stop", $"The customer can still present the card until the PIN pad says no. If it goes on, press the red X on {terminal}."),
            RefundPhase.CancelRequested => ($"Press the red X on {terminal}", "We want it to stop. The customer can still present the card until the PIN pad says no."),
            RefundPhase.Declined => ($"{amount} did not go back: the PIN pad said no", $"Nothing was given back{Rest(refund)}. Try again, or go another way with a manager's approval."),
            RefundPhase.NotGiven => ($"{amount} did not go back", $"{Why(last, terminal)}{RestSentence(refund)} Try again, or go another way with a manager's approval."),
            RefundPhase.Unknown => ("Not known yet whether it went back", Unknown(last, terminal)),
            RefundPhase.Refunded => (Given(refund, parts), Done(refund, parts, left)),
            RefundPhase.Abandoned => ("Nothing went back", "This refund was given up before anything went back. The lines can come back in another one."),
        };
    }

    /// <summary>Why a gift card's line stays: its value is on the card, or may be.</summary>
    public static string OnGiftCard(RefundableLine line) => line.Line.GiftLoadedAt is not null
        ? $"{MoneyText.Show(line.OnGiftCard)} of this is on the gift card already, and the register cannot take value off a card: it stays there. Anything else in this sale can go back."
        : $"{MoneyText.Show(line.OnGiftCard)} of this is being put on a gift card, and whether it is there is not known yet. Look at the gift cards (Shift+F3), then try again.";

    private static string Given(Refund refund, RefundPartView[] parts)
    {
        var sum = MoneyText.Show(refund.GivenBack + refund.TipBack);
        var done = parts.Where(p => p.IsDone).ToArray();
        return done is [var one] ? one.Kind == TenderKind.Cash ? $"Give {sum} from the drawer" : $"{sum} went back to {one.WentTo ?? one.Name}" : $"{sum} went back";
    }

    private static string Done(Refund refund, RefundPartView[] parts, Money? left)
    {
        var words = new List<string>();
        if (parts.Any(p => p is { Kind: TenderKind.Cash, IsDone: true }) && parts.Length > 1)
            words.Add($"Give {MoneyText.Show(Money.Sum(parts.Where(p => p is { Kind: TenderKind.Cash, IsDone: true }).Select(p => p.Amount + p.Tip)))} from the drawer.");
        if (Array.Find(parts, p => p.Verb == "void") is { } voided)
            words.Add($"The charge{(parts.Length > 1 ? $" on {voided.Name}" : "")} was voided before its batch was settled: nothing reaches the customer's statement.");
        if (Array.FindAll(parts, p => p is { Verb: "return", IsDone: true }) is { Length: > 0 } returned)
            words.Add($"The customer sees {(parts.Length > 1 ? string.Join(" and ", returned.Select(p => $"{MoneyText.Show(p.Amount + p.Tip)} on {p.WentTo ?? p.Name}")) : "it")} in two to five days.");
        if (Array.Find(parts, p => p.WentTo is not null) is { } other)
            words.Add($"It went to {other.WentTo}, not to {other.Name}: another card was presented.");
        if (refund.TipBack.IsPositive)
            words.Add($"The tip of {MoneyText.Show(refund.TipBack)} went back with it.");
        if (left is { } rest && refund.SaleId is not null)
            words.Add(rest.IsPositive ? $"{MoneyText.Show(rest)} of this sale can still go back." : "Nothing of this sale is left to go back.");
        return string.Join(" ", words);
    }

    private static string Unknown(PaymentAttempt? last, string terminal) => last?.State == AttemptState.NeedsReview
        ? "It could not be found out. Call a manager: look on the PIN pad's own report for this amount. Do not give cash."
        : last?.Reason switch
        {
            AttemptReason.TerminalOffline => $"{terminal} is offline. Wake it and check its network: then we can ask. These lines are locked until then. Do not give cash.",
            AttemptReason.NotFound => $"{terminal} has not booked it so far. We ask once more before we say so. These lines are locked until then. Do not give cash.",
            _ => $"{terminal} did not answer. These lines are locked until it does. Do not give cash.",
        };

    private static string Why(PaymentAttempt? last, string terminal) => last switch
    {
        { State: AttemptState.Cancelled, Reason: AttemptReason.StoppedByCashier } => "Stopped before it was sent.",
        { State: AttemptState.Cancelled } => "It was cancelled on the PIN pad.",
        { State: AttemptState.NotProcessed } => $"{terminal} was asked and holds no such refund.",
        { Reason: AttemptReason.TerminalOffline } => $"{terminal} is offline. Wake it and check its Wi-Fi.",
        { Reason: AttemptReason.TerminalBusy } => $"{terminal} is still busy with something else.",
        { Reason: AttemptReason.TerminalSetup or AttemptReason.WrongKey } => $"{terminal} is not set up for this register; your ISO has to look at the pairing.",
        { Reason: AttemptReason.Interrupted } => "The register restarted before it was sent.",
        { Kind: AttemptKind.Void } => $"{terminal} did not void the charge.",
        _ => $"{terminal} did not take the request.",
    };

    private static string Rest(Refund refund) => refund.GivenBack.IsPositive ? " by this way" : "";

    private static string RestSentence(Refund refund) =>
        refund.GivenBack.IsPositive ? $" {MoneyText.Show(refund.GivenBack + refund.TipBack)} went back another way already." : " Nothing was given back.";
}
