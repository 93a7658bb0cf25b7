using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Batches;

/// <summary>Books what was voided on the PIN pad: the payment is taken back, and a paid sale gets the refund that the customer had.</summary>
/// <param name="RefundId">Made when the list is shown: a double click is the same refund.</param>
[Needs(Permission.Settle)]
public sealed record BookVoid(ReconciliationId Id, int Line, RefundId RefundId) : IRequest<Result<ReconciliationView>>;

internal sealed class BookVoidHandler(RequestContext context, DifferenceDesk desk, VoidBooking booking, TimeProvider clock)
    : IRequestHandler<BookVoid, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(BookVoid request, CancellationToken cancel) =>
        desk.OnceAsync(request.Id, request.Line, DecisionKind.Booked, open => BookAsync(open, request, cancel), cancel);

    private async Task<Result<ReconciliationView>> BookAsync(OpenDifference open, BookVoid request, CancellationToken cancel)
    {
        if (open.Line is not { Difference: DifferenceKind.VoidedOnTerminal, AttemptId: { } id })
            return new Refusal("difference.other", "Only what is voided on the PIN pad and paid here is booked like this.");
        var booked = await booking.BookAsync(id, request.RefundId, "Voided on the PIN pad itself", null, cancel);
        if (booked.Refusal is { } moved)
            return moved;
        open.Found.Decide(open.Line, DecisionKind.Booked, "The void was booked.", context.Actor.Email, clock.GetUtcNow());
        return await desk.SaveAsync(open, cancel, booked.Value);
    }
}
