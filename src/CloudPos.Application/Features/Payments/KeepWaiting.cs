using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Takes the wish to stop back, and the customer goes on. Nothing leaves; what the PIN pad says decides, as ever.</summary>
[Needs(Permission.Sell)]
public sealed record KeepWaiting(AttemptId AttemptId) : IRequest<Result<PaymentView>>;

internal sealed class KeepWaitingHandler(AppDbContext db, PaymentReader payments, PaymentFeed feed) : IRequestHandler<KeepWaiting, Result<PaymentView>>
{
    public async Task<Result<PaymentView>> Handle(KeepWaiting request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is null)
            return PaymentReader.Unknown;
        var protocol = await db.Terminals.Where(t => t.Id == attempt.TerminalId).Select(t => t.Protocol).SingleAsync(cancel);
        if (attempt.CanKeepWaiting(protocol))
        {
            try
            {
                attempt.KeepWaiting();
                await db.SaveChangesAsync(cancel);
                feed.Publish(attempt);
            }
            catch (DbUpdateConcurrencyException)
            {
                // the PIN pad answered while the cashier pressed: what is true now is the answer
                db.ChangeTracker.Clear();
            }
        }

        return await payments.FindAsync(request.AttemptId, cancel) is { } view ? view : PaymentReader.Unknown;
    }
}
