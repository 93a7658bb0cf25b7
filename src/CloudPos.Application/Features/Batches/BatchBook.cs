using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Keeps the PIN pads' batches in the register's books: every approved attempt belongs to one. Saves nothing.</summary>
internal sealed class BatchBook(AppDbContext db)
{
    /// <summary>How long after its end an answer may still name a batch: the numbers come round again.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromDays(2);

    /// <summary>Puts a charged attempt into its batch: the open one, or a new one where the PIN pad names another number.</summary>
    public async Task AssignAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (attempt.BatchId is not null || !(attempt.IsCharged || attempt.State == AttemptState.CashChosen))
            return;
        if (attempt.OriginalId is { } original && attempt.Kind is AttemptKind.Void or AttemptKind.TipAdjust
            && await db.Attempts.Where(a => a.Id == original).Select(a => a.BatchId).SingleAsync(cancel) is { } same)
        {
            attempt.AssignTo(same); // a void or a tip stands where its sale stands
            return;
        }

        var number = NumberOf(attempt);
        var open = await OpenAsync(attempt.TerminalId, cancel);
        if (open is not null && !open.Takes(number))
        {
            var late = now - LateMax;
            var earlier = await db.Batches.Where(b => b.TerminalId == attempt.TerminalId && b.Number == number && b.State != BatchState.Open && b.ClosedAt >= late)
                .OrderByDescending(b => b.Sequence).FirstOrDefaultAsync(cancel);
            if (earlier is not null)
            {
                PutLate(attempt, earlier, now); // an answer that was long on its way
                return;
            }

            open.CloseElsewhere(await ClockAsync(attempt.StoreId, cancel), now);
            var next = await BeginAsync(attempt, attempt.TerminalId, number, now, cancel);
            await CarryOverAsync(open, next, cancel);
            open = next;
        }

        open ??= await BeginAsync(attempt, attempt.TerminalId, number, now, cancel);
        open.Name(number, now);
        attempt.AssignTo(open.Id);
    }

    /// <summary>
    /// Puts what a person has judged charged into its batch. Status looks into the open batch only: what it did not find there went with the one
    /// that the PIN pad has closed since.
    /// </summary>
    public async Task AssignJudgedAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (attempt is { IsCharged: true, BatchId: null, Kind: not (AttemptKind.Void or AttemptKind.TipAdjust) }
            && attempt.Entries.Exists(e => e.Reason == AttemptReason.NotFound) && await ClosedSinceAsync(attempt, cancel) is { } closed)
        {
            PutLate(attempt, closed, now);
            return;
        }

        await AssignAsync(attempt, now, cancel);
    }

    private static void PutLate(PaymentAttempt attempt, Batch closed, DateTimeOffset now)
    {
        attempt.AssignTo(closed.Id);
        closed.NoteLate($"{MoneyText.Show(attempt.Charged ?? attempt.Amount)} became known only after it was settled.", now);
    }

    /// <summary>The first batch that the PIN pad has closed by itself since then. By the lease's token: two servers' clocks may be apart.</summary>
    private Task<Batch?> ClosedSinceAsync(PaymentAttempt attempt, CancellationToken cancel)
    {
        var before = db.Attempts.Where(a => a.TerminalId == attempt.TerminalId && a.LeaseToken > 0 && a.LeaseToken < attempt.LeaseToken);
        return db.Batches.Where(b => b.TerminalId == attempt.TerminalId && b.State == BatchState.ClosedElsewhere
                && !db.Batches.Any(later => later.TerminalId == attempt.TerminalId && later.Sequence > b.Sequence && before.Any(a => a.BatchId == later.Id)))
            .OrderBy(b => b.Sequence).FirstOrDefaultAsync(cancel);
    }

    /// <summary>What was done at the PIN pad after it was told to settle: the next batch has it. A void or a tip stands where its sale stands.</summary>
    public Task<List<PaymentAttempt>> DoneAfterAsync(Settlement settlement, CancellationToken cancel)
    {
        var (token, sent) = (settlement.LeaseToken, settlement.SentAt);
        var after = db.Attempts.Where(a => a.TerminalId == settlement.TerminalId && (a.LeaseToken > token || (a.LeaseToken == 0 && a.CreatedAt > sent)));
        return after.Where(a => a.BatchId == settlement.BatchId
            && ((a.Kind != AttemptKind.Void && a.Kind != AttemptKind.TipAdjust) || after.Any(original => original.Id == a.OriginalId))).ToListAsync(cancel);
    }

    /// <summary>Where a settlement without an answer has closed it, what was done since goes on into the next batch.</summary>
    private async Task CarryOverAsync(Batch closed, Batch next, CancellationToken cancel)
    {
        var settlement = await db.Settlements
            .FirstOrDefaultAsync(s => s.BatchId == closed.Id && (s.State == SettlementState.Sent || s.State == SettlementState.Unknown), cancel);
        foreach (var later in settlement is null ? [] : await DoneAfterAsync(settlement, cancel))
            later.AssignTo(next.Id);
    }

    /// <summary>The open batch of a PIN pad, if there is one.</summary>
    public Task<Batch?> OpenAsync(TerminalId terminal, CancellationToken cancel) =>
        db.Batches.SingleOrDefaultAsync(b => b.TerminalId == terminal && b.State == BatchState.Open, cancel);

    /// <summary>A new batch behind the last one.</summary>
    public async Task<Batch> BeginAsync(IStoreOwned owner, TerminalId terminal, string? number, DateTimeOffset now, CancellationToken cancel)
    {
        var last = await db.Batches.Where(b => b.TerminalId == terminal).MaxAsync(b => (int?)b.Sequence, cancel) ?? 0;
        var batch = new Batch(BatchId.New(), owner, terminal, last + 1, Batch.Meaningful(number), now);
        db.Batches.Add(batch);
        return batch;
    }

    public async Task<StoreClock> ClockAsync(StoreId store, CancellationToken cancel) =>
        (await db.Stores.AsNoTracking().SingleAsync(s => s.Id == store, cancel)).Clock;

    /// <summary>Gift cards are another application with numbers of its own: they do not move the batch on.</summary>
    private static string? NumberOf(PaymentAttempt attempt) => attempt.Method == PayMethod.Gift ? null : Batch.Meaningful(attempt.BatchNumber);
}
