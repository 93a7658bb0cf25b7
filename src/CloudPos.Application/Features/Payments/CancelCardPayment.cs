using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Asks to stop: at once while queued; on the PIN pad only the customer's red key decides.</summary>
[Needs(Permission.Sell)]
public sealed record CancelCardPayment(AttemptId AttemptId) : IRequest<Result<PaymentView>>;

internal sealed class CancelCardPaymentHandler(
    AppDbContext db, RequestContext context, AnswerBooking booking, PaymentReader payments, PaymentFeed feed, TimeProvider clock)
    : IRequestHandler<CancelCardPayment, Result<PaymentView>>
{
    public async Task<Result<PaymentView>> Handle(CancelCardPayment request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is null)
            return PaymentReader.Unknown;
        try
        {
            if (attempt.State == AttemptState.Created)
            {
                var stopped = new TerminalAnswer(null, AttemptReason.StoppedByCashier, null, false, null, "Stopped by " + context.Actor.Email);
                await booking.BookAsync(attempt, attempt.SentAt is null ? AttemptSignal.Cancelled : AttemptSignal.NotStarted, stopped, cancel);
            }
            else if (attempt.State == AttemptState.Sent)
            {
                attempt.AskToCancel(clock.GetUtcNow());
                await db.SaveChangesAsync(cancel);
                feed.Publish(attempt);
            }
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            // it moved while the cashier pressed: what is true now is the answer
            db.ChangeTracker.Clear();
        }

        return await payments.FindAsync(request.AttemptId, cancel) is { } view ? view : PaymentReader.Unknown;
    }
}
