using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Sales;

/// <summary>A sale: what is sold, at both prices, and the tenders that pay it.</summary>
/// <remarks>
/// While <see cref="OpenAttemptId"/> is set a payment is under way or its outcome unknown: the cart cannot be changed and no other
/// payment can begin. Every change goes through a method here, which keeps the totals true.
/// </remarks>
public sealed partial class Sale : IStoreOwned
{
    /// <summary>The most lines that one sale takes.</summary>
    public const int LinesMax = 500;

    public const int MismatchLengthMax = 1_000;

    public const int ParkedNameLengthMax = 60;

    private Sale() { }

    public Sale(SaleId id, IsoId isoId, MerchantId merchantId, StoreId storeId, RegisterId registerId, int number, string openedBy,
        DateTimeOffset at)
    {
        (Id, IsoId, MerchantId, StoreId, RegisterId) = (id, isoId, merchantId, storeId, registerId);
        (Number, OpenedBy, OpenedAt, ChangedAt) = (number, openedBy, at, at);
    }

    public SaleId Id { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public RegisterId RegisterId { get; private set; }

    /// <summary>Counts up within the store.</summary>
    public int Number { get; private set; }

    public SaleState State { get; private set; }

    public List<SaleLine> Lines { get; private set; } = [];

    public List<SaleTax> Taxes { get; private set; } = [];

    public List<Tender> Tenders { get; private set; } = [];

    public Discount Discount { get; private set; }

    /// <summary>Before discounts and taxes.</summary>
    public DualPrice Gross { get; private set; }

    public DualPrice Discounted { get; private set; }

    public DualPrice Tax { get; private set; }

    /// <summary>What there is to pay at each price.</summary>
    public DualPrice Total { get; private set; }

    /// <summary>The payment attempt that is under way or unknown, if any.</summary>
    public AttemptId? OpenAttemptId { get; private set; }

    /// <summary>The attempt in which the customer chose cash on the PIN pad, until the cash is taken.</summary>
    public AttemptId? CashChosenAttemptId { get; private set; }

    /// <summary>Set aside: the register has another cart meanwhile. A payment that runs goes on.</summary>
    public DateTimeOffset? ParkedAt { get; private set; }

    /// <summary>What people call the parked cart.</summary>
    public string? ParkedName { get; private set; }

    /// <summary>What has gone back to the customer since it was paid, tips apart, over all refunds.</summary>
    public Money Refunded { get; private set; }

    /// <summary>Tips that have gone back with it.</summary>
    public Money TipRefunded { get; private set; }

    /// <summary>What was paid for the sale, tips apart: set when it is paid.</summary>
    public Money Paid { get; private set; }

    /// <summary>Tips that came with the payments.</summary>
    public Money Tip { get; private set; }

    /// <summary>Set where the PIN pad charged something that tip, fee and tax do not explain.</summary>
    public string? AmountMismatch { get; private set; }

    public string OpenedBy { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string? PaidBy { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>The cashier has seen the outcome and gone on to the next sale. Until then an opened till shows it.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>The store's business day of the payment.</summary>
    public DateOnly? BusinessDate { get; private set; }

    /// <summary>The shift in which it was paid; null where none was open.</summary>
    public ShiftId? ShiftId { get; private set; }

    /// <summary>Counts the changes; a second tab or server that writes an older copy is refused.</summary>
    public int Version { get; private set; }

    /// <summary>The lines that are sold, in cart order.</summary>
    public IEnumerable<SaleLine> ActiveLines => Lines.Where(l => !l.IsRemoved).OrderBy(l => l.Position);

    /// <summary>The cart may be changed.</summary>
    public bool CanChange => IsAtTheTill && OpenAttemptId is null && !Tenders.Exists(t => t.Counts);

    /// <summary>A payment may begin.</summary>
    public bool CanPay => IsAtTheTill && OpenAttemptId is null && Lines.Exists(l => !l.IsRemoved);

    /// <summary>Open, so that a charge that was begun may still go out.</summary>
    public bool CanBeCharged => State == SaleState.Open;

    /// <summary>A tender may be given back: the sale is not done, and no payment runs.</summary>
    public bool CanGiveBack => IsAtTheTill && OpenAttemptId is null;

    /// <summary>A card payment may begin: there is something to charge.</summary>
    public bool CanPayByCard => CanCapture && ParkedAt is null;

    /// <summary>A hold may be captured for the sale: as a card payment may begin, and also while the cart stands parked with its hold.</summary>
    public bool CanCapture => State == SaleState.Open && OpenAttemptId is null && Lines.Exists(l => !l.IsRemoved) && Left.Card.IsPositive;

    private bool IsAtTheTill => State == SaleState.Open && ParkedAt is null;

    /// <summary>What is still to pay, at both prices. Each tender has covered its share of both.</summary>
    public DualPrice Left => Total - DualPrice.Sum(Tenders.Where(t => t.Counts).Select(t => t.Covers));

    /// <summary>The price that receipt and reports show: the Cash Price where nothing was paid at another, else the posted one.</summary>
    public TenderKind ShownAt => Tenders.TrueForAll(t => !t.Pays || t.PricedAt == TenderKind.Cash) ? TenderKind.Cash : TenderKind.Card;

    /// <summary>The attempt that holds the sale may go out: it asks for no more than is left at its price.</summary>
    public bool Owes(PaymentAttempt attempt) =>
        CanBeCharged && OpenAttemptId == attempt.Id && attempt.Amount.IsPositive && attempt.Amount <= Left.For(attempt.PricedAt);

    /// <summary>What food benefits may still pay: the eligible lines at the Cash Price, before tax, as far as it is still to pay.</summary>
    public Money EbtFoodLeft => Money.Max(Money.Zero, Money.Min(Left.Cash,
        Money.Sum(ActiveLines.Where(l => l.IsEbtFood).Select(l => l.Net.Cash))
        - Money.Sum(Tenders.Where(t => t.Counts && t.Method == PayMethod.EbtFood).Select(t => t.Amount))));

    /// <summary>What of the sale is for health care of a kind, tax included.</summary>
    public DualPrice HealthPart(Catalog.HealthKind kind) => DualPrice.Sum(ActiveLines.Where(l => l.Health == kind).Select(l => l.Net + l.Tax));

    /// <summary>Adds an item; the same item at the same price makes its line longer. The line it went to.</summary>
    /// <exception cref="InvalidOperationException">The cart cannot be changed, is full, or the quantity is not sellable.</exception>
    public SaleLine Add(SoldItem item, Quantity quantity, DateTimeOffset at)
    {
        RequireChange();
        Require(quantity.IsSellable, "The quantity is not sellable.");
        var line = Lines.Find(l => l.TakesMoreOf(item));
        var wanted = (line?.Quantity ?? default) + quantity;
        Require(wanted.IsSellable, "The quantity is not sellable.");
        if (line is null)
        {
            Require(Lines.Count < LinesMax, "The sale is full.");
            line = new SaleLine(this, Lines.Count + 1, item, quantity);
            line.Taxes.AddRange(item.Taxes.Select(IndexOf));
            Lines.Add(line);
        }
        else
        {
            line.Quantity = wanted;
        }

        AddUp(at);
        return line;
    }

    /// <summary>Sets how many of a line are sold.</summary>
    public void Change(SaleLineId lineId, Quantity quantity, DateTimeOffset at)
    {
        RequireChange();
        Require(quantity.IsSellable, "The quantity is not sellable.");
        Line(lineId).Quantity = quantity;
        AddUp(at);
    }

    /// <summary>Takes a line out, or puts it back.</summary>
    public void Remove(SaleLineId lineId, bool removed, DateTimeOffset at)
    {
        RequireChange();
        Line(lineId).IsRemoved = removed;
        AddUp(at);
    }

    /// <summary>Sets the discount of a line.</summary>
    /// <exception cref="InvalidOperationException">The cart cannot be changed, or the line takes no discount.</exception>
    public void DiscountLine(SaleLineId lineId, Discount discount, DateTimeOffset at)
    {
        RequireChange();
        var line = Line(lineId);
        Require(line.TakesDiscount || discount.IsNone, "The line takes no discount.");
        line.Discount = discount;
        AddUp(at);
    }

    /// <summary>Sets the discount of the whole sale; lines that take none keep their price.</summary>
    public void DiscountAll(Discount discount, DateTimeOffset at)
    {
        RequireChange();
        Discount = discount;
        AddUp(at);
    }

    /// <summary>Sets the cart aside as cleared, or takes it back.</summary>
    public void Clear(bool cleared, DateTimeOffset at)
    {
        Require(cleared ? CanChange : State == SaleState.Cleared, "The sale cannot be cleared or taken back now.");
        State = cleared ? SaleState.Cleared : SaleState.Open;
        Touch(at);
    }

    /// <summary>The cashier goes on to the next sale. Nothing else about a paid sale changes.</summary>
    public void Finish()
    {
        Require(State == SaleState.Paid, "Only a paid sale is finished.");
        IsFinished = true;
        Version++;
    }

    /// <summary>Locks the sale for a payment attempt.</summary>
    /// <exception cref="InvalidOperationException">Another attempt is open, or nothing is left to pay.</exception>
    public void BeginAttempt(AttemptId attempt, DateTimeOffset at)
    {
        Require(CanPayByCard, "The sale cannot be paid by card now.");
        LockFor(attempt, at);
    }

    /// <summary>Locks the sale for the capture of its hold; a parked cart stays parked.</summary>
    /// <exception cref="InvalidOperationException">Another attempt is open, or nothing is left to pay.</exception>
    public void BeginCapture(AttemptId attempt, DateTimeOffset at)
    {
        Require(CanCapture, "The sale takes no capture now.");
        LockFor(attempt, at);
    }

    private void LockFor(AttemptId attempt, DateTimeOffset at)
    {
        OpenAttemptId = attempt;
        CashChosenAttemptId = null;
        Touch(at);
    }

    /// <summary>Lets go of an attempt that took no card: declined, cancelled, never started, proven not processed.</summary>
    public void EndAttempt(AttemptId attempt, DateTimeOffset at)
    {
        if (OpenAttemptId == attempt)
            OpenAttemptId = null;
        Touch(at);
    }

    /// <summary>The customer chose cash on the PIN pad: the sale goes on as a cash sale.</summary>
    public void ChooseCash(AttemptId attempt, DateTimeOffset at)
    {
        EndAttempt(attempt, at);
        CashChosenAttemptId = attempt;
    }

    /// <summary>Books an approved card payment with what the terminal charged. It covers at most what was left; the same attempt is booked once.</summary>
    /// <exception cref="InvalidOperationException">The attempt took no money, or belongs to another sale.</exception>
    public void BookCard(PaymentAttempt attempt, StoreClock clock, DateTimeOffset at)
    {
        Require(attempt.IsCharged && attempt.SaleId == Id, "Only a charge of this sale can be booked on it.");
        if (CardTenderOf(attempt.Id) is not null)
            return;
        var charged = attempt.ChargedWithoutTip;
        var left = Left.For(attempt.PricedAt);
        NoteMismatch(attempt.AmountMismatch);
        if (State == SaleState.Cleared)
            NoteMismatch($"A card was charged {MoneyText.Show(charged)} after this cart had been cleared: give it back on the PIN pad, or hand over the goods.");
        else if (left < Money.Min(attempt.AskedWithoutTip, charged))
            NoteMismatch($"A card was charged {MoneyText.Show(charged)} when {MoneyText.Show(left)} was left to pay: give the rest back on the PIN pad.");
        var pays = Money.Min(attempt.IsWhole ? Money.Max(charged, attempt.AskedWithoutTip) : charged, left);
        // a part of a cart that nobody wants any more pays for nothing
        var isForNothing = !left.IsPositive || (State == SaleState.Cleared && pays < left);
        if (isForNothing)
            attempt.MarkToVoid(at);
        Book(Tender.Card(this, attempt, charged, isForNothing ? DualPrice.Zero : CoveredBy(attempt.PricedAt, pays)), attempt.PerformedBy, clock, at);
        if (OpenAttemptId == attempt.Id)
            OpenAttemptId = null;
        Tip += attempt.Tip ?? Money.Zero;
    }

    /// <summary>Takes cash at the Cash Price, for all that is left or for a part of it. The change is <c>received − amount</c>.</summary>
    /// <param name="part">What the cash shall pay, above zero and at most what is left; null = all that is left.</param>
    /// <exception cref="InvalidOperationException">The sale cannot be paid now, the part is more than is left, or less was received than that.</exception>
    public Tender TakeCash(TenderId id, Money received, string by, StoreClock clock, DateTimeOffset at, Money? part = null)
    {
        Require(CanPay, "The sale cannot be paid now.");
        var amount = part ?? Left.Cash;
        Require(part is null || (amount.IsPositive && amount <= Left.Cash), "The part is nothing, or more than is left to pay.");
        Require(received >= amount, "Less was received than is left to pay.");
        var tender = Tender.InCash(this, id, amount, received, CoveredBy(TenderKind.Cash, amount), CashChosenAttemptId, at);
        Book(tender, by, clock, at);
        CashChosenAttemptId = null;
        return tender;
    }

    /// <summary>Sets the cart aside, so that the next customer can be served. A payment that runs or is unknown goes on.</summary>
    public void Park(string name, DateTimeOffset at)
    {
        Require(State == SaleState.Open && ParkedAt is null, "Only an open cart can be set aside.");
        (ParkedAt, ParkedName) = (at, name.Length > ParkedNameLengthMax ? name[..ParkedNameLengthMax] : name);
        Touch(at);
    }

    /// <summary>Takes a parked cart up again, at the register that asks for it.</summary>
    public void TakeUp(RegisterId register, DateTimeOffset at)
    {
        Require(State == SaleState.Open && ParkedAt is not null, "Only a parked cart can be taken up.");
        (ParkedAt, ParkedName, RegisterId) = (null, null, register);
        Touch(at);
    }

    /// <summary>Puts what was booked since then and is in no shift yet into the shift that is open now. What is in a shift stays in it.</summary>
    public void BookedIn(ShiftId shift, DateTimeOffset since)
    {
        foreach (var tender in Tenders)
            tender.BookedIn(shift, since);
        if (PaidAt >= since)
            ShiftId ??= shift;
    }

    /// <summary>Keeps a sentence about money that did not move as it was asked for; whoever looks at the sale reads it. Null says nothing.</summary>
    public void NoteMismatch(string? words)
    {
        if (words is null)
            return;
        AmountMismatch = AmountMismatch is null ? words : $"{AmountMismatch} {words}";
        if (AmountMismatch.Length > MismatchLengthMax)
            AmountMismatch = AmountMismatch[..MismatchLengthMax];
    }

    private void Book(Tender tender, string by, StoreClock clock, DateTimeOffset at)
    {
        Tenders.Add(tender);
        Paid += tender.Amount;
        Touch(at);
        if (OpenAttemptId is null || OpenAttemptId == tender.AttemptId)
            CloseIfPaid(by, clock, at); // else another payment is not known yet: its end closes the sale
    }

    /// <summary>Closes the sale where tenders pay all of it and no payment is under way or unknown.</summary>
    /// <remarks>A late charge on a paid sale stays on record as a tender, and the day of the sale stays what it was.</remarks>
    public void CloseIfPaid(string by, StoreClock clock, DateTimeOffset at)
    {
        if (State != SaleState.Paid && Tenders.Exists(t => t.Counts) && !Left.Card.IsPositive && !Left.Cash.IsPositive)
            (State, PaidAt, PaidBy, BusinessDate) = (SaleState.Paid, at, by, clock.BusinessDate(at));
    }

    /// <summary>The share of both prices that a tender of this amount would pay: the last tender takes the rounding, so that nothing is left over.</summary>
    /// <remarks>A part by card leaves at least a cent to pay in cash where there was one: rounding never makes the rest free.</remarks>
    public DualPrice CoveredBy(TenderKind kind, Money amount)
    {
        var left = Left;
        if (amount >= left.For(kind))
            return left;
        return kind switch
        {
            TenderKind.Card => DualPrice.Amounts(
                Money.Max(Money.Zero, Money.Min(Rounding.Proportion(left.Cash, amount, left.Card), left.Cash - new Money(1))), amount),
            TenderKind.Cash => DualPrice.Amounts(amount, Rounding.Proportion(left.Card, amount, left.Cash)),
        };
    }

    private int IndexOf(AppliedTax tax)
    {
        var known = Taxes.Find(t => t.TaxId == tax.TaxId && t.Rate == tax.Rate);
        if (known is null)
        {
            known = new SaleTax(this, Taxes.Count, tax);
            Taxes.Add(known);
        }

        return known.Position;
    }

    private SaleLine Line(SaleLineId id) =>
        Lines.Find(l => l.Id == id) ?? throw new InvalidOperationException("The line is not in this sale.");

    private void AddUp(DateTimeOffset at)
    {
        var active = ActiveLines.ToArray();
        var taxes = Taxes.OrderBy(t => t.Position).ToArray();
        var totals = SaleTotals.Of(
            [.. active.Select(l => new TotalsLine(l.UnitPrice, l.Quantity, l.Discount, l.Taxes) { TakesDiscount = l.TakesDiscount })],
            [.. taxes.Select(t => t.Rate)], Discount);
        for (var i = 0; i < active.Length; i++)
            active[i].Apply(totals.Lines[i]);
        for (var t = 0; t < taxes.Length; t++)
            taxes[t].Amount = totals.Taxes[t];
        (Gross, Discounted, Tax, Total) = (totals.Gross, totals.Discount, totals.Tax, totals.Total);
        Touch(at);
    }

    private void Touch(DateTimeOffset at)
    {
        ChangedAt = at;
        Version++;
    }

    private void RequireChange() => Require(CanChange, "The sale cannot be changed now.");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
