using CloudPos.Application.Data;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Takes a payment off the books that the PIN pad does not hold, or holds no more. A paid sale gets a refund. Saves nothing.</summary>
internal sealed class VoidBooking(AppDbContext db, RequestContext context, BatchBook book, FollowUpDesk followUps, TimeProvider clock)
{
    private static readonly Refusal RefundVoided = new("difference.refund.voided",
        "This refund was voided on the PIN pad, so the customer has not got the money. Give it back again without a receipt; then mark this line and say so.");

    /// <param name="words">Why, for the journal and the refund.</param>
    /// <param name="evidence">What the PIN pad answered, for the journal; null = the same words.</param>
    /// <returns>The sale's register: what is booked belongs into the shift that is open there.</returns>
    public async Task<Result<RegisterId>> BookAsync(AttemptId id, RefundId refund, string words, string? evidence, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == id, cancel);
        var sale = await db.Sales.Include(s => s.Tenders).Include(s => s.Lines).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == attempt.SaleId, cancel);
        if (!attempt.CanVoid || sale is null)
            return DifferenceDesk.PaymentMoved;
        if (await followUps.BusyAsync(id, cancel) is { } busy)
            return busy; // a void of the register's own may be the very one: its end books it
        if (attempt.Kind == AttemptKind.Return)
            return RefundVoided;
        var now = clock.GetUtcNow();
        attempt.Record(AttemptSignal.Voided, AttemptReason.ByManager, evidence ?? words, now, context.Actor.Email);
        attempt.UnmarkToVoid(now);
        sale.TakeGiftLoadBack(attempt.Id, now);
        if (sale.CardTenderOf(attempt.Id) is { Counts: true } tender)
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

        var (_, left) = await RefundDesk.ReadAsync(db, sale.Id, cancel);
        var refund = new Refund(id, sale, sale, sale.RegisterId, sale.Number, words, context.Actor.Email, context.Actor.Email, now);
        RefundDesk.Add(refund, sale, PaidBy(tender, left), now);
        var part = new RefundTender(RefundTenderId.New(), refund, tender.Id, TenderKind.Card, tender.Method, tender.Amount);
        refund.Add(part, now);
        refund.Book(part.Id, attempt.ChargedWithoutTip, attempt.Tip ?? Money.Zero, await book.ClockAsync(sale.StoreId, cancel), now);
        sale.NoteRefund(attempt.ChargedWithoutTip, attempt.Tip ?? Money.Zero);
        db.Refunds.Add(refund);
    }

    /// <summary>What the payment was for: all that is left of the sale where it comes to that, else a share of it.</summary>
    /// <remarks>
    /// Nobody was asked whether the money may go back. What has no more left (its value is on a gift card, or another refund holds it) gives
    /// what the rest cannot: value that waits for its card is not put on one either once that refund is given up.
    /// </remarks>
    private static IEnumerable<RefundShare> PaidBy(Tender tender, Refundable refundable)
    {
        var lines = refundable.Lines;
        RefundShare[] shares = tender.Amount >= Money.Sum(lines.Select(l => l.MoneyLeft))
            ? [.. lines.Select(l => new RefundShare(l, l.Left, l.MoneyLeft, l.TaxLeft))]
            : [.. refundable.Spread(Money.Min(tender.Amount, refundable.Left))];
        var rest = tender.Amount - Money.Sum(shares.Select(s => s.Amount));
        Money[] gone = [.. lines.Select(l => l.Paid - l.MoneyLeft)];
        var again = Money.Sum(gone).IsZero ? new Money[gone.Length] : Rounding.Split(rest, gone);
        return lines.Select((line, i) =>
        {
            var share = Array.Find(shares, s => s.Of == line) ?? new RefundShare(line, default, Money.Zero, Money.Zero);
            return share with { Amount = share.Amount + again[i], Tax = share.Tax + TaxIn(line.Line, again[i], tender.PricedAt) };
        }).Where(s => s.Amount.IsPositive || s.Quantity.Thousandths > 0);
    }

    private static Money TaxIn(SaleLine line, Money amount, TenderKind price) => (line.Net + line.Tax).For(price) is { IsPositive: true } whole
        ? Rounding.Proportion(line.Tax.For(price), amount, whole) : Money.Zero;
}
