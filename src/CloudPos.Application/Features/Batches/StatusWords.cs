using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;

namespace CloudPos.Application.Features.Batches;

/// <summary>What a PIN pad says of a payment, in one sentence.</summary>
internal static class StatusWords
{
    public static string Of(TerminalAnswer answer) => answer switch
    {
        { IsNotFound: true } => "it does not hold it.",
        { Signal: AttemptSignal.Cancelled } => "voided.",
        { Result: { Charged: { } charged } said } => $"approved, {MoneyText.Show(charged)}{Tip(said)}{Number(said)}.",
        { Reason: AttemptReason.Contradiction } => $"{answer.Text ?? "something"}, as another kind of payment than is booked.",
        _ => $"{answer.Text ?? "nothing that helps"}.",
    };

    private static string Tip(ChargeResult said) => said.Tip is { IsPositive: true } tip ? $" with a tip of {MoneyText.Show(tip)}" : "";

    private static string Number(ChargeResult said) => said.TransactionNumber is { Length: > 0 } number ? $", transaction {number}" : "";
}
