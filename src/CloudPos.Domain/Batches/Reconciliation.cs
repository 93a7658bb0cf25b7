using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>One comparison of a batch with the PIN pad's report: the sums of its lines and what is open of them.</summary>
public sealed class Reconciliation : IStoreOwned
{
    private Reconciliation() { }

    /// <param name="booksVersion">Of the batch's payments, as it was before they were read.</param>
    public Reconciliation(ReconciliationId id, Batch batch, long booksVersion, string askedBy, DateTimeOffset at)
    {
        (Id, IsoId, MerchantId, StoreId) = (id, batch.IsoId, batch.MerchantId, batch.StoreId);
        (BatchId, TerminalId, BooksVersion, AskedBy, At) = (batch.Id, batch.TerminalId, booksVersion, askedBy, at);
    }

    public ReconciliationId Id { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public BatchId BatchId { get; private set; }

    public TerminalId TerminalId { get; private set; }

    public string AskedBy { get; private set; } = "";

    /// <summary>When the report was read.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>
    /// Of the batch's payments when they were read: it grows with each change of one and with each that comes in. What has moved since is told by it,
    /// not by the time: the clocks of two servers may be apart.
    /// </summary>
    public long BooksVersion { get; private set; }

    public int BooksLines { get; private set; }

    public Money BooksTotal { get; private set; }

    public int TerminalLines { get; private set; }

    public Money TerminalTotal { get; private set; }

    /// <summary>What the PIN pad's summary says in all; null where it does not add up the same way.</summary>
    public Money? SummaryTotal { get; private set; }

    public int Matched { get; private set; }

    public int Differences { get; private set; }

    /// <summary>Differences that nobody has fixed or decided yet.</summary>
    public int Open { get; private set; }

    public int Version { get; private set; }

    /// <summary>Every line matches, or somebody has said why not.</summary>
    public bool IsClear => Open == 0;

    /// <summary>Adds the lines up. They are many, so they are kept beside it and not in it.</summary>
    public void Sum(IReadOnlyList<ReconciliationLine> lines, Money? summaryTotal)
    {
        (BooksLines, TerminalLines) = (lines.Count(l => l.BooksAmount is not null), lines.Count(l => l.TerminalAmount is not null));
        BooksTotal = Money.Sum(lines.Select(l => l.BooksAmount is { } amount ? BatchMatch.Signed(l.BooksType!.Value, amount) : Money.Zero));
        TerminalTotal = Money.Sum(lines.Select(l => l.TerminalAmount is { } amount ? BatchMatch.Signed(l.TerminalType!.Value, amount) : Money.Zero));
        SummaryTotal = summaryTotal;
        Matched = lines.Count(l => l.Difference == DifferenceKind.None);
        Differences = lines.Count - Matched;
        Open = lines.Count(l => l.IsOpen);
        Version++;
    }

    /// <summary>A difference was fixed, or a person says why it may stay.</summary>
    /// <exception cref="InvalidOperationException">There is no such open difference.</exception>
    public void Decide(ReconciliationLine line, DecisionKind decision, string reason, string by, DateTimeOffset at)
    {
        if (line.ReconciliationId != Id || !line.IsOpen)
            throw new InvalidOperationException("Only an open difference of this reconciliation is decided.");
        line.Decide(decision, reason, by, at);
        Open--;
        Version++;
    }
}

/// <summary>What was done about a difference.</summary>
public enum DecisionKind
{
    None = 0,

    /// <summary>It stays, for a reason that a person gave.</summary>
    Marked = 1,

    /// <summary>Taken into the books as a sale.</summary>
    Adopted = 2,

    /// <summary>The books were set to what the PIN pad says.</summary>
    Booked = 3,

    /// <summary>The PIN pad was told what the books say.</summary>
    Sent = 4,
}
