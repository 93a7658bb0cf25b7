using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Takes a payment off the books that was booked twice, once the PIN pad has said that it does not hold this one.</summary>
/// <param name="RefundId">Made when the list is shown: a double click is the same refund.</param>
[Needs(Permission.Settle)]
public sealed record TakeOffDouble(ReconciliationId Id, int Line, RefundId RefundId) : IRequest<Result<ReconciliationView>>;

internal sealed class TakeOffDoubleHandler(AppDbContext db, RequestContext context, DifferenceDesk desk, StatusDesk status, VoidBooking booking, TimeProvider clock)
    : IRequestHandler<TakeOffDouble, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(TakeOffDouble request, CancellationToken cancel) =>
        desk.OnceAsync(request.Id, request.Line, DecisionKind.Booked, open => TakeOffAsync(open, request, cancel), cancel);

    private async Task<Result<ReconciliationView>> TakeOffAsync(OpenDifference open, TakeOffDouble request, CancellationToken cancel)
    {
        if (open.Line is not { Difference: DifferenceKind.Duplicate, AttemptId: { } id })
            return new Refusal("difference.other", "Only what the register has booked twice is taken off like this.");
        var attempt = await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == id, cancel);
        var asked = await status.AskAsync(open.Terminal, attempt, cancel);
        if (asked.Value is not { } answer)
            return asked.Refusal!;
        if (!answer.IsNotFound)
            return new Refusal("difference.held",
                $"{open.Terminal.Label}, asked about this payment, says: {StatusWords.Of(answer)} So it is the other one that was booked once too often. Nothing was changed; look at both under Payments, then mark this line with a reason.");
        var booked = await booking.BookAsync(id, request.RefundId, "Booked twice: the PIN pad took it once", answer.Journal, cancel);
        if (booked.Refusal is { } moved)
            return moved;
        open.Found.Decide(open.Line, DecisionKind.Booked, $"Taken off the books: {open.Terminal.Label}, asked, does not hold it.", context.Actor.Email, clock.GetUtcNow());
        return await desk.SaveAsync(open, cancel, booked.Value);
    }
}
