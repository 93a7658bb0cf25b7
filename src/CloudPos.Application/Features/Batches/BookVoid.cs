using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Books what was voided on the PIN pad: the payment is taken back, and a paid sale gets the refund that the customer had.</summary>
/// <param name="RefundId">Made when the list is shown: a double click is the same refund.</param>
[Needs(Permission.Settle)]
public sealed record BookVoid(ReconciliationId Id, int Line, RefundId RefundId) : IRequest<Result<ReconciliationView>>;

internal sealed class BookVoidHandler(AppDbContext db, RequestContext context, DifferenceDesk desk, BatchBook book, TimeProvider clock)
    : IRequestHandler<BookVoid, Result<ReconciliationView>>
{
    private const string Words = "Voided on the PIN pad itself";

    public async Task<Result<ReconciliationView>> Handle(BookVoid request, CancellationToken cancel)
    {
        var (open, refusal) = await desk.FindAsync(request.Id, request.Line, cancel);
        if (open is null)
            return refusal!;
        if (open.Line is not { Difference: DifferenceKind.VoidedOnTerminal, AttemptId: { } id })
            return new Refusal("difference.other", "Only what is voided on the PIN pad and paid here is booked like this.");
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == id, cancel);
        var sale = await db.Sales.Include(s => s.Tenders).SingleOrDefaultAsync(s => s.Id == attempt.SaleId, cancel);
        if (!attempt.CanVoid || sale is null)
            return new Refusal("difference.moved", "This payment has moved since. Compare the PIN pad again.");
        var now = clock.GetUtcNow();
        attempt.Record(AttemptSignal.Voided, AttemptReason.ByManager, Words, now);
        if (sale.Tenders.Find(t => t.AttemptId == attempt.Id && t.Counts) is { } tender)
            await GiveBackAsync(sale, tender, attempt, request.RefundId, now, cancel);
        open.Found.Decide(open.Line, DecisionKind.Booked, "The void was booked.", context.Actor.Email, now);
        return await desk.SaveAsync(open, cancel);
    }

    private async Task GiveBackAsync(Sale sale, Tender tender, PaymentAttempt attempt, RefundId id, DateTimeOffset now, CancellationToken cancel)
    {
        if (sale.State != SaleState.Paid || tender.Covers == DualPrice.Zero)
        {
            sale.GiveBack(tender.Id, now);
            return;
        }

        var refund = new Refund(id, sale, sale, sale.RegisterId, sale.Number, Words, context.Actor.Email, context.Actor.Email, now);
        var part = new RefundTender(RefundTenderId.New(), refund, tender.Id, TenderKind.Card, tender.Method, tender.Amount);
        refund.Add(part, now);
        refund.Book(part.Id, attempt.ChargedWithoutTip, attempt.Tip ?? Money.Zero, await book.ClockAsync(sale.StoreId, cancel), now);
        sale.NoteRefund(attempt.ChargedWithoutTip, attempt.Tip ?? Money.Zero);
        db.Refunds.Add(refund);
    }
}
