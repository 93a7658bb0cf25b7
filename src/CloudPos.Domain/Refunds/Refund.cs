using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Refunds;

/// <summary>Where a refund is in its life.</summary>
public enum RefundState
{
    /// <summary>Decided and reserved; not all of it has gone back yet, or it is not known.</summary>
    Open = 0,

    /// <summary>All of it has gone back.</summary>
    Done = 1,

    /// <summary>Given up before anything went back; what it had reserved is free again.</summary>
    Abandoned = 2,
}

/// <summary>Money that goes back to a customer: for lines of a sale, for an amount of it, or without a receipt.</summary>
/// <remarks>
/// What an open or done refund asks for is reserved: no other refund may give it back a second time. A refund that gave back a part and
/// failed with the rest is done with what went back (<see cref="Amount"/> is what was asked, <see cref="GivenBack"/> what went back).
/// </remarks>
public sealed class Refund : IStoreOwned
{
    public const int ReasonLengthMax = 200;

    private Refund() { }

    public Refund(RefundId id, Sales.Sale? sale, IStoreOwned owner, RegisterId register, int? saleNumber, string reason, string askedBy, string? approvedBy,
        DateTimeOffset at)
    {
        (Id, SaleId, IsoId, MerchantId, StoreId) = (id, sale?.Id, owner.IsoId, owner.MerchantId, owner.StoreId);
        (RegisterId, SaleNumber, Reason, AskedBy, ApprovedBy) = (register, saleNumber, reason, askedBy, approvedBy);
        (OpenedAt, ChangedAt) = (at, at);
    }

    public RefundId Id { get; private set; }

    /// <summary>The sale; null for a refund without a receipt.</summary>
    public SaleId? SaleId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>The register at which the money goes back; its drawer gives the cash.</summary>
    public RegisterId RegisterId { get; private set; }

    /// <summary>The number of the sale, for people.</summary>
    public int? SaleNumber { get; private set; }

    public RefundState State { get; private set; }

    public List<RefundLine> Lines { get; private set; } = [];

    public List<RefundTender> Tenders { get; private set; } = [];

    public string Reason { get; private set; } = "";

    public string AskedBy { get; private set; } = "";

    /// <summary>Who approved it, where the asker may not alone.</summary>
    public string? ApprovedBy { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>The store's business day on which it was done.</summary>
    public DateOnly? BusinessDate { get; private set; }

    /// <summary>The void or return that is under way or unknown.</summary>
    public AttemptId? OpenAttemptId { get; private set; }

    /// <summary>What has gone back so far, tips apart: stored, so that reports can add it up.</summary>
    public Money GivenBack { get; private set; }

    /// <summary>Tips that went back with it (a void takes back the whole charge).</summary>
    public Money TipBack { get; private set; }

    public int Version { get; private set; }

    /// <summary>What is to go back in all.</summary>
    public Money Amount => Money.Sum(Tenders.Select(t => t.Amount));

    /// <summary>A line that comes back.</summary>
    public void Add(RefundLine line, DateTimeOffset at)
    {
        Lines.Add(line);
        Touch(at);
    }

    /// <summary>A way in which a part of it shall go back.</summary>
    public void Add(RefundTender tender, DateTimeOffset at)
    {
        Tenders.Add(tender);
        Touch(at);
    }

    /// <summary>A void or return for one of its tenders goes out.</summary>
    /// <exception cref="InvalidOperationException">Another one is under way, or the tender has gone back.</exception>
    public void BeginAttempt(RefundTenderId tender, AttemptId attempt, DateTimeOffset at)
    {
        var part = Tenders.Find(t => t.Id == tender) ?? throw new InvalidOperationException("The refund has no such tender.");
        if (State != RefundState.Open || (OpenAttemptId is not null && OpenAttemptId != attempt) || part.IsDone)
            throw new InvalidOperationException("This part of the refund cannot go out now.");
        OpenAttemptId = attempt;
        part.AttemptId = attempt;
        Touch(at);
    }

    /// <summary>The void or return did not happen: the part may be tried again or another way.</summary>
    public void EndAttempt(AttemptId attempt, DateTimeOffset at)
    {
        if (OpenAttemptId == attempt)
            OpenAttemptId = null;
        Touch(at);
    }

    /// <summary>A part has gone back. The same part is booked once.</summary>
    /// <returns>False where it had been booked already.</returns>
    public bool Book(RefundTenderId tender, Money amount, Money tip, StoreClock clock, DateTimeOffset at)
    {
        var part = Tenders.Find(t => t.Id == tender) ?? throw new InvalidOperationException("The refund has no such tender.");
        if (part.IsDone)
            return false;
        (part.DoneAt, part.GivenBack, part.Tip) = (at, amount, tip);
        if (OpenAttemptId == part.AttemptId)
            OpenAttemptId = null;
        GivenBack += amount;
        TipBack += tip;
        if (Tenders.TrueForAll(t => t.IsDone))
            Finish(clock, at);
        Touch(at);
        return true;
    }

    /// <summary>Gives up what has not gone back. With nothing gone back the refund is abandoned, else it is done with what went back.</summary>
    /// <exception cref="InvalidOperationException">A void or return is under way or unknown.</exception>
    public void GiveUpRest(StoreClock clock, DateTimeOffset at)
    {
        if (State != RefundState.Open || OpenAttemptId is not null)
            throw new InvalidOperationException("What is under way or unknown cannot be given up.");
        Tenders.RemoveAll(t => !t.IsDone);
        if (Tenders.Count == 0)
            State = RefundState.Abandoned;
        else
            Finish(clock, at);
        Touch(at);
    }

    private void Finish(StoreClock clock, DateTimeOffset at) =>
        (State, DoneAt, BusinessDate) = (RefundState.Done, at, clock.BusinessDate(at));

    private void Touch(DateTimeOffset at)
    {
        ChangedAt = at;
        Version++;
    }
}

/// <summary>An item that comes back, at what was paid for it.</summary>
public sealed class RefundLine : IStoreOwned
{
    private RefundLine() { }

