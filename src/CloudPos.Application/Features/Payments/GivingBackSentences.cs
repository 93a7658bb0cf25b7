using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;

namespace CloudPos.Application.Features.Payments;

/// <summary>What the till says while one tender of an unfinished sale goes back through the PIN pad.</summary>
internal static class GivingBackSentences
{
    public static PaymentPhase Phase(AttemptState state) => state switch
    {
        AttemptState.Created or AttemptState.Sent => PaymentPhase.GivingBack,
        AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.Settled or AttemptState.Captured => PaymentPhase.GivenBack,
        AttemptState.Unknown or AttemptState.NeedsReview => PaymentPhase.Unknown,
        AttemptState.CashChosen or AttemptState.Declined or AttemptState.Cancelled or AttemptState.NotStarted or AttemptState.NotProcessed
            or AttemptState.Voided => PaymentPhase.NotGivenBack,
    };

    public static (string Headline, string Detail) Of(PaymentPhase phase, PaymentAttempt attempt, PaymentAttempt? original, string terminal)
    {
        var amount = MoneyText.Show(attempt.Amount);
        var card = original is null ? "the card" : PaymentSentences.CardOf(original) ?? "the card";
        var isVoid = attempt.Kind == AttemptKind.Void;
        return phase switch
        {
            PaymentPhase.GivingBack when isVoid => ($"Voiding {amount} on {card}",
                "The batch is still open, so nothing reaches the customer's statement. Other tenders stay paid."),
            PaymentPhase.GivingBack => ($"Returning {amount} to {card}", $"The customer presents the card at {terminal} once more. Other tenders stay paid."),
            PaymentPhase.GivenBack => ($"{amount} was given back",
                isVoid ? $"The charge on {card} is void: nothing reaches the customer's statement." : $"{amount} goes back to {card}."),
            PaymentPhase.Unknown => ($"No answer from {terminal}", attempt.State == AttemptState.NeedsReview
                ? $"It is still not known whether the {amount} went back. Do not give it back another way. Call a manager: look on the PIN pad's own report."
                : $"We are checking whether the {amount} went back. Do not give it back another way."),
            _ => ($"The {amount} was not given back", Why(attempt, terminal, isVoid)),
        };
    }

    private static string Why(PaymentAttempt attempt, string terminal, bool isVoid) => attempt.State switch
    {
        AttemptState.Declined when isVoid =>
            "It stays paid: the PIN pad refused the void. Its batch may be settled already; then a return gives the money back to the card.",
        AttemptState.Declined => "It stays paid: the bank refused the return. Try another time, or give cash back with a manager.",
        AttemptState.Cancelled => "It stays paid: it was stopped.",
        _ => attempt.Reason switch
        {
            AttemptReason.TerminalOffline => $"It stays paid: {terminal} is offline. Wake it, check its network, then try again.",
            AttemptReason.TerminalBusy => $"It stays paid: {terminal} is busy. Wait until it shows the ready screen, then try again.",
            _ => $"It stays paid: {terminal} does not hold the charge in its open batch, or did not take the request. Try again, or return it to the card.",
        },
    };
}
