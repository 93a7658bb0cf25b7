using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>Where a batch is in its life.</summary>
public enum BatchState
{
    /// <summary>The PIN pad adds to it.</summary>
    Open = 0,

    /// <summary>Settled from here.</summary>
    Settled = 1,

    /// <summary>The PIN pad has gone on to another number by itself: settled at the device or by its own clock.</summary>
    ClosedElsewhere = 2,
}

/// <summary>What a PIN pad has approved since it was last settled, as the register's books hold it. One is open per TPN.</summary>
public sealed class Batch : IStoreOwned
{
    public const int WhyLengthMax = 500;

    private Batch() { }

    public Batch(BatchId id, IStoreOwned owner, TerminalId terminal, int sequence, string? number, DateTimeOffset at)
    {
        (Id, IsoId, MerchantId, StoreId) = (id, owner.IsoId, owner.MerchantId, owner.StoreId);
        (TerminalId, Sequence, Number, OpenedAt, ChangedAt) = (terminal, sequence, number, at, at);
    }

    public BatchId Id { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public TerminalId TerminalId { get; private set; }

    /// <summary>Counts up per PIN pad, from 1; the PIN pad's own numbers come round again.</summary>
    public int Sequence { get; private set; }

    /// <summary>The PIN pad's number, from its answers; null until one names it.</summary>
    public string? Number { get; private set; }

    public BatchState State { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The store's business day on which it was closed.</summary>
    public DateOnly? BusinessDate { get; private set; }

    /// <summary>How many lines the register's books held when it was closed.</summary>
    public int Lines { get; private set; }

    /// <summary>What they came to, returns taken off.</summary>
    public Money Total { get; private set; }

    public Money Tips { get; private set; }

    /// <summary>What the host said that it settled; null where nobody told.</summary>
    public Money? HostTotal { get; private set; }

    public int? HostLines { get; private set; }

    /// <summary>Set where the host settled something else than the books hold: why, as far as it is known.</summary>
    public string? DifferenceWhy { get; private set; }

    /// <summary>Some part was called a success while the host was not reached: the money may not be on its way.</summary>
    public bool NeedsAttention { get; private set; }

    /// <summary>Its attempts are marked as settled: for a batch that was closed elsewhere this comes a moment later.</summary>
    public bool AttemptsClosed { get; private set; }

    public int Version { get; private set; }

    /// <summary>Numbers that say nothing: applications without a batch of their own answer with 0.</summary>
    public static string? Meaningful(string? number) => string.IsNullOrWhiteSpace(number) || number.Trim('0').Length == 0 ? null : number;

    /// <summary>An answer that names this number belongs here; a batch that has none yet takes it.</summary>
    public bool Takes(string? number) => Meaningful(number) is not { } named || Number is null || named == Number;

    /// <summary>Keeps the number that an answer named.</summary>
    public void Name(string? number, DateTimeOffset at)
    {
        if (Number is not null || Meaningful(number) is not { } named)
            return;
        Number = named;
        Touch(at);
    }

    /// <summary>The PIN pad answered under another number: this batch is closed, and nobody here closed it.</summary>
    public void CloseElsewhere(StoreClock clock, DateTimeOffset at)
    {
        Require(State == BatchState.Open);
        (State, ClosedAt, BusinessDate) = (BatchState.ClosedElsewhere, at, clock.BusinessDate(at));
        DifferenceWhy = "The PIN pad settled it by itself; nothing was compared.";
        Touch(at);
    }

    /// <summary>It was settled from here.</summary>
    /// <param name="books">What the register's books held.</param>
    /// <param name="host">What the host said; null where it named nothing.</param>
    /// <param name="why">The reasons that people gave for differences, if there are any.</param>
    public void Settle(BatchTotals books, BatchTotals? host, string? why, bool needsAttention, StoreClock clock, DateTimeOffset at)
    {
        Require(State == BatchState.Open);
        (State, ClosedAt, BusinessDate) = (BatchState.Settled, at, clock.BusinessDate(at));
        (AttemptsClosed, Lines, Total, Tips) = (true, books.Lines, books.Total, books.Tips);
        (HostLines, HostTotal) = (host?.Lines, host?.Total);
        var differs = host is not null && (host.Total != books.Total || host.Lines != books.Lines);
        DifferenceWhy = differs ? Short(why ?? "Nobody has given a reason yet.") : null;
        NeedsAttention = needsAttention || (differs && why is null);
        Touch(at);
    }

    /// <summary>Its attempts are marked, and what they came to is known.</summary>
    public void NoteAttemptsClosed(BatchTotals books, DateTimeOffset at)
    {
        (AttemptsClosed, Lines, Total, Tips) = (true, books.Lines, books.Total, books.Tips);
        Touch(at);
    }

    /// <summary>What is of it has become known only after it was closed: its attempts are to be marked once more.</summary>
    /// <param name="words">Said of a batch that was settled from here: what was compared lacked it.</param>
    public void NoteLate(string words, DateTimeOffset at)
    {
        Require(State != BatchState.Open);
        AttemptsClosed = false;
        if (State == BatchState.Settled)
            (NeedsAttention, DifferenceWhy) = (true, Behind(words));
        Touch(at);
    }

    /// <summary>The late ones of a batch that was settled from here are marked. What was compared stays what it was.</summary>
    public void NoteLateClosed(DateTimeOffset at)
    {
        AttemptsClosed = true;
        Touch(at);
    }

    /// <summary>A person has looked at what wanted attention.</summary>
    public void Seen(string words, DateTimeOffset at)
    {
        (NeedsAttention, DifferenceWhy) = (false, Behind(words));
        Touch(at);
    }

    private string Behind(string words) => Short(DifferenceWhy is null ? words : $"{DifferenceWhy} {words}");

    private static string Short(string words) => words.Length > WhyLengthMax ? words[..WhyLengthMax] : words;

    private void Touch(DateTimeOffset at)
    {
        ChangedAt = at;
        Version++;
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("A batch is closed once.");
    }
}

/// <summary>How many lines and what they come to, returns taken off.</summary>
public sealed record BatchTotals(int Lines, Money Total, Money Tips);
