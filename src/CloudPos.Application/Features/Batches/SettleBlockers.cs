using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>What stands in the way of a settlement. The same rules for a person and for the autopilot.</summary>
internal sealed class SettleBlockers(AppDbContext db, BookedLines books, ReconciliationReader reader)
{
    /// <summary>The first thing that forbids it, or the comparison that it may rest on.</summary>
    public async Task<(Refusal? Refusal, ReconciliationId? Reconciliation)> RefuseAsync(
        Domain.Terminals.Terminal terminal, Batch batch, bool letTipsGo, CancellationToken cancel)
    {
        if (await Open(terminal.Id).CountAsync(cancel) is > 0 and var open)
            return (new Refusal("settle.unknown.payment", open == 1
                ? $"One payment of {terminal.Label} is running or not known. Nothing is settled before its outcome is."
                : $"{open} payments of {terminal.Label} are running or not known. Nothing is settled before their outcome is."), null);
        if (await reader.LastAsync(batch.Id, cancel) is not { } last)
            return (new Refusal("settle.not.compared", $"{terminal.Label} has not been compared yet. Fetch its report first."), null);
        if (await reader.HasMovedSinceAsync(last, cancel))
            return (new Refusal("settle.old.comparison", $"Payments have moved since {terminal.Label} was compared. Fetch its report again."), null);
        if (!last.IsClear)
            return (new Refusal("settle.differences", last.Open == 1
                ? "One difference is open. Fix it, or mark it with a reason."
                : $"{last.Open} differences are open. Fix them, or mark them with a reason."), null);
        if (!letTipsGo && await UntippedAsync(terminal.StoreId, batch, cancel) is > 0 and var untipped)
            return (new Refusal("settle.untipped", untipped == 1
                ? "One sale waits for its tip. Enter it, or settle without it."
                : $"{untipped} sales wait for their tips. Enter them, or settle without them."), null);
        return (null, last.Id);
    }

    /// <summary>Payments of the PIN pad whose outcome is not known, or that are about to move.</summary>
    public IQueryable<PaymentAttempt> Open(TerminalId terminal) => db.Attempts.Where(a => a.TerminalId == terminal
        && (a.State == AttemptState.Created || a.State == AttemptState.Sent || a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview));

    /// <summary>How many sales wait for a tip, where the store takes tips afterwards.</summary>
    public async Task<int> UntippedAsync(StoreId store, Batch batch, CancellationToken cancel)
    {
        if (!await db.SettlePlans.AnyAsync(p => p.StoreId == store && p.WaitsForTips, cancel))
            return 0;
        var untipped = (await books.ReadAsync(batch, cancel)).Where(r => r.IsUntipped).Select(r => r.Line.Attempt).ToArray();
        // a tip that was set to nothing is an answer too
        var answered = await db.Attempts.Where(a => a.Kind == AttemptKind.TipAdjust && a.TerminalId == batch.TerminalId && a.OriginalId != null && a.State == AttemptState.Approved)
            .Select(a => a.OriginalId!.Value).ToListAsync(cancel);
        return untipped.Except(answered).Count();
    }
}
