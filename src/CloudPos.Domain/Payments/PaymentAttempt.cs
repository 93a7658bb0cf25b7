using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Payments;

/// <summary>One try to charge a card: one RefId, at most one request per dispatch, one journal.</summary>
/// <remarks>
/// <see cref="Record"/> is the only way to change <see cref="State"/>; it appends to <see cref="Entries"/> and throws where
/// <see cref="Next"/> has no answer. What the states mean and when they may be left: <c>docs/spin.md</c>.
/// </remarks>
public sealed class PaymentAttempt : IStoreOwned
{
    public const int NoteLengthMax = 1_000;

    private PaymentAttempt() { }

    public PaymentAttempt(AttemptId id, Sales.Sale sale, TerminalId terminalId, string refId, Money amount, string performedBy, DateTimeOffset at)
    {
        (Id, SaleId, IsoId, MerchantId, StoreId) = (id, sale.Id, sale.IsoId, sale.MerchantId, sale.StoreId);
        (TerminalId, RefId, Amount, PerformedBy) = (terminalId, refId, amount, performedBy);
        (CreatedAt, ChangedAt) = (at, at);
    }

    public AttemptId Id { get; private set; }

    public SaleId SaleId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public TerminalId TerminalId { get; private set; }

    /// <summary>32 letters and digits, unique in the world; on record before the first byte leaves.</summary>
    public string RefId { get; private set; } = "";

    public AttemptState State { get; private set; }

    public AttemptReason Reason { get; private set; }

    /// <summary>What is to be charged, at the Card Price, without tip.</summary>
    public Money Amount { get; private set; }

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

    /// <summary>What was charged for the sale itself.</summary>
    public Money ChargedWithoutTip => Charged is { } charged ? Money.Max(Money.Zero, charged - (Tip ?? Money.Zero)) : Amount;

    /// <summary>The terminal may still be busy with it, or nobody knows.</summary>
    public bool IsOpen => State is AttemptState.Created or AttemptState.Sent or AttemptState.Unknown or AttemptState.NeedsReview;

    /// <summary>Status has to be asked.</summary>
    public bool IsUnresolved => State is AttemptState.Unknown or AttemptState.NeedsReview;

    /// <summary>May be sent again under the same RefId.</summary>
    public bool CanSendAgain => State is AttemptState.NotStarted or AttemptState.NotProcessed;

    /// <summary>The terminal approved all that was asked for, also where it gave a discount of its own.</summary>
    public bool IsWhole => State == AttemptState.Approved;

    /// <summary>Money was taken.</summary>
    public bool IsCharged => State is AttemptState.Approved or AttemptState.PartiallyApproved;

    /// <summary>Records what happened and moves on.</summary>
    /// <exception cref="InvalidOperationException">The signal makes no sense in this state: a bug, never an outcome.</exception>
    public void Record(AttemptSignal signal, AttemptReason reason, string? note, DateTimeOffset at)
    {
        var next = Next(State, signal)
            ?? throw new InvalidOperationException($"A payment attempt that is {State} cannot take the signal {signal}.");
        if (note?.Length > NoteLengthMax)
            note = note[..NoteLengthMax];
        Entries.Add(new AttemptEntry(this, Entries.Count + 1, State, signal, next, reason, note, at));
        (State, Reason, ChangedAt) = (next, reason, at);
        if (signal == AttemptSignal.Sent)
            SentAt = at;
        if (signal == AttemptSignal.SendAgain)
            (CancelRequestedAt, NotFoundSince, Checks) = (null, null, 0);
        NextCheckAt = IsUnresolved ? NextCheckAt ?? at : null;
        Version++;
    }

    /// <summary>Keeps what the terminal reported of a charge. The terminal's figure is what is booked.</summary>
    /// <remarks><paramref name="unexplained"/> is the sentence for a difference that tip, fee and tax do not explain.</remarks>
    public void KeepResult(ChargeResult result, string? unexplained)
    {
        (Charged, Tip, Fee, Tax) = (result.Charged, result.Tip, result.Fee, result.Tax);
        (AuthCode, CardBrand, Last4, EntryType, PaymentType) = (result.AuthCode, result.CardBrand, result.Last4, result.EntryType, result.PaymentType);
        (BatchNumber, InvoiceNumber, TransactionNumber) = (result.BatchNumber, result.InvoiceNumber, result.TransactionNumber);
        HostReference = result.HostReference;
        AmountMismatch = unexplained;
    }

    /// <summary>Keeps the proxy's window. What is changed on the terminal later does not shorten a proof that is under way.</summary>
    public void KeepWindow(int seconds) => WindowSeconds = seconds;

    /// <summary>Keeps the terminal's own words.</summary>
    public void KeepText(string? text) => TerminalText = text is { Length: > 200 } ? text[..200] : text;

    /// <summary>The cashier asks to stop.</summary>
    public void AskToCancel(DateTimeOffset at)
    {
        CancelRequestedAt ??= at;
        Version++;
    }

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

