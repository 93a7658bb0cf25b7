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

    /// <summary>What is to go back in all, tips apart.</summary>
    public Money Amount => Money.Sum(Tenders.Where(t => t.GivenUpAt is null).Select(t => t.Amount));

    /// <summary>It holds money of the sale: nobody else may give that back.</summary>
    public bool Reserves => State is RefundState.Open or RefundState.Done;

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
        if (State != RefundState.Open || (OpenAttemptId is not null && OpenAttemptId != attempt) || !part.IsWanted)
            throw new InvalidOperationException("This part of the refund cannot go out now.");
        OpenAttemptId = attempt;
        part.AttemptId = attempt;
        Touch(at);
    }

    /// <summary>A part goes back out of the drawer: at once, because the drawer does not answer.</summary>
    /// <exception cref="InvalidOperationException">The part is not to go back in cash, or another one is under way.</exception>
    public void PayOut(RefundTenderId tender, StoreClock clock, DateTimeOffset at)
    {
        if (Tenders.Find(t => t.Id == tender) is not { Kind: TenderKind.Cash, AttemptId: null } part)
            throw new InvalidOperationException("Only a cash part is paid out of the drawer.");
        Book(tender, part.Amount, part.AskedTip, clock, at);
    }

    /// <summary>What could not go back as planned goes another way.</summary>
    /// <exception cref="InvalidOperationException">Something is under way or unknown, or the part has gone back.</exception>
    public void TurnTo(RefundTenderId tender, TenderKind kind, PayMethod method, DateTimeOffset at)
    {
        if (State != RefundState.Open || OpenAttemptId is not null || Tenders.Find(t => t.Id == tender) is not { IsWanted: true } part)
            throw new InvalidOperationException("This part of the refund cannot go another way now.");
        part.TurnTo(kind, method);
        Touch(at);
    }

    /// <summary>Names who approved what the asker may not do alone.</summary>
    public void ApproveBy(string approver, DateTimeOffset at)
    {
        ApprovedBy = approver;
        Touch(at);
    }

    /// <summary>The part that a void or return is booked on: also one that waits for another try, where an earlier one turns out to be done.</summary>
    /// <returns>Null where its part went another way, was given up, or has another try under way.</returns>
    public RefundTender? PartOf(PaymentAttempt attempt) => PartAskedBy(attempt) switch
    {
        { AttemptId: { } own, GivenUpAt: null } part when own == attempt.Id => part,
        { AttemptId: not null, IsWanted: true } part when OpenAttemptId is null => part,
        _ => null,
    };

    /// <summary>The part that a void or return was made for. It may have another try by now, or none: then the amount tells.</summary>
    public RefundTender? PartAskedBy(PaymentAttempt attempt) =>
        Tenders.Find(t => t.AttemptId == attempt.Id)
        ?? Tenders.Find(t => t.TenderId is { } tender && tender.Value == attempt.OriginalId?.Value) // a card's tender has the id of its charge
        ?? Tenders.Find(t => t.TenderId is not null && t.IsAskedBy(attempt))
        ?? Tenders.Find(t => t.TenderId is not null && t.Method == attempt.Method);

    /// <summary>Money went back that no part waits for: a void or return that was taken for undone was done after all. It is of the tender that its part gave back of.</summary>
    /// <returns>False where it had been booked already.</returns>
    public bool BookSurplus(PaymentAttempt attempt, Money amount, Money tip, StoreClock clock, DateTimeOffset at)
    {
        if (Tenders.Exists(t => t.AttemptId == attempt.Id && t.IsDone))
            return false;
        Tenders.Add(new RefundTender(RefundTenderId.New(), this, PartAskedBy(attempt)?.TenderId, TenderKind.Card, attempt.Method, amount, tip, Tenders.Count)
        {
            AttemptId = attempt.Id,
            DoneAt = at,
            GivenBack = amount,
            Tip = tip,
        });
        GivenBack += amount;
        TipBack += tip;
        if (State == RefundState.Abandoned)
            Finish(clock, at);
        else if (State == RefundState.Done)
            SpreadOverLines();
        Touch(at);
        return true;
    }

    /// <summary>The void or return did not happen: the part may be tried again or another way.</summary>
    public void EndAttempt(AttemptId attempt, DateTimeOffset at)
    {
        if (OpenAttemptId == attempt)
            OpenAttemptId = null;
        Touch(at);
    }

    /// <summary>A part has gone back. The same part is booked once.</summary>
    /// <param name="by">The void or return that did it, where that is not the last one that was tried.</param>
    /// <returns>False where it had been booked already.</returns>
    public bool Book(RefundTenderId tender, Money amount, Money tip, StoreClock clock, DateTimeOffset at, AttemptId? by = null)
    {
        var part = Tenders.Find(t => t.Id == tender) ?? throw new InvalidOperationException("The refund has no such tender.");
        if (part.IsDone)
            return false;
        part.AttemptId = by ?? part.AttemptId;
        (part.DoneAt, part.GivenBack, part.Tip) = (at, amount, tip);
        if (OpenAttemptId == part.AttemptId)
            OpenAttemptId = null;
        GivenBack += amount;
        TipBack += tip;
        CloseIfNothingWaits(clock, at);
        Touch(at);
        return true;
    }

    /// <summary>Gives up what has not gone back. With nothing gone back the refund is abandoned, else it is done with what went back.</summary>
    /// <exception cref="InvalidOperationException">A void or return is under way or unknown.</exception>
    public void GiveUpRest(StoreClock clock, DateTimeOffset at)
    {
        if (State != RefundState.Open || OpenAttemptId is not null)
            throw new InvalidOperationException("What is under way or unknown cannot be given up.");
        foreach (var part in Tenders.Where(t => !t.IsDone))
            part.GivenUpAt = at;
        CloseIfNothingWaits(clock, at);
        Touch(at);
    }

    /// <summary>Gives up one part: it is not to go back any more.</summary>
    /// <exception cref="InvalidOperationException">A void or return is under way or unknown, or the part does not wait.</exception>
    public void GiveUp(RefundTenderId tender, StoreClock clock, DateTimeOffset at)
    {
        if (State != RefundState.Open || OpenAttemptId is not null || Tenders.Find(t => t.Id == tender) is not { IsWanted: true } part)
            throw new InvalidOperationException("This part of the refund cannot be given up now.");
        part.GivenUpAt = at;
        CloseIfNothingWaits(clock, at);
        Touch(at);
    }

    /// <summary>A tip that was made smaller meanwhile goes back as it is now.</summary>
    public void CapTip(RefundTenderId tender, Money tip)
    {
        if (Tenders.Find(t => t.Id == tender) is { IsWanted: true } part)
            part.AskedTip = Money.Min(part.AskedTip, tip);
    }

    /// <summary>Puts what has gone back since then and is in no shift yet into the shift that is open now.</summary>
    public void BookedIn(ShiftId shift, DateTimeOffset since)
    {
        foreach (var tender in Tenders.Where(t => t.DoneAt >= since))
            tender.ShiftId ??= shift;
    }

    private void CloseIfNothingWaits(StoreClock clock, DateTimeOffset at)
    {
        if (Tenders.Exists(t => t.IsWanted))
            return;
        if (Tenders.Exists(t => t.IsDone))
            Finish(clock, at);
        else
            State = RefundState.Abandoned;
    }

    private void Finish(StoreClock clock, DateTimeOffset at)
    {
        (State, DoneAt, BusinessDate) = (RefundState.Done, at, clock.BusinessDate(at));
        SpreadOverLines();
    }

    private void SpreadOverLines()
    {
        // the lines say what went back, not what was hoped for: what did not go back may still be asked for
        var weights = Lines.ConvertAll(l => l.Amount);
        var asked = Money.Sum(weights);
        if (asked == GivenBack || !asked.IsPositive)
            return;
        var parts = Rounding.Split(GivenBack, weights);
        for (var i = 0; i < parts.Length; i++)
            Lines[i].GoBackWith(parts[i]);
    }

    private void Touch(DateTimeOffset at)
    {
        ChangedAt = at;
        Version++;
    }
}

