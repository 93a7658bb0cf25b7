using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>A void, return, capture or tip adjustment that is on record; a worker sends it.</summary>
public sealed record FollowUpBegun(AttemptId AttemptId, AttemptKind Kind);

/// <summary>What every change of a charge has in common: find it, let one change at a time through, put the attempt on record.</summary>
internal sealed class FollowUpDesk(AppDbContext db, RequestContext context, PaymentNudge nudge)
{
    public static readonly Refusal Unknown = new("payment.unknown", "That payment does not exist.");

    private static readonly Refusal Busy = new("payment.busy", "Another change of this payment is under way or not yet known. Wait until it is known, then do that again.");
    private static readonly Refusal OtherClick = new("payment.other.click", "What was pressed here has done something else already. Nothing was sent. Look at the payment, then do that again.");
    private static readonly Refusal Moved = new("payment.moved", "This payment has just been changed elsewhere. Nothing was sent. Look at it, then do that again.");

    public string User => context.Actor.Email;

    /// <summary>Puts a change on record under the id of its click, once.</summary>
    /// <param name="isSame">The change that was asked for: under the same id, but of another payment or for another amount, it has not been done.</param>
    public async Task<Result<FollowUpBegun>> OnceAsync(
        AttemptId id, Func<PaymentAttempt, bool> isSame, Func<Task<Result<FollowUpBegun>>> begin, CancellationToken cancel)
    {
        PaymentAttempt? found = null;
        var answer = await Once.DoAsync(async () =>
        {
            found = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
            return found is null ? null : new FollowUpBegun(found.Id, found.Kind);
        }, begin);
        return found is null || isSame(found) ? answer : OtherClick;
    }

    public Task<PaymentAttempt?> FindAsync(AttemptId id, CancellationToken cancel) => db.Attempts.SingleOrDefaultAsync(a => a.Id == id, cancel);

    public async Task<Refusal?> BusyAsync(AttemptId original, CancellationToken cancel) => await OpenOf(original).AnyAsync(cancel) ? Busy : null;

    /// <summary>Saves the attempt with all else that was changed, and wakes the worker.</summary>
    public async Task<Result<FollowUpBegun>> SaveAsync(PaymentAttempt original, PaymentAttempt attempt, CancellationToken cancel)
    {
        original.NoteFollowUp();
        if (db.Entry(attempt).State == EntityState.Detached)
            db.Attempts.Add(attempt); // else one of before goes out again
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return Moved;
        }

        nudge.Give();
        return new FollowUpBegun(attempt.Id, attempt.Kind);
    }

    private IQueryable<PaymentAttempt> OpenOf(AttemptId original) => db.Attempts.Where(a => a.OriginalId == original
        && (a.State == AttemptState.Created || a.State == AttemptState.Sent || a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview));
}