    /// <summary>The state after a signal, or null where the signal must not come.</summary>
    public static AttemptState? Next(AttemptState state, AttemptSignal signal) => state switch
    {
        AttemptState.Created => signal switch
        {
            AttemptSignal.Sent => AttemptState.Sent,
            AttemptSignal.Cancelled => AttemptState.Cancelled, // the cashier stopped waiting in the queue
            AttemptSignal.NotStarted => AttemptState.NotStarted, // left over by a stopped server: nobody stands at the pad
            AttemptSignal.Approved => AttemptState.Approved, // of an earlier dispatch: money that was taken is booked, always
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.CashChosen or AttemptSignal.Declined or AttemptSignal.NoAnswer or AttemptSignal.ProvenNotProcessed
                or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain => null, // nothing was sent, so nothing can be answered
        },
        AttemptState.Sent => signal switch
        {
            AttemptSignal.Approved => AttemptState.Approved,
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.CashChosen => AttemptState.CashChosen,
            AttemptSignal.Declined => AttemptState.Declined,
            AttemptSignal.Cancelled => AttemptState.Cancelled,
            AttemptSignal.NotStarted => AttemptState.NotStarted,
            AttemptSignal.NoAnswer => AttemptState.Unknown,
            AttemptSignal.Sent or AttemptSignal.SendAgain => null, // a second send is a bug
            AttemptSignal.ProvenNotProcessed or AttemptSignal.ReviewAsked => null, // only what is unknown is resolved
        },
        AttemptState.NeedsReview => signal switch
        {
            AttemptSignal.ProvenNotProcessed => null, // after so long "not found" may only mean settled: a person decides
            AttemptSignal.Sent or AttemptSignal.Approved or AttemptSignal.PartiallyApproved or AttemptSignal.CashChosen
                or AttemptSignal.Declined or AttemptSignal.Cancelled or AttemptSignal.NotStarted or AttemptSignal.NoAnswer
                or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain => NextUnknown(state, signal),
        },
        AttemptState.Unknown => NextUnknown(state, signal),
        AttemptState.NotStarted or AttemptState.NotProcessed => signal switch
        {
            AttemptSignal.SendAgain => AttemptState.Created, // same RefId: a wrong proof meets "duplicate", not a second charge
            AttemptSignal.Approved => AttemptState.Approved, // the proof was wrong: money that was taken is booked, always
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.Sent or AttemptSignal.CashChosen or AttemptSignal.Declined or AttemptSignal.Cancelled
                or AttemptSignal.NotStarted or AttemptSignal.NoAnswer or AttemptSignal.ProvenNotProcessed
                or AttemptSignal.ReviewAsked => null, // closed until it is sent again
        },
        AttemptState.CashChosen or AttemptState.Declined or AttemptState.Cancelled => signal switch
        {
            AttemptSignal.Approved => AttemptState.Approved, // a later word of the terminal: money that was taken is booked, always
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.Sent or AttemptSignal.CashChosen or AttemptSignal.Declined or AttemptSignal.Cancelled
                or AttemptSignal.NotStarted or AttemptSignal.NoAnswer or AttemptSignal.ProvenNotProcessed
                or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain => null, // no card was charged, and that is final
        },
        AttemptState.Approved or AttemptState.PartiallyApproved => null, // charged: the terminal's word is final
    };

    private static AttemptState? NextUnknown(AttemptState state, AttemptSignal signal) => signal switch
    {
        AttemptSignal.Approved => AttemptState.Approved,
        AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
        AttemptSignal.CashChosen => AttemptState.CashChosen,
        AttemptSignal.Declined => AttemptState.Declined,
        AttemptSignal.Cancelled => AttemptState.Cancelled,
        AttemptSignal.NoAnswer => state, // still owed an answer
        AttemptSignal.ProvenNotProcessed => AttemptState.NotProcessed,
        AttemptSignal.ReviewAsked => AttemptState.NeedsReview,
        AttemptSignal.NotStarted => null, // it was sent: only Status can prove that nothing came of it
        AttemptSignal.Sent or AttemptSignal.SendAgain => null, // never resend to find out
    };
}

/// <summary>What the terminal reported of a charge. Of a card only what may be kept.</summary>
public sealed record ChargeResult
{
    public Money? Charged { get; init; }
    public Money? Tip { get; init; }
    public Money? Fee { get; init; }
    public Money? Tax { get; init; }

    /// <summary>What the terminal itself took off the price.</summary>
    public Money? Discount { get; init; }
    public string? AuthCode { get; init; }
    public string? CardBrand { get; init; }
    public string? Last4 { get; init; }
    public string? EntryType { get; init; }
    public string? PaymentType { get; init; }
    public string? BatchNumber { get; init; }
    public string? InvoiceNumber { get; init; }
    public string? TransactionNumber { get; init; }
    public string? HostReference { get; init; }
}

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
