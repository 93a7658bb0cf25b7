using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;

namespace CloudPos.Application.Features.Payments;

/// <summary>The PIN pad as the sentences speak of it.</summary>
internal sealed record PinPadNow(string Label, SpinProtocol Protocol, PaymentStage? Stage);

/// <summary>What the till says of a payment: what happened to the money first, then the reason and one next step.</summary>
internal static class PaymentSentences
{
    public static (string Headline, string Detail) Of(
        PaymentPhase phase, PaymentAttempt attempt, PinPadNow pinPad, PadTurn? turn, DualPrice left)
    {
        var terminal = pinPad.Label;
        var amount = MoneyText.Show(attempt.Amount);
        if (attempt.Kind is AttemptKind.GiftActivate or AttemptKind.GiftReload && OfGiftLoad(phase, attempt, terminal) is { } ofGift)
            return ofGift;
        return phase switch
        {
            PaymentPhase.Queued when turn is { IsOwn: true } => ("The payment that was set aside is still being checked",
                $"{terminal} has not said yet what became of it. Your sale {(turn.Before > 1 ? "waits for its turn" : "is next")} and starts by itself once that is known."),
            PaymentPhase.Queued => ($"{terminal} is serving {turn?.Serving ?? "another register"}{About(turn)}",
                turn is { Before: > 1 } ? $"{turn.Before} are before you. Your sale starts by itself when its turn comes." : "Your sale is next and starts by itself."),
            PaymentPhase.Sending when attempt.AskedCashback.IsPositive => ($"Sending {MoneyText.Show(attempt.Asked)} to {terminal}",
                $"{amount} for the sale and {MoneyText.Show(attempt.AskedCashback)} cash back. One request goes out, once."),
            PaymentPhase.Sending => ($"Sending {amount} to {terminal}", "The sale is on record. One request goes out, once."),
            PaymentPhase.OnTerminal => OnTerminal(pinPad),
            PaymentPhase.CancelRequested when pinPad.Protocol == SpinProtocol.Rest => ($"{terminal} was asked to stop",
                $"The customer can still tap a card until the PIN pad says no. If it goes on, press the red X on {terminal}."),
            PaymentPhase.CancelRequested => ($"Press the red X on {terminal}",
                "We want it to stop. The customer can still tap a card until the PIN pad says no."),
            PaymentPhase.Approved when attempt.Kind == AttemptKind.Auth => ($"{MoneyText.Show(attempt.Held)} is held", $"{CardWords(attempt)} Nothing is charged yet. The cart is set aside as “{attempt.Label}”."),
            PaymentPhase.Partial when attempt.Kind == AttemptKind.Auth => ($"Held {MoneyText.Show(attempt.Held)} of {amount}", $"{CardWords(attempt)} The card held no more. Nothing is charged yet. The cart is set aside as “{attempt.Label}”."),
            PaymentPhase.Approved => ($"{MoneyText.Show(attempt.Charged ?? attempt.Amount)} approved{HandOut(attempt)}", CardWords(attempt)),
            PaymentPhase.Partial => ($"Approved {MoneyText.Show(attempt.ChargedWithoutTip)} of {amount}{HandOut(attempt)}",
                $"This card held no more. {MoneyText.Show(left.Card)} is left to pay by card, {MoneyText.Show(left.Cash)} in cash."),
            PaymentPhase.Unknown => ($"No answer from {terminal}", UnknownWords(attempt)),
            PaymentPhase.Declined => ("The card was declined",
                "Nothing was charged. The cart is unchanged. Try another card, or take cash."),
            PaymentPhase.NotCharged => NotCharged(attempt, terminal, left),
            PaymentPhase.TerminalFault => Fault(attempt.Reason, terminal),
            PaymentPhase.GivingBack or PaymentPhase.NotGivenBack => GivingBackSentences.Of(phase, attempt, null, terminal),
            PaymentPhase.GivenBack => ($"{MoneyText.Show(attempt.Charged ?? attempt.Amount)} was given back", "The charge was voided before the batch was settled: nothing reaches the customer's statement."),
        };
    }

    /// <summary>Whoever was told "do not charge again" has to read that it was charged, not only that something is approved.</summary>
    public static (string Headline, string Detail) OfFound(PaymentAttempt attempt, FoundCharge found, string terminal, bool isPaid) =>
        ($"The card WAS charged {MoneyText.Show(attempt.Charged ?? attempt.Amount)}",
            $"{(found.ByManager ? $"A manager has found it at {found.At}." : $"{terminal} answered at {found.At}.")} {CardWords(attempt)}{(isPaid ? " Nothing more to pay." : "")}");

    private static (string, string)? OfGiftLoad(PaymentPhase phase, PaymentAttempt attempt, string terminal) => phase switch
    {
        PaymentPhase.OnTerminal => ($"{terminal} is asking for the gift card", "The customer presents the gift card."),
        PaymentPhase.Approved => ($"{MoneyText.Show(attempt.Amount)} is on the gift card", CardWords(attempt)),
        PaymentPhase.Partial => ($"{MoneyText.Show(attempt.Amount - attempt.NotOnGiftCard)} of {MoneyText.Show(attempt.Amount)} is on the gift card",
            $"The card took no more. {MoneyText.Show(attempt.NotOnGiftCard)} is paid and not on it: put that on the card at the PIN pad, or give it back."),
        PaymentPhase.Declined => ("The gift card was refused", "Nothing was put on it. The value stays paid: try another card."),
        PaymentPhase.NotCharged => ("Nothing was put on the gift card", "The value stays paid: try again."),
        PaymentPhase.TerminalFault => ($"{terminal} did not begin", "Nothing was put on the gift card. Send it again."),
        PaymentPhase.Unknown => ($"No answer from {terminal}", "We are checking whether the value is on the card. Do not load it again."),
        _ => null,
    };

