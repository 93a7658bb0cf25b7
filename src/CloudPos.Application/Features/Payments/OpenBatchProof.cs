using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Whether the batch that was open when an attempt was sent still is. Status looks into the open batch only: after a settlement "not found" proves nothing.</summary>
/// <remarks>Before and after by the lease's token, which rises with each that has the PIN pad: two servers' clocks may be apart.</remarks>
internal sealed class OpenBatchProof(AppDbContext db, ICardTerminal cardTerminal)
{
    /// <summary>A witness from an earlier business day may have been settled overnight, before the attempt was sent: it would testify to nothing.</summary>
    private static readonly TimeSpan WitnessAgeMax = TimeSpan.FromHours(12);

    /// <summary>False where the books know of a settlement since the attempt was sent.</summary>
    public async Task<bool> IsOpenByTheBooksAsync(PaymentAttempt attempt, CancellationToken cancel)
    {
        var here = db.Attempts.AsNoTracking().Where(a => a.TerminalId == attempt.TerminalId);
        // known to be over, or marked as settled, only since: but what had the PIN pad before this was answered under a later batch's number already
        var closedBefore = db.Batches.Where(closed => db.Batches.Any(later => later.TerminalId == closed.TerminalId && later.Sequence > closed.Sequence
            && later.Number != null && later.Number != closed.Number
            && here.Any(e => e.BatchId == later.Id && e.BatchNumber == later.Number && e.LeaseToken > 0 && e.LeaseToken < attempt.LeaseToken)));
        // a settlement of ours, also one whose outcome nobody knows: it may have closed the batch at any moment until it ended
        if (await db.Settlements.AnyAsync(s => s.TerminalId == attempt.TerminalId && s.State >= SettlementState.Sent
            && s.State <= SettlementState.InPart && (s.EndedAt == null || s.EndedAt >= attempt.SentAt) && !closedBefore.Any(b => b.Id == s.BatchId), cancel))
            return false;
        if (await here.AnyAsync(a => a.State == AttemptState.Settled && a.ChangedAt >= attempt.SentAt && !closedBefore.Any(b => b.Id == a.BatchId), cancel))
            return false;
        var batches = here.Where(a => a.BatchNumber != null && a.LeaseToken > 0);
        var before = await batches.Where(a => a.LeaseToken < attempt.LeaseToken).OrderByDescending(a => a.LeaseToken).Select(a => a.BatchNumber).FirstOrDefaultAsync(cancel);
        return before is null || !await batches.AnyAsync(a => a.LeaseToken > attempt.LeaseToken && a.BatchNumber != before, cancel);
    }

    /// <summary>
    /// Asks the PIN pad for the charge before this one: a PIN pad that settled by itself does not find that one either. Where there is none,
    /// for the first one after it. True where it finds it as charged, and where there is none to ask for.
    /// </summary>
    /// <param name="isThere">The PIN pad is asked where the attempt was sent. Else only what was sent to that place too can say that this is still the same PIN pad.</param>
    public async Task<bool> IsOpenByAWitnessAsync(PaymentAttempt attempt, bool isThere, CancellationToken cancel)
    {
        var oldest = attempt.SentAt - WitnessAgeMax;
        var charges = db.Attempts.AsNoTracking().Where(a => a.TerminalId == attempt.TerminalId && a.Kind == AttemptKind.Sale && a.Method != PayMethod.Gift
            && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved) && a.ChangedAt >= oldest && a.LeaseToken > 0
            && (isThere || a.SentTo == attempt.SentTo));
        var witness = await charges.Where(a => a.LeaseToken < attempt.LeaseToken).OrderByDescending(a => a.LeaseToken).FirstOrDefaultAsync(cancel)
            ?? await charges.Where(a => a.LeaseToken > attempt.LeaseToken).OrderBy(a => a.LeaseToken).FirstOrDefaultAsync(cancel);
        if (witness is null)
            return isThere;
        var answer = await cardTerminal.AskStatusAsync(await ChargeOrders.QuestionAsync(db, witness, cancel));
        return answer.Signal is AttemptSignal.Approved or AttemptSignal.PartiallyApproved; // so it still holds it
    }
}
