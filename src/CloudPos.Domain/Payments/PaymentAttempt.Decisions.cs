using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Payments;

// What a person decides about it, with the evidence.
public sealed partial class PaymentAttempt
{
    /// <summary>The terminal, asked again, says that it charged another amount: that is what is booked, with its answer as the evidence.</summary>
    /// <param name="words">The sentence for what tip, fee and tax do not explain.</param>
    /// <param name="answer">The terminal's answer with everything secret taken out.</param>
    public void TakeAmount(ChargeResult said, string words, string answer, DateTimeOffset at, string by)
    {
        (Charged, Tip, AmountMismatch) = (said.Charged, said.Tip ?? Tip, words);
        Record(AttemptSignal.AmountBooked, AttemptReason.ByManager, $"{words} {answer}", at, by);
    }

    /// <summary>A manager has found it on a slip or at the bank: what the evidence says is kept.</summary>
    /// <remarks>Of a void, capture or tip adjustment: that it was done. Its card is the original's.</remarks>
    public void JudgeCharged(string? authCode, string? last4, string words, DateTimeOffset at, string? by = null)
    {
        (Charged, Cashback, AuthCode, Last4) = (Asked, AskedCashback.IsPositive ? AskedCashback : null, authCode, last4);
        Record(AttemptSignal.JudgedCharged, AttemptReason.ByManager, words, at, by);
    }

    /// <summary>A manager has found that nothing came of it. A later approval is booked all the same.</summary>
    public void JudgeNotCharged(string words, DateTimeOffset at, string? by = null) =>
        Record(AttemptSignal.JudgedNotCharged, AttemptReason.ByManager, words, at, by);
}
