using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Payments;

/// <summary>Books what the terminal answered: on the attempt, and on its sale in the same transaction.</summary>
/// <remarks>May be repeated by the caller until it succeeds: an answer that is on record already is not booked again.</remarks>
/// <param name="SentAt">Of the dispatch that was answered. The answer of an earlier dispatch counts only where it says that money was taken.</param>
[SystemOnly]
public sealed record RecordAnswer(AttemptId AttemptId, TerminalAnswer Answer, DateTimeOffset? SentAt = null) : IRequest<Result<Done>>;

internal sealed class RecordAnswerHandler(AppDbContext db, AnswerBooking booking, TerminalLeases leases, TimeProvider clock, ILogger<RecordAnswerHandler> log)
    : IRequestHandler<RecordAnswer, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordAnswer request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == request.AttemptId, cancel);
        var signal = request.Answer.Signal ?? AttemptSignal.NoAnswer;
        // "not started" is no news for what has become unknown meanwhile: only Status may prove that now
        if (attempt.IsUnresolved && signal == AttemptSignal.NotStarted)
            signal = AttemptSignal.NoAnswer;
        var isCharge = signal is AttemptSignal.Approved or AttemptSignal.PartiallyApproved;
        if (!isCharge && request.SentAt is { } sent
            && (sent != attempt.SentAt || attempt.State == AttemptState.Created || await HasLostThePinPadAsync(attempt, cancel)))
            return default(Done);
        if (PaymentAttempt.Next(attempt.State, signal) is null)
            return default(Done); // on record already, or no news

        if (isCharge && attempt.OriginalId is null && attempt.State is not (AttemptState.Sent or AttemptState.Unknown or AttemptState.NeedsReview))
            log.LogCritical("Payment {Attempt}, RefId {RefId}: approved after it had become {State}. It is booked; the sale says what to give back.",
                attempt.Id.Value, attempt.RefId, attempt.State);
        if (signal == AttemptSignal.NoAnswer)
            attempt.KeepRequestEnd(clock.GetUtcNow());
        await booking.BookAsync(attempt, signal, request.Answer, cancel);
        return default(Done);
    }

    /// <summary>Another server was given the PIN pad since: what the late one says is no proof of anything but a charge.</summary>
    private async Task<bool> HasLostThePinPadAsync(PaymentAttempt attempt, CancellationToken cancel)
    {
        var tpn = await db.Terminals.Where(t => t.Id == attempt.TerminalId).Select(t => t.Tpn).SingleAsync(cancel);
        return await leases.HasMovedOnAsync(tpn, attempt.LeaseToken, cancel);
    }
}

/// <summary>Applies an outcome to an attempt and to what it was made for, and gives the PIN pad back, in one transaction.</summary>
internal sealed class AnswerBooking(
    AppDbContext db, OutcomeBooking outcomes, BatchBook batches, TerminalLeases leases, PaymentFeed feed, IOptions<PaymentOptions> options, TimeProvider clock)
{
    public async Task BookAsync(PaymentAttempt attempt, AttemptSignal signal, TerminalAnswer answer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var reason = answer.Reason;
        if (answer.Result is { } result && signal is AttemptSignal.Approved or AttemptSignal.PartiallyApproved or AttemptSignal.CashChosen)
        {
            var terminalComputes = await db.Terminals.Where(t => t.Id == attempt.TerminalId)
                .Select(t => t.FeeAndTaxBy).SingleAsync(cancel) == ComputedBy.Terminal;
            var given = result.Discount is null ? Money.Zero : await db.Sales.Where(s => s.Id == attempt.SaleId).Select(s => s.Discounted.Card).SingleOrDefaultAsync(cancel);
            var check = (signal, attempt.Kind) switch
            {
                (AttemptSignal.Approved, AttemptKind.Sale) => ChargeCheck.Of(attempt.Amount, result, terminalComputes, given),
                (AttemptSignal.PartiallyApproved, AttemptKind.Sale) => ChargeCheck.OfPart(attempt.Amount, result, given),
                // a terminal that does not say what it captured did as it was told
                (AttemptSignal.Approved, AttemptKind.Capture) when result.Charged is not null =>
                    ChargeCheck.Of(attempt.AskedWithoutTip, result with { Tip = result.Tip ?? attempt.AskedTip }, terminalComputes, given),
                (AttemptSignal.Approved or AttemptSignal.PartiallyApproved, AttemptKind.Return) => ChargeCheck.OfReturn(attempt.Amount, result),
                _ => new ChargeCheck(false, null),
            };
            if (check.IsShort)
                signal = AttemptSignal.PartiallyApproved;
            attempt.KeepResult(result, check.Unexplained);
        }

        attempt.KeepText(answer.Text);
        attempt.Record(signal, reason, answer.Journal, now);
        if (attempt.State == AttemptState.Unknown)
            attempt.PlanCheck(now + options.Value.CheckPauses[0]);
        var register = await outcomes.ApplyAsync(attempt, now, cancel);
        await batches.AssignAsync(attempt, now, cancel);
        if (reason == AttemptReason.TerminalOffline || attempt.IsCharged)
            (await db.Terminals.SingleAsync(t => t.Id == attempt.TerminalId, cancel)).NoteConnection(attempt.IsCharged, now);
        await SaveAsync(attempt, register, cancel);
    }

    /// <summary>Keeps what an answer, or a person, has decided, with the sale of <paramref name="register"/> that it has moved.</summary>
    public async Task SaveAsync(PaymentAttempt attempt, RegisterId? register, CancellationToken cancel)
    {
        // ended, and the PIN pad free again, in one transaction: a hold that outlived its payment would stand in the way of sending it again
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!attempt.IsOpen)
            await leases.FreeWithinAsync(attempt.Id.Value, cancel); // first, as whoever takes it asks for it first
        if (!attempt.IsOpen && register is { } till) // also the end of a try that took nothing may close its sale
            await ShiftGate.SaveAsync(db, till, needsShift: false, cancel); // taken is taken: without an open shift the next one adopts it
        else
            await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (!attempt.IsOpen)
            leases.HasFreed(attempt.Id.Value);
        feed.Publish(attempt);
    }
}
