using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;

namespace CloudPos.Domain.Payments;

/// <summary>One try to charge a card: one RefId, at most one request per dispatch, one journal.</summary>
/// <remarks>
/// <see cref="Record"/> is the only way to change <see cref="State"/>; it appends to <see cref="Entries"/> and throws where
/// <see cref="Next"/> has no answer. What the states mean and when they may be left: <c>docs/spin.md</c>.
/// </remarks>
public sealed partial class PaymentAttempt : IStoreOwned
{
    /// <summary>Room for a redacted request with its amounts.</summary>
    public const int NoteLengthMax = 4_000;

    public const int LabelLengthMax = Sales.Sale.ParkedNameLengthMax;

    private PaymentAttempt() { }

    public PaymentAttempt(AttemptId id, Sales.Sale sale, TerminalId terminalId, string refId, Money amount, string performedBy, DateTimeOffset at)
    {
        (Id, SaleId, IsoId, MerchantId, StoreId) = (id, sale.Id, sale.IsoId, sale.MerchantId, sale.StoreId);
        (TerminalId, RefId, Amount, PerformedBy) = (terminalId, refId, amount, performedBy);
        (CreatedAt, ChangedAt) = (at, at);
    }

    /// <summary>An attempt of any kind that has a RefId of its own.</summary>
    public static PaymentAttempt Of(AttemptId id, AttemptPlan plan, TerminalId terminalId, string refId, string performedBy, DateTimeOffset at) => new()
    {
        Id = id,
        SaleId = plan.SaleId,
        RefundId = plan.RefundId,
        OriginalId = plan.OriginalId,
        Label = plan.Label,
        IsoId = plan.Owner.IsoId,
        MerchantId = plan.Owner.MerchantId,
        StoreId = plan.Owner.StoreId,
        Kind = plan.Kind,
        Method = plan.Method,
        PricedAt = plan.PricedAt,
        TerminalId = terminalId,
        RefId = refId,
        Amount = plan.Amount,
        AskedCashback = plan.Cashback,
        PerformedBy = performedBy,
        CreatedAt = at,
        ChangedAt = at,
    };

    /// <summary>A void, capture or tip adjustment of <paramref name="original"/>: same terminal, same RefId.</summary>
    /// <param name="amount">For a void and a tip adjustment the base of the original, for a capture the total with the tip inside.</param>
    /// <param name="tip">The tip as it shall be; null where the kind carries none.</param>
    public static PaymentAttempt FollowUp(
        AttemptId id, AttemptKind kind, PaymentAttempt original, Money amount, Money? tip, RefundId? refund, string performedBy, DateTimeOffset at) => new()
    {
        Id = id,
        SaleId = original.SaleId,
        RefundId = refund,
        OriginalId = original.Id,
        IsoId = original.IsoId,
        MerchantId = original.MerchantId,
        StoreId = original.StoreId,
        Kind = kind,
        Method = original.Method,
        PricedAt = original.PricedAt,
        TerminalId = original.TerminalId,
        RefId = original.RefId,
        Amount = amount,
        AskedTip = tip,
        PerformedBy = performedBy,
        CreatedAt = at,
        ChangedAt = at,
    };

    /// <summary>A return of <paramref name="original"/> that cannot be voided: money back to a card that is presented again, under a RefId of its own.</summary>
    /// <remarks>Cash that was handed out on it is not given back: the customer has it.</remarks>
    public static PaymentAttempt ReturnOf(AttemptId id, PaymentAttempt original, string refId, string performedBy, DateTimeOffset at)
    {
        var made = FollowUp(id, AttemptKind.Return, original, original.ChargedWithoutTip + (original.Tip ?? Money.Zero), null, null, performedBy, at);
        (made.RefId, made.Method) = (refId, original.MethodUsed);
        return made;
    }

    public AttemptId Id { get; private set; }

    public AttemptKind Kind { get; private set; }

