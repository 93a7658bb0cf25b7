using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>A comparison as a screen shows it: totals, and the differences first.</summary>
public sealed record ReconciliationView(
    ReconciliationId Id, TerminalId TerminalId, string TerminalLabel, string Tpn, BatchId BatchId, string? BatchNumber, DateTimeOffset AtLocal, string AskedBy,
    int BooksLines, Money BooksTotal, int TerminalLines, Money TerminalTotal, Money Difference, int Matched, int Open, IReadOnlyList<DifferenceLine> Differences,
    bool IsFresh);

/// <summary>A line with what is wrong with it, and what may be done.</summary>
/// <param name="Words">One sentence: what was found.</param>
/// <param name="Fix">The proper fix; none where only a mark remains.</param>
/// <param name="Also">Another fix that is as right.</param>
public sealed record DifferenceLine(
    int Number, DifferenceKind Kind, string Title, string Words, Money? Books, Money? Terminal, DifferenceFix Fix, DifferenceFix Also, SaleId? SaleId, AttemptId? AttemptId,
    DecisionKind Decision, string? DecisionReason, string? DecidedBy, DateTimeOffset? DecidedAtLocal)
{
    public bool IsOpen => Decision == DecisionKind.None;
}

/// <summary>What one press can do about a difference.</summary>
public enum DifferenceFix
{
    /// <summary>Only a person at the PIN pad or the bank can; here it is marked with a reason.</summary>
    None = 0,
    AskStatus = 1,
    Adopt = 2,
    VoidOnTerminal = 3,
    BookVoid = 4,
    BookTip = 5,

    /// <summary>Ask Status, and take what it says into the books.</summary>
    BookAmount = 6,

    /// <summary>Ask Status, and take off what the PIN pad does not hold.</summary>
    TakeOffDouble = 7,

    /// <summary>Set the tip on the PIN pad to what is booked.</summary>
    SendTip = 8,

    /// <summary>Ask Status; its word stands in the reason of the mark.</summary>
    AskForReason = 9,
    AdoptWithItems = 10,
    CompareAgain = 11,
}

/// <summary>Reads comparisons for screens.</summary>
internal sealed class ReconciliationReader(AppDbContext db, BatchBook book)
{
    public async Task<ReconciliationView> ViewAsync(Reconciliation found, Domain.Terminals.Terminal terminal, Batch batch, CancellationToken cancel)
    {
        var clock = await book.ClockAsync(found.StoreId, cancel);
        // differences have the first numbers, so what matches is not read
        var lines = await db.Set<ReconciliationLine>().AsNoTracking().Where(l => l.ReconciliationId == found.Id && l.Number <= found.Differences)
            .OrderBy(l => l.Number).ToListAsync(cancel);
        var moved = await HasMovedSinceAsync(found, cancel);
        return new ReconciliationView(
            found.Id, found.TerminalId, terminal.Label, terminal.Tpn, batch.Id, batch.Number, clock.Local(found.At), found.AskedBy,
            found.BooksLines, found.BooksTotal, found.TerminalLines, found.TerminalTotal, found.TerminalTotal - found.BooksTotal, found.Matched, found.Open,
            [.. lines.OrderBy(l => !l.IsOpen).ThenBy(l => l.Number).Select(l => Line(l, terminal.Label, clock))], !moved);
    }

    /// <summary>The last comparison of a batch.</summary>
    public Task<Reconciliation?> LastAsync(BatchId batch, CancellationToken cancel) =>
        db.Reconciliations.Where(r => r.BatchId == batch).OrderByDescending(r => r.At).FirstOrDefaultAsync(cancel);

    /// <summary>A payment of the batch has moved since, or come in: the comparison is old. What is still open blocks by itself.</summary>
    public async Task<bool> HasMovedSinceAsync(Reconciliation found, CancellationToken cancel) =>
        await BatchRows.VersionAsync(db, found.BatchId, cancel) != found.BooksVersion;

    /// <summary>How many card lines the PIN pad's report held: what is settled, whatever the books know of it.</summary>
    public Task<int> CardLinesAsync(ReconciliationId found, CancellationToken cancel) =>
        db.Set<ReconciliationLine>().CountAsync(l => l.ReconciliationId == found && l.TerminalAmount != null && l.Application != CardApplication.Cash, cancel);

    private static DifferenceLine Line(ReconciliationLine line, string pad, StoreClock clock)
    {
        var (words, fix, also) = DifferenceWords.Of(line, pad);
        return new DifferenceLine(line.Number, line.Difference, DifferenceWords.Title(line), words, line.BooksAmount, line.TerminalAmount,
            line.IsOpen ? fix : DifferenceFix.None, line.IsOpen ? also : DifferenceFix.None, line.SaleId, line.AttemptId, line.Decision, line.DecisionReason, line.DecidedBy,
            line.DecidedAt is { } at ? clock.Local(at) : null);
    }
}
