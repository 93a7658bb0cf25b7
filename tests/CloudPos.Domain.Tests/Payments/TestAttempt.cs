using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Tests.Sales;

namespace CloudPos.Domain.Tests.Payments;

/// <summary>Payment attempts in every state, each brought there by signals.</summary>
internal static class TestAttempt
{
    public const string RefId = "0192F3A4B5C6D7E8F90123456789ABCD";

    public static readonly DateTimeOffset Start = new(2026, 2, 10, 17, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<AttemptState, AttemptSignal[]> Ways = new()
    {
        [AttemptState.Created] = [],
        [AttemptState.Sent] = [AttemptSignal.Sent],
        [AttemptState.Approved] = [AttemptSignal.Sent, AttemptSignal.Approved],
        [AttemptState.PartiallyApproved] = [AttemptSignal.Sent, AttemptSignal.PartiallyApproved],
        [AttemptState.CashChosen] = [AttemptSignal.Sent, AttemptSignal.CashChosen],
        [AttemptState.Declined] = [AttemptSignal.Sent, AttemptSignal.Declined],
        [AttemptState.Cancelled] = [AttemptSignal.Sent, AttemptSignal.Cancelled],
        [AttemptState.NotStarted] = [AttemptSignal.Sent, AttemptSignal.NotStarted],
        [AttemptState.Unknown] = [AttemptSignal.Sent, AttemptSignal.NoAnswer],
        [AttemptState.NotProcessed] = [AttemptSignal.Sent, AttemptSignal.NoAnswer, AttemptSignal.ProvenNotProcessed],
        [AttemptState.NeedsReview] = [AttemptSignal.Sent, AttemptSignal.NoAnswer, AttemptSignal.ReviewAsked],
        [AttemptState.Voided] = [AttemptSignal.Sent, AttemptSignal.Approved, AttemptSignal.Voided],
        [AttemptState.Captured] = [AttemptSignal.Sent, AttemptSignal.Approved, AttemptSignal.Captured],
        [AttemptState.Settled] = [AttemptSignal.Sent, AttemptSignal.Approved, AttemptSignal.Settled],
    };

    public static PaymentAttempt New() =>
        new(AttemptId.New(), TestSale.Sample(), TerminalId.New(), RefId, new Money(1_196), TestSale.Cashier, Start);

    public static PaymentAttempt In(AttemptState state) => After(Ways[state]);

    public static PaymentAttempt After(params AttemptSignal[] signals)
    {
        var attempt = New();
        foreach (var signal in signals)
            Record(attempt, signal);
        return attempt;
    }

    /// <summary>Records a signal one second after the last one.</summary>
    public static void Record(PaymentAttempt attempt, AttemptSignal signal) =>
        attempt.Record(signal, AttemptReason.None, null, Start.AddSeconds(attempt.Entries.Count + 1));

    /// <summary>Everything there is to read of an attempt, as text.</summary>
    public static string Snapshot(PaymentAttempt attempt) => string.Join(
        "; ",
        typeof(PaymentAttempt).GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name == nameof(PaymentAttempt.Entries)
            ? $"{p.Name} = {attempt.Entries.Count}"
            : $"{p.Name} = {p.GetValue(attempt)}"));
}
