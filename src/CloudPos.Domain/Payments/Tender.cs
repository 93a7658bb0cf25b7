using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Payments;

/// <summary>One way in which a sale, or a part of it, was paid. Booked once, never changed.</summary>
public sealed class Tender : IStoreOwned
{
    private Tender() { }

    private Tender(Sale sale, TenderId id, TenderKind kind, Money amount, DualPrice covers, AttemptId? attempt, DateTimeOffset at)
    {
        (Id, SaleId, IsoId, MerchantId, StoreId) = (id, sale.Id, sale.IsoId, sale.MerchantId, sale.StoreId);
        (Kind, Amount, Covers, AttemptId, At) = (kind, amount, covers, attempt, at);
    }

    public TenderId Id { get; private set; }

    public SaleId SaleId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public TenderKind Kind { get; private set; }

    /// <summary>What it pays of the sale at its own price, tip apart.</summary>
    public Money Amount { get; private set; }

    /// <summary>The share of both prices that it pays.</summary>
    public DualPrice Covers { get; private set; }

    /// <summary>Cash only: what the customer gave.</summary>
    public Money Received { get; private set; }

    /// <summary>Cash only: what the customer got back.</summary>
    public Money Change { get; private set; }

    /// <summary>Card only: the tip that the terminal charged on top.</summary>
    public Money Tip { get; private set; }

    /// <summary>The attempt that brought it; for cash, the one in which the customer chose cash on the PIN pad.</summary>
    public AttemptId? AttemptId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The shift of the register in which it was taken; null where none was open.</summary>
    public ShiftId? ShiftId { get; internal set; }

    internal static Tender Card(Sale sale, PaymentAttempt attempt, Money amount, DualPrice covers) =>
        new(sale, new TenderId(attempt.Id.Value), TenderKind.Card, amount, covers, attempt.Id, attempt.ChangedAt)
        {
            Tip = attempt.Tip ?? Money.Zero,
        };

    internal static Tender InCash(Sale sale, TenderId id, Money amount, Money received, DualPrice covers, AttemptId? chosen, DateTimeOffset at) =>
        new(sale, id, TenderKind.Cash, amount, covers, chosen, at) { Received = received, Change = received - amount };
}
