using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Payments;

/// <summary>One line of an attempt's journal.</summary>
public sealed class AttemptEntry : IStoreOwned
{
    private AttemptEntry() { }

    internal AttemptEntry(PaymentAttempt attempt, int number, AttemptState from, AttemptSignal signal, AttemptState to, AttemptReason reason,
        string? note, DateTimeOffset at)
    {
        (AttemptId, IsoId, MerchantId, StoreId) = (attempt.Id, attempt.IsoId, attempt.MerchantId, attempt.StoreId);
        (Number, From, Signal, To, Reason, Note, At) = (number, from, signal, to, reason, note, at);
    }

    public AttemptId AttemptId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>Order within the attempt, from 1.</summary>
    public int Number { get; private set; }

    public AttemptState From { get; private set; }

    public AttemptSignal Signal { get; private set; }

    public AttemptState To { get; private set; }

    public AttemptReason Reason { get; private set; }

    /// <summary>The answer with everything secret taken out, or what a person gave as reason.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset At { get; private set; }
}