/// <summary>An item that comes back, at what was paid for it; without a quantity, its share of an amount that goes back.</summary>
public sealed class RefundLine : IStoreOwned
{
    private RefundLine() { }

    public RefundLine(Refund refund, SaleLineId? saleLine, ProductId? product, string sku, string name, Quantity quantity, Money amount, Money tax)
    {
        (Id, RefundId, IsoId, MerchantId, StoreId) = (RefundLineId.New(), refund.Id, refund.IsoId, refund.MerchantId, refund.StoreId);
        (SaleLineId, ProductId, Sku, Name, Quantity) = (saleLine, product, sku, name, quantity);
        (Amount, Tax) = (amount, tax);
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

    /// <summary>How many come back; zero for the line's share of an amount.</summary>
    public Quantity Quantity { get; private set; }

    /// <summary>What goes back for it, taxes included.</summary>
    public Money Amount { get; private set; }

    /// <summary>The taxes in <see cref="Amount"/>.</summary>
    public Money Tax { get; private set; }

    internal void GoBackWith(Money amount) =>
        (Amount, Tax) = (amount, Amount.IsZero ? Money.Zero : Rounding.Proportion(Tax, amount, Amount));
}

/// <summary>One way in which a part of a refund goes back.</summary>
public sealed class RefundTender : IStoreOwned
{
    private RefundTender() { }

