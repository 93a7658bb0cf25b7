using CloudPos.Application.Data;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Takes the tip into the books that the PIN pad holds: it is what the customer pays.</summary>
[Needs(Permission.Settle)]
public sealed record BookTip(ReconciliationId Id, int Line) : IRequest<Result<ReconciliationView>>;

internal sealed class BookTipHandler(AppDbContext db, RequestContext context, DifferenceDesk desk, FollowUpDesk followUps, TimeProvider clock)
    : IRequestHandler<BookTip, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(BookTip request, CancellationToken cancel) =>
        desk.OnceAsync(request.Id, request.Line, DecisionKind.Booked, open => BookAsync(open, request, cancel), cancel);

    private async Task<Result<ReconciliationView>> BookAsync(OpenDifference open, BookTip request, CancellationToken cancel)
    {
        if (open.Line is not { Difference: DifferenceKind.Tip, AttemptId: { } id, TerminalAmount: { } charged })
            return new Refusal("difference.other", "Only another tip is booked like this.");
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == id, cancel);
        var tip = charged - attempt.ChargedWithoutTip;
        if (!attempt.CanAdjustTip || tip.IsNegative)
            return DifferenceDesk.PaymentMoved;
        if (await db.WaitsForAsync(id, cancel))
            return DifferenceDesk.RefundOpen;
        if (await followUps.BusyAsync(id, cancel) is { } busy)
            return busy;
        var now = clock.GetUtcNow();
        var sale = await db.Sales.Include(s => s.Tenders).SingleAsync(s => s.Id == attempt.SaleId, cancel);
        attempt.AdjustTip(tip, now);
        sale.AdjustTip(attempt.Id, tip, now);
        open.Found.Decide(open.Line, DecisionKind.Booked, $"The tip of {MoneyText.Show(tip)} was booked.", context.Actor.Email, now);
        return await desk.SaveAsync(open, cancel);
    }
}
