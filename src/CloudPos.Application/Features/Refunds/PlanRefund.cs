using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What a refund would come to, and how the register would split it. Changes nothing and holds nothing.</summary>
/// <param name="First">A tender that takes as much as it may before the others; null = in proportion to what each may take back.</param>
/// <param name="InCash">What was paid by card goes back in cash, with approval.</param>
[Needs(Permission.Refund)]
public sealed record PlanRefund(SaleId SaleId, IReadOnlyList<RefundPick> Lines, Money? Amount, TenderId? First = null, bool InCash = false) : IRequest<Result<RefundPlanView>>;

/// <param name="Tax">The taxes in <paramref name="Amount"/>.</param>
/// <param name="Tip">What goes back on top, because a void takes back the whole charge.</param>
public sealed record RefundPlanView(Money Amount, Money Tax, Money Tip, bool NeedsApproval, IReadOnlyList<PlannedLineView> Lines, IReadOnlyList<PlannedWayView> Ways);

/// <summary>What goes back for a line.</summary>
public sealed record PlannedLineView(SaleLineId LineId, string Name, Quantity Quantity, Money Amount);

/// <param name="IsVoid">The whole charge is voided: no card is needed, and its tip goes back with it.</param>
public sealed record PlannedWayView(TenderId TenderId, TenderKind Kind, RefundTo To, string Name, Money Amount, bool IsVoid);

internal sealed class PlanRefundHandler(AppDbContext db) : IRequestHandler<PlanRefund, Result<RefundPlanView>>
{
    public async Task<Result<RefundPlanView>> Handle(PlanRefund request, CancellationToken cancel)
    {
        var (sale, refundable) = await RefundDesk.ReadAsync(db, request.SaleId, cancel);
        if (sale is null)
            return RefundDesk.UnknownSale;
        var planned = RefundPlan.Of(refundable, request.Lines, request.Amount, null, request.First, request.InCash);
        if (planned.Value is not { } plan)
            return planned.Refusal!;
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.SaleId == sale.Id).ToListAsync(cancel);
        var ways = plan.Parts.Select(p => Way(p, refundable, attempts)).ToArray();
        var tip = Money.Sum(ways.Where(w => w.IsVoid).Select(w => refundable.Tenders.First(t => t.Tender.Id == w.TenderId).TipLeft));
        return new RefundPlanView(plan.Amount, Money.Sum(plan.Shares.Select(s => s.Tax)), tip, plan.NeedsApproval,
            [.. plan.Shares.Where(s => s.Quantity.Thousandths > 0).Select(s => new PlannedLineView(s.Of.Line.Id, s.Of.Line.Name, s.Quantity, s.Amount))], ways);
    }

    private static PlannedWayView Way(PlannedPart part, Refundable refundable, List<PaymentAttempt> attempts)
    {
        var tender = refundable.Tenders.First(t => t.Tender.Id == part.TenderId).Tender;
        var attempt = attempts.Find(a => a.Id == tender.AttemptId);
        var to = !part.IsAnotherWay ? RefundTo.Original : part.Kind == TenderKind.Cash ? RefundTo.Cash : RefundTo.Card;
        var name = to switch
        {
            RefundTo.Cash => "Cash",
            RefundTo.Card => "Card",
            RefundTo.Original => TenderNames.Of(tender, attempt),
        };
        return new PlannedWayView(tender.Id, part.Kind, to, name, part.Amount,
            attempt is { CanVoid: true } && RefundParts.TakesWhole(part.Amount, tender, part.Kind, part.Method));
    }
}