    public RefundTender(
        RefundTenderId id, Refund refund, TenderId? original, TenderKind kind, PayMethod method, Money amount, Money askedTip = default, int position = 0)
    {
        (Id, RefundId, IsoId, MerchantId, StoreId) = (id, refund.Id, refund.IsoId, refund.MerchantId, refund.StoreId);
        (TenderId, Kind, Method, Amount, AskedTip, Position) = (original, kind, method, amount, askedTip, position);
    }

    public RefundTenderId Id { get; private set; }

    public RefundId RefundId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>Order within the refund: parts on cards go one after another.</summary>
    public int Position { get; private set; }

    /// <summary>The tender that it gives back of, by whatever way; null for a refund without a receipt.</summary>
    public TenderId? TenderId { get; private set; }

    /// <summary>Cash comes out of the drawer; Card goes through the PIN pad.</summary>
    public TenderKind Kind { get; private set; }

    public PayMethod Method { get; private set; }

    /// <summary>What shall go back, tip apart.</summary>
    public Money Amount { get; private set; }

    /// <summary>The tip that shall go back with it.</summary>
    public Money AskedTip { get; internal set; }

    /// <summary>What went back, tip apart; a terminal may have given back another amount than was asked.</summary>
    public Money GivenBack { get; internal set; }

    /// <summary>The tip that went back with it.</summary>
    public Money Tip { get; internal set; }

    /// <summary>The void or return that carries it out; null for cash.</summary>
    public AttemptId? AttemptId { get; internal set; }

    public DateTimeOffset? DoneAt { get; internal set; }

    /// <summary>The shift of the register in which it went back; null where none was open.</summary>
    public ShiftId? ShiftId { get; internal set; }

    /// <summary>It did not go back and shall not any more.</summary>
    public DateTimeOffset? GivenUpAt { get; internal set; }

    /// <summary>It shall go back and has not.</summary>
    public bool IsWanted => DoneAt is null && GivenUpAt is null;

    public bool IsDone => DoneAt is not null;

    /// <summary>What it takes of its tender: what went back, or shall go back.</summary>
    public Money Taken => IsDone ? GivenBack : IsWanted ? Amount : Money.Zero;

    /// <summary>What it takes of its tender's tip.</summary>
    public Money TipTaken => IsDone ? Tip : IsWanted ? AskedTip : Money.Zero;

    /// <summary>What the void or return is for is still all of it. A void takes the tip back by itself, a return has it inside.</summary>
    public bool IsAskedBy(PaymentAttempt attempt) => attempt.Kind == AttemptKind.Void || attempt.Amount == Amount + AskedTip;

    internal void TurnTo(TenderKind kind, PayMethod method) => (Kind, Method, AttemptId) = (kind, method, null);
}
