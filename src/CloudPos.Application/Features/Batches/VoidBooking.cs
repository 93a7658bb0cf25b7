using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Takes a payment off the books that the PIN pad does not hold, or holds no more. A paid sale gets a refund. Saves nothing.</summary>
internal sealed class VoidBooking(AppDbContext db, RequestContext context, BatchBook book, TimeProvider clock)
{
    /// <param name="words">Why, for the journal and the refund.</param>
    /// <param name="evidence">What the PIN pad answered, for the journal; null = the same words.</param>
    /// <returns>The sale's register: what is booked belongs into the shift that is open there.</returns>
    public async Task<Result<RegisterId>> BookAsync(AttemptId id, RefundId refund, string words, string? evidence, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == id, cancel);
        var sale = await db.Sales.Include(s => s.Tenders).SingleOrDefaultAsync(s => s.Id == attempt.SaleId, cancel);
        if (!attempt.CanVoid || sale is null)
            return DifferenceDesk.PaymentMoved;
        var now = clock.GetUtcNow();
        attempt.Record(AttemptSignal.Voided, AttemptReason.ByManager, evidence ?? words, now, context.Actor.Email);
        if (sale.Tenders.Find(t => t.AttemptId == attempt.Id && t.Counts) is { } tender)
            await GiveBackAsync(sale, tender, attempt, refund, words, now, cancel);
        return sale.RegisterId;
    }

    private async Task GiveBackAsync(Sale sale, Tender tender, PaymentAttempt attempt, RefundId id, string words, DateTimeOffset now, CancellationToken cancel)
    {
        if (sale.State != SaleState.Paid || tender.Covers == DualPrice.Zero)
        {
            sale.GiveBack(tender.Id, now);
            return;
        }

        var refund = new Refund(id, sale, sale, sale.RegisterId, sale.Number, words, context.Actor.Email, context.Actor.Email, now);
        var part = new RefundTender(RefundTenderId.New(), refund, tender.Id, TenderKind.Card, tender.Method, tender.Amount);
        refund.Add(part, now);
        refund.Book(part.Id, attempt.ChargedWithoutTip, attempt.Tip ?? Money.Zero, await book.ClockAsync(sale.StoreId, cancel), now);
        sale.NoteRefund(attempt.ChargedWithoutTip, attempt.Tip ?? Money.Zero);
        db.Refunds.Add(refund);
    }
}
