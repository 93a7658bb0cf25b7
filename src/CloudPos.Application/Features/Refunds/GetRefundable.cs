using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What of a paid sale may still go back: per line, per tender, and all of it as one undo.</summary>
[Needs(Permission.Refund)]
public sealed record GetRefundable(SaleId SaleId) : IRequest<Result<RefundableView>>;

/// <param name="UndoAmount">What an undo of the payment gives back, tips included; zero where value on a gift card stands against it.</param>
/// <param name="MayApprove">The asker needs nobody else's approval.</param>
public sealed record RefundableView(
    SaleId SaleId, int Number, DateTimeOffset PaidAtLocal, StoreId StoreId, Money Paid, Money Left, Money UndoAmount, Money UndoTip, bool MayApprove,
    IReadOnlyList<RefundableLineView> Lines, IReadOnlyList<RefundableTenderView> Tenders, IReadOnlyList<RefundView> Refunds);

/// <param name="Worth">What goes back for all of it that is left, taxes included.</param>
/// <param name="Each">What goes back for one; null where it is sold by weight or only one is left.</param>
/// <param name="Back">How many went back before.</param>
/// <param name="Held">How many a refund holds that has not come to its end.</param>
/// <param name="OnGiftCard">Why it stays: its value is on a gift card, or may be; null where that is not so.</param>
public sealed record RefundableLineView(
    SaleLineId LineId, string Name, string Sku, Quantity Sold, Quantity Left, Quantity Back, Quantity Held, Money Worth, Money Tax, Money? Each, string? OnGiftCard);

/// <param name="IsVoidable">Its batch is not known to be closed and all of it is left: the whole charge is voided, tip included.</param>
public sealed record RefundableTenderView(
    TenderId TenderId, TenderKind Kind, PayMethod Method, string Name, Money Paid, Money Left, Money Tip, Money TipLeft, bool IsVoidable);

internal sealed class GetRefundableHandler(AppDbContext db, RequestContext context, RefundReader reader) : IRequestHandler<GetRefundable, Result<RefundableView>>
{
    public async Task<Result<RefundableView>> Handle(GetRefundable request, CancellationToken cancel)
    {
        var (sale, refundable) = await RefundDesk.ReadAsync(db, request.SaleId, cancel);
        if (sale is null)
            return RefundDesk.UnknownSale;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == sale.StoreId, cancel);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.SaleId == sale.Id).ToListAsync(cancel);
        var refunds = await reader.ViewsAsync(db.Refunds.Where(r => r.SaleId == sale.Id && r.State != RefundState.Abandoned), cancel);
        var tips = Money.Sum(refundable.Tenders.Select(t => t.TipLeft));
        return new RefundableView(sale.Id, sale.Number, store.Clock.Local(sale.PaidAt ?? sale.ChangedAt), sale.StoreId,
            refundable.Paid, refundable.Left, refundable.OnGiftCards.IsPositive ? Money.Zero : refundable.Left + tips, tips, context.Actor.Permissions.Contains(Permission.ApproveRefund),
            [.. refundable.Lines.Select(Line)],
            [.. refundable.Tenders.Select(t => Tender(t, attempts.Find(a => a.Id == t.Tender.AttemptId)))],
            refunds);
    }

    private static RefundableLineView Line(RefundableLine line) => new(
        line.Line.Id, line.Line.Name, line.Line.Sku, line.Line.Quantity, line.Left, line.Back, line.Held, line.MoneyLeft, line.TaxLeft,
        line.Left.IsWhole && line.Left.Thousandths > Quantity.One.Thousandths ? line.Share(Quantity.One).Amount : null,
        line.OnGiftCard.IsPositive ? RefundSentences.OnGiftCard(line) : null);

    private static RefundableTenderView Tender(RefundableTender tender, PaymentAttempt? attempt) => new(
        tender.Tender.Id, tender.Tender.Kind, tender.Tender.Method, TenderNames.Of(tender.Tender, attempt), tender.Tender.Amount, tender.Left,
        tender.Tender.Tip, tender.TipLeft, tender.IsUntouched && attempt is { CanVoid: true });
}
