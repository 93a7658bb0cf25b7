using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Batches;

/// <summary>Applies an outcome to a settlement, its batch and all its attempts, and gives the PIN pad back, in one transaction: after a crash either all of it is true or none.</summary>
internal sealed class SettlementBooking(AppDbContext db, BatchBook book, BookedLines books, TerminalLeases leases, IOptions<SettleOptions> options, TimeProvider clock)
{
    // what the host of the cards closed moves the terminal's batch number on
    private static readonly CardApplication[] Numbered = [CardApplication.Credit, CardApplication.Debit, CardApplication.Ebt];

    public async Task BookAsync(Settlement settlement, SettleAnswer answer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        settlement.KeepAnswer(answer.Parts, answer.Text);
        settlement.Record(answer.Signal, answer.Journal, now);
        if (settlement.State == SettlementState.Unknown)
            settlement.PlanLook(now + options.Value.LookPause);
        var (closed, batch) = settlement.HasClosed ? await CloseAsync(settlement, answer, now, cancel) : (null, null);

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // while it is unknown the PIN pad may sell: the report and the batch numbers tell old from new. First, as whoever takes it asks for it first
        await leases.FreeWithinAsync(settlement.Id.Value, cancel);
        await db.SaveChangesAsync(cancel);
        if (closed is not null)
            await BatchRows.CloseAttemptsAsync(db, closed.Value, Note(batch!), now, cancel);
        await transaction.CommitAsync(cancel);
        leases.HasFreed(settlement.Id.Value);
    }

    /// <summary>Closes the batch, or the part of it that was closed. The id is the batch whose attempts are all settled.</summary>
    private async Task<(BatchId? Closed, Batch? Batch)> CloseAsync(Settlement settlement, SettleAnswer answer, DateTimeOffset now, CancellationToken cancel)
    {
        var batch = await db.Batches.SingleAsync(b => b.Id == settlement.BatchId, cancel);
        if (batch.State != BatchState.Open)
            return (null, null); // the next batch's answer was faster and has closed it
        var failed = answer.Parts.Where(p => !p.IsClosed).Select(p => p.Application).ToHashSet();
        var later = await book.DoneAfterAsync(settlement, cancel);
        var rows = failed.Count == 0 ? []
            : (await books.ReadAsync(batch, cancel)).Where(r => r.Line.State == BookedState.Live && !later.Exists(a => a.Id == r.Line.Attempt)).ToArray();
        if (failed.Overlaps(Numbered))
        {
            await SettleOneByOneAsync(rows.Where(r => !failed.Contains(Host(r.Line.Application, answer))), batch, now, cancel);
            return (null, null);
        }

        await CarryOverAsync(rows.Where(r => failed.Contains(Host(r.Line.Application, answer))), later, batch, now, cancel);
        var clockOfStore = await book.ClockAsync(batch.StoreId, cancel);
        batch.Settle(new BatchTotals(settlement.BooksLines, settlement.BooksTotal, settlement.BooksTips), HostTotals(answer), await WhyAsync(settlement, cancel),
            answer.Parts.Any(p => p.NeedsAttention), clockOfStore, now);
        return (batch.Id, batch);
    }

    /// <summary>Debit without a row of its own stands in the credit host's.</summary>
    private static CardApplication Host(CardApplication application, SettleAnswer answer) =>
        answer.Parts.Any(p => p.Application == application) ? application : application == CardApplication.Debit ? CardApplication.Credit : application;

    private async Task SettleOneByOneAsync(IEnumerable<BookedRow> rows, Batch batch, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var row in rows.Where(r => r.Line.Application != CardApplication.Cash))
        {
            var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == row.Line.Attempt, cancel);
            if (PaymentAttempt.Next(attempt.State, AttemptSignal.Settled) is not null)
                attempt.Record(AttemptSignal.Settled, AttemptReason.FollowUp, Note(batch), now);
        }
    }

    /// <summary>What its host did not take, and what came later, goes on into the next batch.</summary>
    private async Task CarryOverAsync(IEnumerable<BookedRow> rows, List<PaymentAttempt> later, Batch batch, DateTimeOffset now, CancellationToken cancel)
    {
        var left = rows.ToArray();
        if (left.Length + later.Count == 0)
            return;
        var next = await book.BeginAsync(batch, batch.TerminalId, null, now, cancel);
        foreach (var row in left)
            (await db.Attempts.SingleAsync(a => a.Id == row.Line.Attempt, cancel)).AssignTo(next.Id);
        foreach (var attempt in later)
            attempt.AssignTo(next.Id);
    }

    private static BatchTotals? HostTotals(SettleAnswer answer)
    {
        var told = answer.Parts.Where(p => p is { Application: not CardApplication.Cash, Total: not null, Lines: not null }).ToArray();
        return told.Length == 0 ? null
            : new BatchTotals(told.Sum(p => p.Lines!.Value), Money.Sum(told.Select(p => p.Total!.Value)), Money.Sum(told.Select(p => p.Tips ?? Money.Zero)));
    }

    private async Task<string?> WhyAsync(Settlement settlement, CancellationToken cancel)
    {
        var reasons = await db.Set<ReconciliationLine>().Where(l => l.ReconciliationId == settlement.ReconciliationId && l.Decision != DecisionKind.None)
            .OrderBy(l => l.Number).Select(l => l.DecisionReason).Take(5).ToListAsync(cancel);
        return reasons.Count == 0 ? null : string.Join(" ", reasons);
    }

    private static string Note(Batch batch) => $"Settled in batch {batch.Number ?? batch.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
