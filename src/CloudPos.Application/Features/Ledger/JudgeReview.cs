using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>A manager decides what no question to the PIN pad could prove, with evidence and a reason.</summary>
/// <param name="WasDone">It was charged, held, given back, voided ...</param>
/// <param name="AuthCode">From slip or bank; needed where a card was charged, held or paid back.</param>
/// <param name="Reason">In the manager's own words.</param>
/// <param name="Approval">The manager who decides, at the till of somebody who may not.</param>
[Needs(Permission.Sell)]
public sealed record JudgeReview(
    AttemptId AttemptId, bool WasDone, ReviewEvidence Evidence, string? AuthCode, string? Last4, string Reason, Approval? Approval = null) : IRequest<Result<Done>>;

/// <summary>Where the manager has it from.</summary>
public enum ReviewEvidence
{
    /// <summary>Not on the PIN pad's report or batch.</summary>
    NotOnReport = 0,

    /// <summary>On the PIN pad's report or batch.</summary>
    OnReport = 1,

    /// <summary>On the slip of the PIN pad.</summary>
    Slip = 2,

    /// <summary>The bank or the processor says so.</summary>
    Bank = 3,

    /// <summary>The customer's account shows it.</summary>
    CustomersAccount = 4,
}

internal sealed class JudgeReviewHandler(
    AppDbContext db, RequestContext context, ApproveHere approve, OutcomeBooking outcomes, BatchBook batches, AnswerBooking booking, TimeProvider clock)
    : IRequestHandler<JudgeReview, Result<Done>>
{
    /// <summary>More than the Status answers that can arrive while one decision is saved.</summary>
    private const int TriesMax = 5;

    public async Task<Result<Done>> Handle(JudgeReview request, CancellationToken cancel)
    {
        var at = await db.Attempts.Where(a => a.Id == request.AttemptId).Select(a => new { a.MerchantId, a.StoreId }).SingleOrDefaultAsync(cancel);
        if (at is null)
            return FollowUpDesk.Unknown;
        var manager = await approve.AskAsync(request.Approval, Permission.ManagePayments, at.MerchantId, at.StoreId);
        if (manager.Value is not { } by)
            return manager.Refusal!;
        for (var tries = 1; ; tries++)
        {
            var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == request.AttemptId, cancel);
            if (attempt.State != AttemptState.NeedsReview)
                return AlreadyKnown(request, attempt, by);
            if (request.WasDone && LedgerWords.NeedsCard(attempt) && (request.AuthCode is null || request.Last4 is null))
                return new Refusal("review.card", "An auth code and the last four digits are needed, from the slip or the bank.");
            try
            {
                await JudgeAsync(attempt, request, by, cancel);
                return default(Done);
            }
            catch (DbUpdateException failure) when (tries < TriesMax && (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure)))
            {
                db.ChangeTracker.Clear(); // a Status was answered or another manager was first: look again
            }
        }
    }

    private async Task JudgeAsync(PaymentAttempt attempt, JudgeReview request, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var words = $"{by}{(by == context.Actor.Email ? "" : $", at the till of {context.Actor.Email}")}: {LedgerWords.Of(request.Evidence)}. {request.Reason.Trim()}";
        if (request.WasDone)
            attempt.JudgeCharged(request.AuthCode?.Trim(), request.Last4, words, now, by);
        else
            attempt.JudgeNotCharged(words, now, by);
        var register = await outcomes.ApplyAsync(attempt, now, cancel);
        await batches.AssignJudgedAsync(attempt, now, cancel);
        await booking.SaveAsync(attempt, register, cancel);
    }

    /// <summary>A second press of the same decision is the same decision; any other one comes too late.</summary>
    private static Result<Done> AlreadyKnown(JudgeReview request, PaymentAttempt attempt, string by)
    {
        var judged = attempt.Entries.OrderBy(e => e.Number).LastOrDefault(e => e.Signal is AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged);
        if (judged is not null && judged.By == by && judged.Signal == (request.WasDone ? AttemptSignal.JudgedCharged : AttemptSignal.JudgedNotCharged))
            return default(Done);
        return judged is { By: { } other }
            ? new Refusal("review.decided", $"{other} has decided this already: {LedgerWords.Decided(attempt, judged.Signal)}. Yours was not recorded.")
            : new Refusal("review.known", "The outcome of this payment is known by now. Nothing was recorded.");
    }
}

internal sealed class JudgeReviewValidator : AbstractValidator<JudgeReview>
{
    private const int ReasonLengthMax = 500;

    public JudgeReviewValidator()
    {
        RuleFor(r => r.Reason).Must(reason => reason?.Trim().Length is >= 3 and <= ReasonLengthMax).Says("Say in a few words why you are sure (at most 500 characters).");
        RuleFor(r => r.Evidence).IsInEnum().Says("Choose where you have it from.");
        RuleFor(r => r.Evidence).Must((r, evidence) => r.WasDone != (evidence == ReviewEvidence.NotOnReport))
            .When(r => r.WasDone || r.Evidence is ReviewEvidence.OnReport or ReviewEvidence.Slip).Says("This evidence says the opposite of your decision.");
        RuleFor(r => r.AuthCode).Must(code => code is null || (code.Trim().Length is >= 2 and <= 16 && code.Trim().All(char.IsAsciiLetterOrDigit)))
            .Says("An auth code has 2 to 16 letters and digits; it stands on the slip.");
        RuleFor(r => r.Last4).Must(last4 => last4 is null || (last4.Length == 4 && last4.All(char.IsAsciiDigit))).Says("Four digits: the last ones of the card.");
    }
}
