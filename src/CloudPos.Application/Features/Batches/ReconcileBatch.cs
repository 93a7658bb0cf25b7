using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Compares the open batch of a PIN pad with its report, line by line, asks Status where in doubt, and keeps the comparison.</summary>
[Needs(Permission.Settle)]
public sealed record ReconcileBatch(TerminalId TerminalId) : IRequest<Result<ReconciliationView>>;

internal sealed class ReconcileBatchHandler(
    AppDbContext db, RequestContext context, IBatchTerminal batchTerminal, ICardTerminal cardTerminal, TerminalLeases leases, BatchBook book,
    BookedLines books, LateCharges late, ReconciliationReader reader, TimeProvider clock) : IRequestHandler<ReconcileBatch, Result<ReconciliationView>>
{
    /// <summary>Each question takes the PIN pad a second or two, and a cashier may wait for it meanwhile.</summary>
    private const int QuestionsMax = 40;

    public async Task<Result<ReconciliationView>> Handle(ReconcileBatch request, CancellationToken cancel)
    {
        var terminal = await db.Terminals.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TerminalId, cancel);
        if (terminal is null)
            return BatchReports.Unknown;
        var batch = await OpenBatchAsync(terminal, cancel);
        if (await db.Settlements.AnyAsync(s => s.BatchId == batch.Id && s.State <= SettlementState.Unknown, cancel))
            return new Refusal("settlement.running", $"{terminal.Label} is being settled. Wait for the outcome, then compare.");

        return await leases.ErrandAsync<ReconciliationView>(terminal.Tpn, BatchReports.Holder, BatchReports.Window, BatchReports.Busy, async grip =>
        {
            var report = await batchTerminal.ReportAsync(terminal, cancel);
            if (BatchReports.TroubleOf(report, terminal.Label) is { } trouble)
                return trouble;
            // read after the report: what is booked meanwhile cannot be, for the PIN pad is ours
            var (version, rows, lines) = await MatchAsync(batch, report, cancel);
            if (await late.FoundAsync(terminal, lines, cancel))
                (version, rows, lines) = await MatchAsync(batch, report, cancel);
            if (BatchMatch.Doubtful(lines) is { Count: > 0 } doubtful)
                lines = BatchMatch.Of(rows.Select(r => r.Line), report.Lines, await AskAsync(doubtful, grip, cancel));
            if (!await leases.HoldsAsync(grip, cancel))
                return BatchReports.Busy; // somebody was let in meanwhile: the report is not of what is booked
            var reconciliation = await KeepAsync(batch, version, rows, lines, report, cancel);
            return await reader.ViewAsync(reconciliation, terminal, batch, cancel);
        }, cancel);
    }

    private async Task<(long Version, IReadOnlyList<BookedRow> Rows, IReadOnlyList<MatchedLine> Lines)> MatchAsync(
        Batch batch, BatchReport report, CancellationToken cancel)
    {
        var version = await BatchRows.VersionAsync(db, batch.Id, cancel); // before the rows: what moves in between makes the comparison old
        var rows = await books.ReadAsync(batch, cancel);
        return (version, rows, BatchMatch.Of(rows.Select(r => r.Line), report.Lines, new Dictionary<AttemptId, StatusFact>()));
    }

    /// <summary>The open batch, with what was approved before there were batches.</summary>
    private async Task<Batch> OpenBatchAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel)
    {
        var batch = await book.OpenAsync(terminal.Id, cancel);
        if (batch is null)
        {
            var number = await db.Attempts.Where(a => a.TerminalId == terminal.Id && a.BatchId == null && a.BatchNumber != null)
                .OrderByDescending(a => a.ChangedAt).Select(a => a.BatchNumber).FirstOrDefaultAsync(cancel);
            batch = await book.BeginAsync(terminal, terminal.Id, number, clock.GetUtcNow(), cancel);
            await db.SaveChangesAsync(cancel);
        }

        await BatchRows.TakeUpAsync(db, terminal.Id, batch.Id, batch.Number, cancel);
        return batch;
    }

    private async Task<Dictionary<AttemptId, StatusFact>> AskAsync(IReadOnlyList<AttemptId> doubtful, LeaseGrip grip, CancellationToken cancel)
    {
        var facts = new Dictionary<AttemptId, StatusFact>();
        foreach (var id in doubtful.Take(QuestionsMax))
        {
            if (!await leases.HoldsAsync(grip, cancel))
                break;
            var attempt = await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == id, cancel);
            var answer = await cardTerminal.AskStatusAsync(await ChargeOrders.QuestionAsync(db, attempt, cancel));
            facts[id] = answer switch
            {
                { Signal: AttemptSignal.Approved or AttemptSignal.PartiallyApproved, Result: { } said } => new StatusFact(
                    StatusFinding.Approved, said.Charged, said.Tip, int.TryParse(said.TransactionNumber ?? said.InvoiceNumber, out var number) ? number : null),
                // it was approved once: what the PIN pad now calls ended was voided there
                { Signal: AttemptSignal.Cancelled } => new StatusFact(StatusFinding.Voided),
                { IsNotFound: true } => new StatusFact(StatusFinding.NotFound),
                _ => new StatusFact(StatusFinding.NoAnswer),
            };
        }

        return facts;
    }

    private async Task<Reconciliation> KeepAsync(
        Batch batch, long version, IReadOnlyList<BookedRow> rows, IReadOnlyList<MatchedLine> matched, BatchReport report, CancellationToken cancel)
    {
        var reconciliation = new Reconciliation(ReconciliationId.New(), batch, version, context.Actor.Email, clock.GetUtcNow());
        var known = rows.ToDictionary(r => r.Line.Attempt);
        var lines = matched.Select((line, i) =>
        {
            var row = line.Booked is null ? null : known[line.Booked.Attempt];
            return new ReconciliationLine(reconciliation, i + 1, line, row?.SaleId, row?.SaleNumber, row?.Card);
        }).ToArray();
        var decided = await DecidedAsync(batch, cancel);
        foreach (var line in lines.Where(l => l.IsOpen))
        {
            if (decided.Find(line.IsSameAs) is { } earlier)
                line.CarryOver(earlier);
        }

        reconciliation.Sum(lines, report.SummaryTotal);
        db.Reconciliations.Add(reconciliation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await ReconciliationRows.InsertAsync(db, reconciliation, lines, cancel);
        await transaction.CommitAsync(cancel);
        return reconciliation;
    }

    private async Task<List<ReconciliationLine>> DecidedAsync(Batch batch, CancellationToken cancel)
    {
        var last = await db.Reconciliations.Where(r => r.BatchId == batch.Id).OrderByDescending(r => r.At).Select(r => (ReconciliationId?)r.Id).FirstOrDefaultAsync(cancel);
        return last is null ? [] : await db.Set<ReconciliationLine>().AsNoTracking()
            .Where(l => l.ReconciliationId == last && l.Decision != DecisionKind.None).ToListAsync(cancel);
    }
}
