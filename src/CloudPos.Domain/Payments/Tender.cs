using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Payments;

/// <summary>One way in which a sale, or a part of it, was paid. Booked once; only its tip may be set, it may be given back, and the terminal may turn out to have charged another amount.</summary>
public sealed class Tender : IStoreOwned
{
    private Tender() { }

    private Tender(Sale sale, TenderId id, TenderKind kind, PayMethod method, TenderKind pricedAt, Money amount, DualPrice covers, AttemptId? attempt, DateTimeOffset at)
    {
        (Id, SaleId, IsoId, MerchantId, StoreId) = (id, sale.Id, sale.IsoId, sale.MerchantId, sale.StoreId);
        (Method, PricedAt) = (method, pricedAt);
        (Kind, Amount, Covers, AttemptId, At) = (kind, amount, covers, attempt, at);
    }

    public TenderId Id { get; private set; }

    public SaleId SaleId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>Cash is in the drawer; Card came through the PIN pad, whatever card it was.</summary>
    public TenderKind Kind { get; private set; }

    public PayMethod Method { get; private set; }

    /// <summary>Which of the two prices it paid.</summary>
    public TenderKind PricedAt { get; private set; }

    /// <summary>What it pays of the sale at its own price, tip apart.</summary>
    public Money Amount { get; private set; }

    /// <summary>The share of both prices that it pays.</summary>
    public DualPrice Covers { get; private set; }

    /// <summary>Cash only: what the customer gave.</summary>
    public Money Received { get; private set; }

    /// <summary>Cash only: what the customer got back.</summary>
    public Money Change { get; private set; }

    /// <summary>Card only: cash out of the drawer, charged on top.</summary>
    public Money Cashback { get; private set; }

    /// <summary>The cash of <see cref="Cashback"/> that the customer has got: none for a charge that was one too many, of which nobody knew.</summary>
    public Money HandedOut => Covers == DualPrice.Zero ? Money.Zero : Cashback;

    /// <summary>Card only: the tip that the terminal charged on top.</summary>
    public Money Tip { get; private set; }

    /// <summary>The attempt that brought it; for cash, the one in which the customer chose cash on the PIN pad.</summary>
    public AttemptId? AttemptId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Given back before the sale was done, or because it was one too many: it pays nothing any more.</summary>
    public DateTimeOffset? GivenBackAt { get; private set; }

    /// <summary>It pays its share.</summary>
    public bool Counts => GivenBackAt is null;

    /// <summary>It pays something: what was one too many counts, and pays for nothing.</summary>
    public bool Pays => Counts && Covers != DualPrice.Zero;

    internal void GiveBack(DateTimeOffset at) => GivenBackAt ??= at;

    internal void SetTip(Money tip) => Tip = tip;

    internal void SetAmount(Money amount) => Amount = amount;

    /// <summary>The shift of the register in which it was taken; null where none was open.</summary>
    public ShiftId? ShiftId { get; private set; }

    /// <summary>The shift in which it was given back.</summary>
    public ShiftId? GivenBackShiftId { get; private set; }

    internal void BookedIn(ShiftId shift, DateTimeOffset since)
    {
        if (At >= since)
            ShiftId ??= shift;
        if (GivenBackAt >= since)
            GivenBackShiftId ??= shift;
    }

    internal static Tender Card(Sale sale, PaymentAttempt attempt, Money amount, DualPrice covers) =>
        new(sale, new TenderId(attempt.Id.Value), TenderKind.Card, attempt.Method, attempt.PricedAt, amount, covers, attempt.Id, attempt.ChangedAt)
        {
            Tip = attempt.Tip ?? Money.Zero,
            Cashback = attempt.Cashback ?? Money.Zero,
        };

    internal static Tender InCash(Sale sale, TenderId id, Money amount, Money received, DualPrice covers, AttemptId? chosen, DateTimeOffset at) =>
        new(sale, id, TenderKind.Cash, PayMethod.Cash, TenderKind.Cash, amount, covers, chosen, at) { Received = received, Change = received - amount };
}
