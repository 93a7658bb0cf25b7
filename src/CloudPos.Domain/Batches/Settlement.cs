using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>What the terminal was asked to do with the batch.</summary>
public enum SettleKind
{
    Close = 0,

    /// <summary>With the terminal's totals, where the host's disagree. Needs a right of its own and a reason.</summary>
    Force = 1,
}

/// <summary>One try to close a batch: at most one request, one journal. Without an answer it is unknown, and a report decides.</summary>
public sealed class Settlement : IStoreOwned
{
    public const int TextLengthMax = 500;

    /// <summary>How long the terminal may take, in seconds (specification: status code 2007).</summary>
    public const int WindowSecondsDefault = 420;

    private Settlement() { }

    public Settlement(SettlementId id, Batch batch, SettleKind kind, string? reason, string askedBy, ReconciliationId? reconciliation, DateTimeOffset at)
    {
        (Id, IsoId, MerchantId, StoreId) = (id, batch.IsoId, batch.MerchantId, batch.StoreId);
        (BatchId, TerminalId, Kind, Reason, AskedBy, ReconciliationId) = (batch.Id, batch.TerminalId, kind, Short(reason), askedBy, reconciliation);
        (RefId, CreatedAt, ChangedAt) = (id.Value.ToString("N"), at, at);
    }

    public SettlementId Id { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public BatchId BatchId { get; private set; }

    public TerminalId TerminalId { get; private set; }

    public SettleKind Kind { get; private set; }

    /// <summary>Why it was forced, or why open tips were let go.</summary>
    public string? Reason { get; private set; }

    public string AskedBy { get; private set; } = "";

    /// <summary>The comparison that it rests on.</summary>
    public ReconciliationId? ReconciliationId { get; private set; }

    /// <summary>Its name at the terminal: 32 letters and digits.</summary>
    public string RefId { get; private set; } = "";

    public SettlementState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public int WindowSeconds { get; private set; } = WindowSecondsDefault;

    /// <summary>The fencing token of the lease under which it was sent.</summary>
    public long LeaseToken { get; private set; }

    /// <summary>While unknown: when a report is read next.</summary>
    public DateTimeOffset? NextLookAt { get; private set; }

    /// <summary>The terminal's own words.</summary>
    public string? Text { get; private set; }

    /// <summary>What the register's books held when it was sent.</summary>
    public int BooksLines { get; private set; }

    public Money BooksTotal { get; private set; }

    public Money BooksTips { get; private set; }

    /// <summary>One row per application that answered.</summary>
    public List<SettledPart> Parts { get; private set; } = [];

    /// <summary>Everything that happened to it, oldest first. Only appended to.</summary>
    public List<SettlementEntry> Entries { get; private set; } = [];

    public int Version { get; private set; }

    /// <summary>The batch may be closing, or nobody knows: no other settlement may begin.</summary>
    public bool IsOpen => State is SettlementState.Created or SettlementState.Sent or SettlementState.Unknown;

    /// <summary>The batch, or a part of it, is closed.</summary>
    public bool HasClosed => State is SettlementState.Settled or SettlementState.InPart;

    /// <summary>After this the terminal cannot be at it any more.</summary>
    public DateTimeOffset? WindowEnd => SentAt + TimeSpan.FromSeconds(WindowSeconds);

    /// <summary>Records what happened and moves on.</summary>
    /// <exception cref="InvalidOperationException">The signal makes no sense in this state: a bug, never an outcome.</exception>
    public void Record(SettlementSignal signal, string? note, DateTimeOffset at)
    {
        var next = SettlementTransitions.Next(State, signal)
            ?? throw new InvalidOperationException($"A settlement that is {State} cannot take the signal {signal}.");
        Entries.Add(new SettlementEntry(this, Entries.Count + 1, State, signal, next, Short(note), at));
        (State, ChangedAt) = (next, at);
        if (signal == SettlementSignal.Sent)
            SentAt = at;
        if (!IsOpen)
            EndedAt = at;
        NextLookAt = State == SettlementState.Unknown ? NextLookAt ?? at : null;
        Version++;
    }

    /// <summary>Keeps what is about to be settled, and under which hold on the PIN pad.</summary>
    public void Keep(BatchTotals books, int windowSeconds, long leaseToken) =>
        (BooksLines, BooksTotal, BooksTips, WindowSeconds, LeaseToken) = (books.Lines, books.Total, books.Tips, windowSeconds, leaseToken);

    /// <summary>Keeps the terminal's rows and words.</summary>
    public void KeepAnswer(IEnumerable<PartOfSettlement> parts, string? text)
    {
        Parts.Clear();
        Parts.AddRange(parts.Select((part, i) => new SettledPart(this, i + 1, part)));
        Text = Short(text);
    }

    /// <summary>Plans the next look at the report.</summary>
    public void PlanLook(DateTimeOffset at)
    {
        NextLookAt = at;
        Version++;
    }

    private static string? Short(string? words) => words is { Length: > TextLengthMax } ? words[..TextLengthMax] : words;
}

/// <summary>One line of a settlement's journal.</summary>
public sealed class SettlementEntry : IStoreOwned
{
    private SettlementEntry() { }

    internal SettlementEntry(Settlement settlement, int number, SettlementState from, SettlementSignal signal, SettlementState to, string? note, DateTimeOffset at)
    {
        (SettlementId, IsoId, MerchantId, StoreId) = (settlement.Id, settlement.IsoId, settlement.MerchantId, settlement.StoreId);
        (Number, From, Signal, To, Note, At) = (number, from, signal, to, note, at);
    }

    public SettlementId SettlementId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public int Number { get; private set; }

    public SettlementState From { get; private set; }

    public SettlementSignal Signal { get; private set; }

    public SettlementState To { get; private set; }

    public string? Note { get; private set; }

    public DateTimeOffset At { get; private set; }
}
