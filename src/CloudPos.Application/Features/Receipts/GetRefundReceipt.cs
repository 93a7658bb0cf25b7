using CloudPos.Application.Data;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Receipts;

/// <summary>The receipt of a refund that is done.</summary>
[Needs(Permission.Refund)]
public sealed record GetRefundReceipt(RefundId RefundId) : IRequest<Result<RefundReceipt>>;

/// <summary>What went back, for what, and to what. Amounts are positive; the slip shows them with a minus.</summary>
/// <param name="DoneAtLocal">In the store's time zone.</param>
/// <param name="SaleNumber">Null without a receipt.</param>
public sealed record RefundReceipt(
    RefundId RefundId, int? SaleNumber, string MerchantName, string StoreName, string? Address, string? Phone, string? Footer, DateTimeOffset DoneAtLocal,
    string RegisterName, string Cashier, string? ApprovedBy, string Reason, IReadOnlyList<RefundLineView> Lines, Money Tax, Money GivenBack, Money TipBack,
    Money Total, IReadOnlyList<RefundPartView> Parts);

internal sealed class GetRefundReceiptHandler(AppDbContext db, RefundReader refunds) : IRequestHandler<GetRefundReceipt, Result<RefundReceipt>>
{
    public async Task<Result<RefundReceipt>> Handle(GetRefundReceipt request, CancellationToken cancel)
    {
        var refund = await db.Refunds.AsNoTracking().Include(r => r.Lines).SingleOrDefaultAsync(r => r.Id == request.RefundId && r.State == RefundState.Done, cancel);
        if (refund is null || await refunds.FindAsync(refund.Id, cancel) is not { } view)
            return new Refusal("refund.unknown", "That refund does not exist, or has not gone back yet.");
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == refund.StoreId, cancel);
        var merchant = await db.Merchants.Where(m => m.Id == refund.MerchantId).Select(m => m.Name).SingleAsync(cancel);
        var cashier = await db.Users.Where(u => u.Email == refund.AskedBy && u.FullName != "").Select(u => u.FullName).FirstOrDefaultAsync(cancel);
        return new RefundReceipt(refund.Id, refund.SaleNumber, merchant, store.Name, store.Address, store.Phone, store.ReceiptFooter,
            store.Clock.Local(refund.DoneAt ?? refund.ChangedAt), view.RegisterName, cashier ?? refund.AskedBy, refund.ApprovedBy, refund.Reason,
            view.Lines, Money.Sum(refund.Lines.Select(l => l.Tax)), refund.GivenBack, refund.TipBack, refund.GivenBack + refund.TipBack,
            [.. view.Parts.Where(p => p.IsDone)]);
    }
}
