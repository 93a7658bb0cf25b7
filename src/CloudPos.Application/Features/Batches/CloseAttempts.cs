using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Marks the attempts of a batch that the PIN pad settled by itself, and those that became known only after a batch was settled.</summary>
[SystemOnly]
public sealed record CloseAttempts(BatchId BatchId) : IRequest<Result<Done>>;

internal sealed class CloseAttemptsHandler(AppDbContext db, BookedLines books, TimeProvider clock) : IRequestHandler<CloseAttempts, Result<Done>>
{
    public async Task<Result<Done>> Handle(CloseAttempts request, CancellationToken cancel)
    {
        var batch = await db.Batches.SingleAsync(b => b.Id == request.BatchId, cancel);
        if (batch is { State: BatchState.Open } or { AttemptsClosed: true })
            return default(Done);
        var now = clock.GetUtcNow();
        var isElsewhere = batch.State == BatchState.ClosedElsewhere;
        if (isElsewhere)
            batch.NoteAttemptsClosed(BookedLines.Totals(await books.ReadAsync(batch, cancel)), now);
        else
            batch.NoteLateClosed(now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await BatchRows.CloseAttemptsAsync(db, batch.Id, isElsewhere ? $"Settled by the PIN pad itself, batch {batch.Number}" : $"Settled in batch {batch.Number}", now, cancel);
        await transaction.CommitAsync(cancel);
        return default(Done);
    }
}
