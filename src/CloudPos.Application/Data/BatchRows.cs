using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>What closing a batch does to its attempts, by statements over all of them: a day has ten thousand.</summary>
/// <remarks>The rules are those of <see cref="AttemptTransitions"/>, asked here; the journal gets the same line that it would get one by one.</remarks>
internal static class BatchRows
{
    /// <summary>Marks every charged attempt of the batch as settled. Holds stay: they are no money yet. Call it inside a transaction that has written.</summary>
    public static async Task CloseAttemptsAsync(AppDbContext db, BatchId batch, string note, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var from in Enum.GetValues<AttemptState>())
        {
            if (PaymentAttempt.Next(from, AttemptSignal.Settled) is not { } to)
                continue;
            await WriteJournalAsync(db, batch, from, to, note, at, cancel);
            await db.Attempts.Where(a => a.BatchId == batch && a.State == from && a.Kind != AttemptKind.Auth)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(a => a.State, to)
                    .SetProperty(a => a.Reason, AttemptReason.FollowUp)
                    .SetProperty(a => a.ChangedAt, at)
                    .SetProperty(a => a.Version, a => a.Version + 1), cancel);
        }
    }

    /// <summary>Grows with each change of a payment of the batch, and with each that comes into it.</summary>
    public static Task<long> VersionAsync(AppDbContext db, BatchId batch, CancellationToken cancel) =>
        db.Attempts.Where(a => a.BatchId == batch).SumAsync(a => (long)a.Version + 1, cancel);

    /// <summary>Puts what was approved before there were batches into one, up to a number that the PIN pad named.</summary>
    public static Task<int> TakeUpAsync(AppDbContext db, TerminalId terminal, BatchId batch, string? number, CancellationToken cancel) => db.Attempts
        .Where(a => a.TerminalId == terminal && a.BatchId == null && (number == null || a.BatchNumber == null || a.BatchNumber == number)
            && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved || a.State == AttemptState.CashChosen
                || a.State == AttemptState.Voided || a.State == AttemptState.Captured))
        .ExecuteUpdateAsync(set => set
            .SetProperty(a => a.BatchId, (BatchId?)batch)
            .SetProperty(a => a.Version, a => a.Version + 1), cancel);

    private static Task<int> WriteJournalAsync(
        AppDbContext db, BatchId batch, AttemptState from, AttemptState to, string note, DateTimeOffset at, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""
            INSERT INTO "AttemptEntry" ("AttemptId", "Number", "IsoId", "MerchantId", "StoreId", "From", "Signal", "To", "Reason", "Note", "At")
            SELECT a."Id", (SELECT COALESCE(MAX(e."Number"), 0) FROM "AttemptEntry" AS e WHERE e."AttemptId" = a."Id") + 1,
                a."IsoId", a."MerchantId", a."StoreId", a."State", {(int)AttemptSignal.Settled}, {(int)to}, {(int)AttemptReason.FollowUp}, {note}, {at.UtcDateTime}
            FROM "Attempts" AS a
            WHERE a."BatchId" = {batch.Value} AND a."State" = {(int)from} AND a."Kind" <> {(int)AttemptKind.Auth}
            """, cancel);
}
