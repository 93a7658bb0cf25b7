using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Payments;

/// <summary>Finds out what became of an attempt whose outcome is unknown, by asking Status. Never by sending the sale again.</summary>
/// <remarks>
/// "Not found" proves only together that nothing was processed: after the window plus a margin, from a terminal that is online, twice,
/// far enough apart. Until then the attempt stays unknown; after a set time a person is asked to look, and Status is still asked.
/// </remarks>
[SystemOnly]
public sealed record ResolveAttempt(AttemptId AttemptId) : IRequest<Result<AttemptState>>;

internal sealed class ResolveAttemptHandler(
    AppDbContext db, ICardTerminal cardTerminal, AnswerBooking booking, IOptions<PaymentOptions> options, PaymentFeed feed, TimeProvider clock)
    : IRequestHandler<ResolveAttempt, Result<AttemptState>>
{
    private readonly PaymentOptions _options = options.Value;

    public async Task<Result<AttemptState>> Handle(ResolveAttempt request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is not { IsUnresolved: true })
            return new Refusal("attempt.resolved", "The outcome of this payment is known.");
        var order = await ChargeOrders.ReadAsync(db, attempt, cancel);
        var answer = await cardTerminal.AskStatusAsync(order);
        var countsAsNotFound = answer.IsNotFound && attempt.State == AttemptState.Unknown
            && await WindowIsOverAndOnlineAsync(order, cancel) && !await HasSettledSinceAsync(attempt, cancel);
        var now = clock.GetUtcNow();

        if (answer.Signal is { } signal and not AttemptSignal.NoAnswer)
        {
            await booking.BookAsync(attempt, signal, answer, cancel);
        }
        else if (countsAsNotFound && attempt.NotFoundSince is { } first && now - first >= _options.NotFoundGap)
        {
            await booking.BookAsync(attempt, AttemptSignal.ProvenNotProcessed, answer with { Reason = AttemptReason.NotFound }, cancel);
        }
        else
        {
            await StayUnknownAsync(attempt, order, answer, countsAsNotFound, now, cancel);
        }

        return attempt.State;
    }

    private async Task StayUnknownAsync(
        PaymentAttempt attempt, ChargeOrder order, TerminalAnswer answer, bool countsAsNotFound, DateTimeOffset now, CancellationToken cancel)
    {
        attempt.NoteCheck(countsAsNotFound, NextCheck(attempt, order, answer, countsAsNotFound, now), now);
        var reason = answer.IsNotFound ? AttemptReason.NotFound : answer.Reason;
        if (attempt.State == AttemptState.Unknown && now - attempt.SentAt >= _options.ReviewAfter)
            attempt.Record(AttemptSignal.ReviewAsked, reason, answer.Journal, now);
        else if (attempt.Entries[^1].Reason != reason || countsAsNotFound)
            attempt.Record(AttemptSignal.NoAnswer, reason, answer.Journal, now); // one line per change, not one per question
        await db.SaveChangesAsync(cancel);
        feed.Publish(attempt);
    }

    private DateTimeOffset NextCheck(PaymentAttempt attempt, ChargeOrder order, TerminalAnswer answer, bool countsAsNotFound, DateTimeOffset now)
    {
        if (countsAsNotFound)
            return (attempt.NotFoundSince ?? now) + _options.NotFoundGap;
        var next = now + _options.CheckPauses[Math.Min(attempt.Checks + 1, _options.CheckPauses.Count - 1)];
        // a question that could not be put costs nothing: put it again soon, so that a PIN pad that is back is asked at once
        if (answer.Reason is AttemptReason.TerminalOffline or AttemptReason.TerminalBusy && next > now + _options.UnansweredPause)
            next = now + _options.UnansweredPause;
        var windowEnd = WindowEnd(order);
        return answer.IsNotFound && windowEnd > now && windowEnd < next ? windowEnd : next;
    }

    /// <summary>Status looks into the open batch only: after a settlement "not found" proves nothing.</summary>
    private async Task<bool> HasSettledSinceAsync(PaymentAttempt attempt, CancellationToken cancel)
    {
        // a settlement of ours, also one whose outcome nobody knows: it may have closed the batch at any moment until it ended
        if (await db.Settlements.AnyAsync(s => s.TerminalId == attempt.TerminalId && s.State >= SettlementState.Sent
            && s.State <= SettlementState.InPart && (s.EndedAt == null || s.EndedAt >= attempt.SentAt), cancel))
            return true;
        var batches = db.Attempts.Where(a => a.TerminalId == attempt.TerminalId && a.BatchNumber != null);
        var before = await batches.Where(a => a.ChangedAt <= attempt.SentAt).OrderByDescending(a => a.ChangedAt).Select(a => a.BatchNumber).FirstOrDefaultAsync(cancel);
        return before is not null && await batches.AnyAsync(a => a.ChangedAt > attempt.SentAt && a.BatchNumber != before, cancel);
    }

    private async Task<bool> WindowIsOverAndOnlineAsync(ChargeOrder order, CancellationToken cancel) =>
        clock.GetUtcNow() >= WindowEnd(order) && await cardTerminal.IsOnlineAsync(order.Terminal, cancel) == true;

    private DateTimeOffset WindowEnd(ChargeOrder order) =>
        (order.Attempt.SentAt ?? order.Attempt.CreatedAt) + TimeSpan.FromSeconds(order.Attempt.WindowSeconds) + _options.WindowMargin;
}