    private static (string, string) OnTerminal(PinPadNow pinPad) => pinPad.Stage is { } stage
        ? AtStage(stage, pinPad.Label)
        : ($"{pinPad.Label} is asking for the card", "The customer follows the PIN pad: tap, insert or swipe.");

    private static (string, string) AtStage(PaymentStage stage, string terminal) => stage.Step switch
    {
        StageStep.Price => ("Customer is choosing how to pay", $"The choice is made on {terminal}."),
        StageStep.Tip => ("Customer is choosing a tip", "Next comes the card."),
        StageStep.Card => ("Customer is presenting the card", "Tap, insert or swipe."),
        StageStep.Pin => ("Customer is typing the PIN", "Nobody else needs to see it."),
        StageStep.Bank => ("The bank is being asked", "The card was read. This takes a few seconds."),
        StageStep.Signature => ("Customer is signing", $"On the screen of {terminal}."),
        StageStep.Other => ("The customer follows the PIN pad", $"{terminal} says: “{stage.Words}”"),
    };

    private static string About(PadTurn? turn) => turn?.AboutSeconds is { } seconds ? $" (about {seconds} s)" : "";

    private static string HandOut(PaymentAttempt attempt) =>
        attempt.Cashback is { IsPositive: true } cashback ? $". Hand out {MoneyText.Show(cashback)} from the drawer" : "";

    private static string CardWords(PaymentAttempt attempt)
    {
        var card = CardOf(attempt) ?? "Card";
        var entry = attempt.EntryType is { Length: > 0 } type ? $", {type.ToLowerInvariant()}" : "";
        var tip = attempt.Tip is { IsPositive: true } t ? $" {MoneyText.Show(attempt.ChargedWithoutTip)} and tip {MoneyText.Show(t)}." : "";
        return $"{card}{entry}.{tip}";
    }

    public static string? CardOf(PaymentAttempt attempt) => attempt.Last4 is { Length: > 0 } last4
        ? $"{BrandName(attempt.CardBrand)} ····{last4}"
        : null;

    public static string BrandName(string? brand) => brand?.ToUpperInvariant() switch
    {
        null or "" => "Card",
        "VISA" => "Visa",
        "MASTERCARD" => "Mastercard",
        "AMEX" => "American Express",
        "DISCOVER" => "Discover",
        "DEBIT" => "Debit",
        "JCB" => "JCB",
        "GIFT" => "Gift card",
        "EBT" => "EBT card",
        _ => brand,
    };

    private static string UnknownWords(PaymentAttempt attempt) => attempt.State == AttemptState.NeedsReview
        ? "It is still not known whether the card was charged. Do not charge again. Call a manager: look on the PIN pad's own report for this amount."
        : attempt.Reason switch
        {
            AttemptReason.Interrupted => "The register restarted in the middle of this payment. We are checking whether the card was charged. Do not charge again.",
            AttemptReason.NotFound => "The PIN pad has not booked it so far. We ask once more before we say so. Do not charge again.",
            AttemptReason.TerminalBusy => "The PIN pad is still busy, perhaps with this very payment: let the customer finish. We keep asking. Do not charge again.",
            AttemptReason.ProxyUnreachable => "The payment service cannot be reached. Check the internet connection: then we can ask whether the card was charged. Do not charge again.",
            AttemptReason.TerminalOffline => "The PIN pad is offline. Wake it and check its network: then we can ask whether the card was charged. Do not charge again.",
            _ => "We are checking whether the card was charged. Do not charge again.",
        };

    private static (string, string) NotCharged(PaymentAttempt attempt, string terminal, DualPrice left) => attempt.State switch
    {
        AttemptState.CashChosen => ("The customer chose cash on the PIN pad",
            $"No card was charged. Take {MoneyText.Show(left.Cash)} in cash."),
        AttemptState.NotProcessed when attempt.Reason == AttemptReason.ByManager => ("No charge was made",
            "A manager has looked: the card was not charged. Send it again, or take cash."),
        AttemptState.NotProcessed => ("No charge was made",
            $"{terminal} was asked and holds no such payment. Send it again, or take cash."),
        _ when attempt.Reason == AttemptReason.StoppedByCashier => ("Stopped. No charge was made", "It had not been sent to the PIN pad. The cart is unchanged."),
        _ => ("Cancelled on the PIN pad. No charge was made", "The cart is unchanged. Try another card, or take cash."),
    };

    private static (string, string) Fault(AttemptReason reason, string terminal) => reason switch
    {
        AttemptReason.TerminalOffline => ($"{terminal} is offline. No charge was made",
            "Wake it, check its Wi-Fi and that it shows the ready screen. Then send again, or take cash."),
        AttemptReason.ProxyUnreachable => ("The payment service cannot be reached. No charge was made",
            "Check the internet connection of this place. Then send again, or take cash."),
        AttemptReason.TerminalBusy => ($"{terminal} is busy. No charge was made",
            "It is still finishing something else. Wait until it shows the ready screen, then send again."),
        AttemptReason.TerminalSetup => ($"{terminal} is not set up for this register. No charge was made",
            "Its connection is missing, blocked, or its TPN is on two devices. Your ISO has to look at the pairing. Take cash meanwhile."),
        AttemptReason.WrongKey => ($"{terminal} refused this register's key. No charge was made",
            "Your ISO has to pair it again with the right AuthKey. Take cash meanwhile."),
        AttemptReason.Interrupted => ("The register restarted. No charge was made",
            "The payment had not been sent yet. Send it again when the customer is ready, or take cash."),
        _ => ($"{terminal} did not take the request. No charge was made",
            "Send it again, or take cash. If it happens again, call your ISO with the code below."),
    };
}
