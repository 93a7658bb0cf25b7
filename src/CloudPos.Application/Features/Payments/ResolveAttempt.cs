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
/// "Not found" proves only together that nothing was processed: asked after the window plus a margin, of a terminal that is online and idle
/// (it answers, and is not held for anything else), twice, far enough apart, with no settlement in between, and where the payment was sent:
/// at another address only beside a charge that was sent to the same place and is found there. Until then the attempt stays unknown; after a set time a person is asked to look, and Status is still asked. One question at a time per PIN pad, over all servers.
/// </remarks>
[SystemOnly]
public sealed record ResolveAttempt(AttemptId AttemptId) : IRequest<Result<AttemptState>>;

internal sealed class ResolveAttemptHandler(
    AppDbContext db, ICardTerminal cardTerminal, AnswerBooking booking, OpenBatchProof batch, TerminalLeases leases, PaymentNudge nudge,
    IOptions<PaymentOptions> options, PaymentFeed feed, TimeProvider clock)
    : IRequestHandler<ResolveAttempt, Result<AttemptState>>
{
    private readonly PaymentOptions _options = options.Value;

    public async Task<Result<AttemptState>> Handle(ResolveAttempt request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is not { IsUnresolved: true })
            return new Refusal("attempt.resolved", "The outcome of this payment is known.");
        var question = await ChargeOrders.QuestionAsync(db, attempt, cancel);
        if (!await leases.TryAskAsync(question.Terminal.Tpn, attempt.Id.Value, cancel))
            return await WaitForTurnAsync(attempt, question.Terminal.Tpn, cancel);
        try
        {
            await AskAsync(attempt, question, cancel);
        }
        finally
        {
            await leases.EndAskingAsync(question.Terminal.Tpn, CancellationToken.None);
            nudge.Give(); // somebody may have been waiting for the PIN pad
        }

        return attempt.State;
    }

    private async Task AskAsync(PaymentAttempt attempt, StatusQuestion question, CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        var answer = await cardTerminal.AskStatusAsync(question);
        var countsAsNotFound = answer.IsNotFound && attempt.State == AttemptState.Unknown && asked >= WindowEnd(question)
            && await cardTerminal.IsOnlineAsync(question.Terminal, cancel) == true && await batch.IsOpenByTheBooksAsync(attempt, cancel);
        var isSecond = countsAsNotFound && attempt.NotFoundSince is { } first && asked - first >= _options.NotFoundGap;
        var isThere = attempt.SentTo == question.Terminal.ReachedAt;
        // of a follow-up the original itself was found, unchanged: it is its own witness
        if ((isSecond || (countsAsNotFound && !isThere)) && !attempt.SharesRefId && !await batch.IsOpenByAWitnessAsync(attempt, isThere, cancel))
            isSecond = countsAsNotFound = false;
        if (answer.IsNotFound && !isThere)
            answer = answer with { Journal = $"Sent to {attempt.SentTo ?? "a place that was not kept"}, asked for at {question.Terminal.ReachedAt}. {answer.Journal}" };

        if (answer.Signal is { } signal and not AttemptSignal.NoAnswer)
            await booking.BookAsync(attempt, signal, answer, cancel);
        else if (isSecond)
            await booking.BookAsync(attempt, AttemptSignal.ProvenNotProcessed, answer with { Reason = AttemptReason.NotFound }, cancel);
        else
            await StayUnknownAsync(attempt, question, answer, countsAsNotFound, clock.GetUtcNow(), cancel);
    }

    /// <summary>The PIN pad serves somebody else, or is being asked something else: our question would disturb, and its answer would not say that it is idle.</summary>
    private async Task<Result<AttemptState>> WaitForTurnAsync(PaymentAttempt attempt, string tpn, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (attempt.State == AttemptState.Unknown && now - attempt.SentAt >= _options.ReviewAfter && !await leases.IsAskedAsync(tpn, cancel))
        {
            attempt.Record(AttemptSignal.ReviewAsked, AttemptReason.TerminalBusy, "The PIN pad was in use each time it was to be asked.", now);
            attempt.PlanCheck(now + _options.TurnPause);
            await db.SaveChangesAsync(cancel);
            feed.Publish(attempt);
        }
        else
        {
            await leases.PlanCheckAsync(attempt.Id, attempt.NextCheckAt, now + _options.TurnPause, cancel);
        }

        return attempt.State;
    }

    private async Task StayUnknownAsync(
        PaymentAttempt attempt, StatusQuestion question, TerminalAnswer answer, bool countsAsNotFound, DateTimeOffset now, CancellationToken cancel)
    {
        attempt.NoteCheck(countsAsNotFound, NextCheck(attempt, question, answer, countsAsNotFound, now), now);
        var reason = answer.IsNotFound ? AttemptReason.NotFound : answer.Reason;
        if (attempt.State == AttemptState.Unknown && now - attempt.SentAt >= _options.ReviewAfter)
            attempt.Record(AttemptSignal.ReviewAsked, reason, answer.Journal, now);
        else if (attempt.Entries[^1].Reason != reason || countsAsNotFound)
            attempt.Record(AttemptSignal.NoAnswer, reason, answer.Journal, now); // one line per change, not one per question
        await db.SaveChangesAsync(cancel);
        feed.Publish(attempt);
    }

    private DateTimeOffset NextCheck(PaymentAttempt attempt, StatusQuestion question, TerminalAnswer answer, bool countsAsNotFound, DateTimeOffset now)
    {
        if (countsAsNotFound && (attempt.NotFoundSince ?? now) + _options.NotFoundGap is var second && second > now)
            return second;
        var next = now + _options.CheckPauses[Math.Min(attempt.Checks + 1, _options.CheckPauses.Count - 1)];
        // a question that could not be put costs nothing: put it again soon, so that a PIN pad that is back is asked at once
        if (answer.Reason is AttemptReason.TerminalOffline or AttemptReason.TerminalBusy or AttemptReason.ProxyUnreachable && next > now + _options.UnansweredPause)
            next = now + _options.UnansweredPause;
        var windowEnd = WindowEnd(question);
        return answer.IsNotFound && windowEnd > now && windowEnd < next ? windowEnd : next;
    }

    private DateTimeOffset WindowEnd(StatusQuestion question) =>
        (question.Attempt.SentAt ?? question.Attempt.CreatedAt) + TimeSpan.FromSeconds(question.Attempt.WindowSeconds) + _options.WindowMargin;
}