    public RefundLine(Refund refund, SaleLineId? saleLine, ProductId? product, string sku, string name, Quantity quantity, DualPrice net, DualPrice tax)
    {
        (Id, RefundId, IsoId, MerchantId, StoreId) = (RefundLineId.New(), refund.Id, refund.IsoId, refund.MerchantId, refund.StoreId);
        (SaleLineId, ProductId, Sku, Name, Quantity) = (saleLine, product, sku, name, quantity);
        (Net, Tax) = (net, tax);
    }

    public RefundLineId Id { get; private set; }

    public RefundId RefundId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>The line of the sale; null for a refund without a receipt.</summary>
    public SaleLineId? SaleLineId { get; private set; }

    public ProductId? ProductId { get; private set; }

    public string Sku { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Quantity Quantity { get; private set; }

    /// <summary>What it came to before tax, after discounts, at both prices.</summary>
    public DualPrice Net { get; private set; }

    /// <summary>Its taxes at both prices.</summary>
    public DualPrice Tax { get; private set; }
}

/// <summary>One way in which a part of a refund goes back.</summary>
public sealed class RefundTender : IStoreOwned
{
    private RefundTender() { }

    public RefundTender(RefundTenderId id, Refund refund, TenderId? original, TenderKind kind, PayMethod method, Money amount)
    {
        (Id, RefundId, IsoId, MerchantId, StoreId) = (id, refund.Id, refund.IsoId, refund.MerchantId, refund.StoreId);
        (TenderId, Kind, Method, Amount) = (original, kind, method, amount);
    }

    public RefundTenderId Id { get; private set; }

    public RefundId RefundId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>The tender that it gives back of; null for a refund without a receipt or by another way.</summary>
    public TenderId? TenderId { get; private set; }

    /// <summary>Cash comes out of the drawer; Card goes through the PIN pad.</summary>
    public TenderKind Kind { get; private set; }

    public PayMethod Method { get; private set; }

    /// <summary>What shall go back, tip apart.</summary>
    public Money Amount { get; private set; }

    /// <summary>What went back, tip apart; a terminal may have given back another amount than was asked.</summary>
    public Money GivenBack { get; internal set; }

    /// <summary>The tip that went back with it.</summary>
    public Money Tip { get; internal set; }

    /// <summary>The void or return that carries it out; null for cash.</summary>
    public AttemptId? AttemptId { get; internal set; }

    public DateTimeOffset? DoneAt { get; internal set; }

    public bool IsDone => DoneAt is not null;
}