    /// <summary>How the customer was to pay, as it was asked for. What the terminal used is <see cref="PaymentType"/>.</summary>
    public PayMethod Method { get; private set; } = PayMethod.Credit;

    /// <summary>Which of the two prices it pays.</summary>
    public TenderKind PricedAt { get; private set; } = TenderKind.Card;

    /// <summary>The sale it is about; null for a refund without a receipt.</summary>
    public SaleId? SaleId { get; private set; }

    /// <summary>The refund that it carries out.</summary>
    public RefundId? RefundId { get; private set; }

    /// <summary>Void, capture, tip adjustment: the attempt that it is about, whose RefId they share. A return of a surplus charge names it too.</summary>
    public AttemptId? OriginalId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public TerminalId TerminalId { get; private set; }

    /// <summary>32 letters and digits, unique in the world; on record before the first byte leaves.</summary>
    public string RefId { get; private set; } = "";

    public AttemptState State { get; private set; }

    public AttemptReason Reason { get; private set; }

    /// <summary>What is to be charged, held or given back, at <see cref="PricedAt"/>, without tip (a capture: with it).</summary>
    public Money Amount { get; private set; }

    /// <summary>Capture and tip adjustment: the tip as it shall be.</summary>
    public Money? AskedTip { get; private set; }

    /// <summary>Cash that the customer wants out of the drawer on top; charged together with <see cref="Amount"/>.</summary>
    public Money AskedCashback { get; private set; }

    /// <summary>Cash that the terminal says was charged for on top.</summary>
    public Money? Cashback { get; private set; }

