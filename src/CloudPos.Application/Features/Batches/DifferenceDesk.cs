using System.Linq.Expressions;
using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>An open difference, ready to be decided.</summary>
internal sealed record OpenDifference(Reconciliation Found, ReconciliationLine Line, Batch Batch, Domain.Terminals.Terminal Terminal);

/// <summary>Finds open differences for the use cases that fix them.</summary>
internal sealed class DifferenceDesk(AppDbContext db, RequestContext context, ReconciliationReader reader)
{
    public static readonly Refusal PaymentMoved = new("difference.moved", "This payment has moved since. Compare the PIN pad again.");

    public static readonly Refusal RefundOpen = new("difference.refund", "A refund holds what was booked. Bring it to its end, or give it up, then do this again.");

    /// <summary>Decides an open difference, once: who presses again finds what he decided.</summary>
    /// <param name="isSame">What more tells that it is the same decision; null = nothing more is needed.</param>
    public Task<Result<ReconciliationView>> OnceAsync(
        ReconciliationId id, int number, DecisionKind decision, Func<OpenDifference, Task<Result<ReconciliationView>>> decide, CancellationToken cancel,
        Expression<Func<ReconciliationLine, bool>>? isSame = null) =>
        Once.DoAsync(() => DecidedAsync(id, number, decision, isSame ?? (_ => true), cancel), async () =>
        {
            var (open, refusal) = await FindAsync(id, number, cancel);
            return open is null ? refusal! : await decide(open);
        });

    public async Task<(OpenDifference? Open, Refusal? Refusal)> FindAsync(ReconciliationId id, int number, CancellationToken cancel)
    {
        var found = await db.Reconciliations.SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (found is null)
            return (null, GetReconciliationHandler.Unknown);
        var line = await db.Set<ReconciliationLine>().SingleOrDefaultAsync(l => l.ReconciliationId == id && l.Number == number, cancel);
        if (line is not { IsOpen: true })
            return (null, new Refusal("difference.gone", "This difference is solved already. Look at the list again."));
        var batch = await db.Batches.SingleAsync(b => b.Id == found.BatchId, cancel);
        if (batch.State != BatchState.Open)
            return (null, new Refusal("batch.closed", "This batch is settled: nothing about it can be changed here any more. Refund or book it by itself."));
        if (await reader.LastAsync(batch.Id, cancel) is { } last && last.Id != id)
            return (null, new Refusal("reconciliation.old", "The PIN pad has been compared again since. Look at the newer list."));
        return (new OpenDifference(found, line, batch, await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == found.TerminalId, cancel)), null);
    }

    /// <param name="shiftOf">The register where money was taken off the books: it belongs into the shift that is open there.</param>
    public async Task<Result<ReconciliationView>> SaveAsync(OpenDifference open, CancellationToken cancel, RegisterId? shiftOf = null)
    {
        try
        {
            if (shiftOf is { } register)
                await ShiftGate.SaveAsync(db, register, needsShift: false, cancel);
            else
                await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return new Refusal("difference.moved", "Somebody else has just changed this. Look at the list again; nothing was done twice.");
        }

        return await ViewAsync(open.Found.Id, cancel);
    }

    private async Task<ReconciliationView?> DecidedAsync(
        ReconciliationId id, int number, DecisionKind decision, Expression<Func<ReconciliationLine, bool>> isSame, CancellationToken cancel) =>
        await db.Set<ReconciliationLine>().Where(l => l.ReconciliationId == id && l.Number == number && l.Decision == decision && l.DecidedBy == context.Actor.Email)
            .AnyAsync(isSame, cancel)
            ? await ViewAsync(id, cancel)
            : null;

    private async Task<ReconciliationView> ViewAsync(ReconciliationId id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear(); // the lines that were loaded for the fix are not all of them
        var found = await db.Reconciliations.AsNoTracking().SingleAsync(r => r.Id == id, cancel);
        var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == found.BatchId, cancel);
        return await reader.ViewAsync(found, await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == found.TerminalId, cancel), batch, cancel);
    }
}