    /// <summary>E-mail of the signed-in user who started it.</summary>
    public string PerformedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>How long the proxy was told to wait for the customer, as it stood when the request left; in seconds.</summary>
    public int WindowSeconds { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The cashier asked to stop; only the terminal decides.</summary>
    public DateTimeOffset? CancelRequestedAt { get; private set; }

    /// <summary>While unknown: when Status is asked next.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    /// <summary>How often Status was asked.</summary>
    public int Checks { get; private set; }

    /// <summary>The fencing token of the lease under which it was sent: a server that lost the PIN pad meanwhile is told by it.</summary>
    public long LeaseToken { get; private set; }

    /// <summary>Set where a card was charged for a sale that was paid otherwise: it is to be given back at once.</summary>
    public DateTimeOffset? ToVoidSince { get; private set; }

    /// <summary>When its doubt ended: it was unknown, needed a person, or was to be given back, and is none of that any more.</summary>
    public DateTimeOffset? ClearedUpAt { get; private set; }

    /// <summary>When its tip was set after the charge; a tip of zero is a tip that was set.</summary>
    public DateTimeOffset? TipSetAt { get; private set; }

    /// <summary>Holds: what people call it.</summary>
    public string? Label { get; private set; }

    /// <summary>The batch of the register's books that it belongs to.</summary>
    public BatchId? BatchId { get; private set; }

    /// <summary>The PIN pad took it by itself while the register was away; it was entered here afterwards and was never sent from here.</summary>
    public bool IsStandAlone { get; private set; }

    /// <summary>The first "not found" that counts; a second one, far enough apart, proves that nothing was processed.</summary>
    public DateTimeOffset? NotFoundSince { get; private set; }

    /// <summary>What the terminal says it charged in all (<c>TotalAmt</c>), tip included.</summary>
    public Money? Charged { get; private set; }

    public Money? Tip { get; private set; }

    public Money? Fee { get; private set; }

    public Money? Tax { get; private set; }

    public string? AuthCode { get; private set; }

    public string? CardBrand { get; private set; }

    public string? Last4 { get; private set; }

    public string? EntryType { get; private set; }

    /// <summary>The payment type that the terminal used, e.g. <c>Credit</c>.</summary>
    public string? PaymentType { get; private set; }

    public string? BatchNumber { get; private set; }

    public string? InvoiceNumber { get; private set; }

    public string? TransactionNumber { get; private set; }

    public string? HostReference { get; private set; }

    /// <summary>The terminal's own words, for the code line under the sentence.</summary>
    public string? TerminalText { get; private set; }

    /// <summary>Set where the amount charged is not the amount asked for plus tip, fee and tax.</summary>
    public string? AmountMismatch { get; private set; }

    /// <summary>Everything that ever happened to it, oldest first. Only appended to.</summary>
    public List<AttemptEntry> Entries { get; private set; } = [];

    public int Version { get; private set; }

    /// <summary>What was charged for the sale itself: no tip, no cash handed out.</summary>
    public Money ChargedWithoutTip => Charged is { } charged
        ? Money.Max(Money.Zero, charged - (Tip ?? Money.Zero) - (Cashback ?? Money.Zero)) : Amount;

    /// <summary>What the terminal is asked to move in all, cash for the customer inside: what its slip and its list name.</summary>
    public Money Asked => Amount + AskedCashback;

    /// <summary>The kind of card that was used: what the customer chose on the PIN pad, where the choice was his.</summary>
    public PayMethod MethodUsed => Method != PayMethod.UserChoice ? Method
        : PaymentType?.Contains("DEBIT", StringComparison.OrdinalIgnoreCase) == true ? PayMethod.Debit : PayMethod.Credit;

    /// <summary>What was asked for, without the tip that a capture holds.</summary>
    public Money AskedWithoutTip => Kind == AttemptKind.Capture ? Amount - (AskedTip ?? Money.Zero) : Amount;

    /// <summary>What a void or a tip adjustment of it names as its base.</summary>
    public Money BaseAmount => Kind == AttemptKind.Capture ? ChargedWithoutTip : Asked;

    /// <summary>A hold: what it holds. Less than was asked for where the card had no more.</summary>
    public Money Held => Charged ?? Amount;

    /// <summary>A gift load that was approved: what of the paid value did not go on the card. Over XML a terminal calls such a load approved, not partial.</summary>
    public Money NotOnGiftCard => Kind is AttemptKind.GiftActivate or AttemptKind.GiftReload && IsCharged ? Money.Max(Money.Zero, Amount - (Charged ?? Amount)) : Money.Zero;

    /// <summary>It goes out under its original's RefId.</summary>
    public bool SharesRefId => Kind is AttemptKind.Void or AttemptKind.TipAdjust or AttemptKind.Capture;

    /// <summary>The terminal may still be busy with it, or nobody knows.</summary>
    public bool IsOpen => State is AttemptState.Created or AttemptState.Sent or AttemptState.Unknown or AttemptState.NeedsReview;

    /// <summary>Status has to be asked.</summary>
    public bool IsUnresolved => State is AttemptState.Unknown or AttemptState.NeedsReview;

    /// <summary>May be sent again under the same RefId.</summary>
    public bool CanSendAgain => State is AttemptState.NotStarted or AttemptState.NotProcessed;

    /// <summary>May wait at another PIN pad: it waits, and no PIN pad has ever heard of it.</summary>
    public bool CanMove => State == AttemptState.Created && SentAt is null && OriginalId is null;

    /// <summary>The terminal approved all that was asked for, also where it gave a discount of its own.</summary>
    public bool IsWhole => State == AttemptState.Approved;

    /// <summary>The terminal approved it and nothing has taken it back. Of a sale: money was taken.</summary>
    public bool IsCharged => State is AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.Settled;

    /// <summary>A void of it may be tried: approved, and in a batch that is not known to be settled.</summary>
    public bool CanVoid => Kind is not (AttemptKind.Void or AttemptKind.TipAdjust) && State is AttemptState.Approved or AttemptState.PartiallyApproved;

    /// <summary>Its tip may still be set.</summary>
    public bool CanAdjustTip => Kind is AttemptKind.Sale or AttemptKind.Capture && Method is PayMethod.Credit or PayMethod.UserChoice
        && State is AttemptState.Approved or AttemptState.PartiallyApproved;

    /// <summary>Another amount of it may still be booked: it is in the open batch, and it pays a sale.</summary>
    public bool CanTakeAmount => Kind is AttemptKind.Sale or AttemptKind.Capture && State is AttemptState.Approved or AttemptState.PartiallyApproved;

    /// <summary>A hold that may still be charged.</summary>
    public bool CanCapture => Kind == AttemptKind.Auth && State is AttemptState.Approved or AttemptState.PartiallyApproved;

    /// <summary>Asks the terminal for just what the plan does: so its RefId may serve again once it is proven not charged.</summary>
    public bool AsksFor(AttemptPlan plan) =>
        (Kind, Method, PricedAt, Amount, AskedCashback) == (plan.Kind, plan.Method, plan.PricedAt, plan.Amount, plan.Cashback);

    /// <summary>Records what happened and moves on.</summary>
    /// <exception cref="InvalidOperationException">The signal makes no sense in this state: a bug, never an outcome.</exception>
    public void Record(AttemptSignal signal, AttemptReason reason, string? note, DateTimeOffset at, string? by = null)
    {
        var next = Next(State, signal)
            ?? throw new InvalidOperationException($"A payment attempt that is {State} cannot take the signal {signal}.");
        if (note?.Length > NoteLengthMax)
            note = note[..NoteLengthMax];
        Entries.Add(new AttemptEntry(this, Entries.Count + 1, State, signal, next, reason, note, by, at));
        var wasUnresolved = IsUnresolved;
        (State, Reason, ChangedAt) = (next, reason, at);
        if (signal == AttemptSignal.Sent)
            SentAt = at;
        if (signal == AttemptSignal.SendAgain)
            (CancelRequestedAt, NotFoundSince, Checks) = (null, null, 0);
        NextCheckAt = IsUnresolved ? NextCheckAt ?? at : null;
        if (wasUnresolved && !IsUnresolved)
            ClearedUpAt = at;
        Version++;
    }

    /// <summary>Keeps what the terminal reported of a charge. The terminal's figure is what is booked.</summary>
    /// <remarks><paramref name="unexplained"/> is the sentence for a difference that tip, fee and tax do not explain.</remarks>
    public void KeepResult(ChargeResult result, string? unexplained)
    {
        (Charged, Tip, Fee, Tax) = (result.Charged, result.Tip, result.Fee, result.Tax);
        Cashback = result.Cashback;
        (AuthCode, CardBrand, Last4, EntryType, PaymentType) = (result.AuthCode, result.CardBrand, result.Last4, result.EntryType, result.PaymentType);
        (BatchNumber, InvoiceNumber, TransactionNumber) = (result.BatchNumber, result.InvoiceNumber, result.TransactionNumber);
        HostReference = result.HostReference;
        AmountMismatch = unexplained;
    }

    /// <summary>Keeps the proxy's window and the lease's token. What is changed on the terminal later does not shorten a proof that is under way.</summary>
    public void KeepWindow(int seconds, long leaseToken) => (WindowSeconds, LeaseToken) = (seconds, leaseToken);

    /// <summary>The request has ended without an answer only now, where its server stood still before it left: what the terminal said meanwhile proves nothing.</summary>
    public void KeepRequestEnd(DateTimeOffset at) =>
        (WindowSeconds, NotFoundSince) = (Math.Max(WindowSeconds, (int)Math.Ceiling((at - (SentAt ?? at)).TotalSeconds)), null);

    /// <summary>A tip adjustment of it was approved: what was charged is another amount now.</summary>
    public void AdjustTip(Money tip, DateTimeOffset at)
    {
        var withoutTip = ChargedWithoutTip;
        (Tip, Charged, TipSetAt) = (tip, withoutTip + tip, at);
        Record(AttemptSignal.TipAdjusted, AttemptReason.FollowUp, $"Tip {MoneyText.Show(tip)}", at);
    }

    /// <summary>Waits at another PIN pad instead. It has never been sent, so no PIN pad can know its RefId.</summary>
    /// <exception cref="InvalidOperationException">It has been sent, or is done.</exception>
    public void MoveTo(TerminalId terminal, DateTimeOffset at)
    {
        if (!CanMove)
            throw new InvalidOperationException("Only a payment that has never been sent can wait at another PIN pad.");
        (TerminalId, ChangedAt) = (terminal, at);
        Version++;
    }

    /// <summary>A void, capture or tip adjustment of it is about to go on record: of two that are begun at once the version lets one through.</summary>
    public void NoteFollowUp() => Version++;

    /// <summary>It was taken on the PIN pad by itself: what its list says is what was charged.</summary>
    public void TakeStandAlone(ChargeResult result, string words, DateTimeOffset at)
    {
        IsStandAlone = true;
        KeepResult(result, null);
        Record(AttemptSignal.Approved, AttemptReason.ByManager, words, at);
    }

    /// <summary>Marks it as charged for nothing: it is to be given back.</summary>
    public void MarkToVoid(DateTimeOffset at)
    {
        ToVoidSince ??= at;
        Version++;
    }

    /// <summary>What was to be given back is settled in another way.</summary>
    public void UnmarkToVoid(DateTimeOffset? at = null)
    {
        if (ToVoidSince is not null)
            ClearedUpAt = at ?? ClearedUpAt;
        ToVoidSince = null;
        Version++;
    }

    /// <summary>Puts it into a batch of the register's books.</summary>
    public void AssignTo(BatchId batch)
    {
        BatchId = batch;
        Version++;
    }

    /// <summary>A capture's answer may not name the card: it is the hold's.</summary>
    public void KeepCardOf(PaymentAttempt hold)
    {
        (CardBrand, Last4) = (CardBrand ?? hold.CardBrand, Last4 ?? hold.Last4);
        (EntryType, PaymentType) = (EntryType ?? hold.EntryType, PaymentType ?? hold.PaymentType);
        AuthCode ??= hold.AuthCode;
        Tip ??= AskedTip;
        Charged ??= Amount; // a terminal that does not say how much charged what it was asked to
    }

    /// <summary>Keeps the terminal's own words.</summary>
    public void KeepText(string? text) => TerminalText = text is { Length: > 200 } ? text[..200] : text;

    /// <summary>The cashier asks to stop.</summary>
    public void AskToCancel(DateTimeOffset at) => (CancelRequestedAt, Version) = (CancelRequestedAt ?? at, Version + 1);

    /// <summary>Whether the wish to stop can be taken back: over XML nothing of it left the till; a PIN pad that was asked over REST stays asked.</summary>
    public bool CanKeepWaiting(SpinProtocol protocol) => State == AttemptState.Sent && CancelRequestedAt is not null && protocol == SpinProtocol.Xml;

    /// <summary>The cashier takes the wish to stop back.</summary>
    public void KeepWaiting() => (CancelRequestedAt, Version) = (null, Version + 1);

    /// <summary>Plans the next Status.</summary>
    public void PlanCheck(DateTimeOffset at)
    {
        NextCheckAt = at;
        Version++;
    }

    /// <summary>Notes that Status was asked, and whether a "not found" that counts was the answer.</summary>
    public void NoteCheck(bool countsAsNotFound, DateTimeOffset next, DateTimeOffset at)
    {
        Checks++;
        NotFoundSince = countsAsNotFound ? NotFoundSince ?? at : null;
        NextCheckAt = next;
        Version++;
    }

    /// <inheritdoc cref="AttemptTransitions.Next"/>
    public static AttemptState? Next(AttemptState state, AttemptSignal signal) => AttemptTransitions.Next(state, signal);
}
