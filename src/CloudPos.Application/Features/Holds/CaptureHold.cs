using CloudPos.Application.Data;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Holds;

/// <summary>Charges a hold for what was rung up: all of it or a part, more than was held as far as the store allows, with a tip on top.</summary>
/// <param name="Id">Made when the drawer opens: a double click captures once.</param>
/// <param name="Amount">Without the tip.</param>
[Needs(Permission.AdjustTips)]
public sealed record CaptureHold(AttemptId HoldId, AttemptId Id, Money Amount, Money Tip) : IRequest<Result<FollowUpBegun>>;

internal sealed class CaptureHoldHandler(AppDbContext db, FollowUpDesk desk, TimeProvider clock) : IRequestHandler<CaptureHold, Result<FollowUpBegun>>
{
    public Task<Result<FollowUpBegun>> Handle(CaptureHold request, CancellationToken cancel) => desk.OnceAsync(
        request.Id, a => a.OriginalId == request.HoldId && a.Kind == AttemptKind.Capture && a.Amount == request.Amount + request.Tip && a.AskedTip == request.Tip,
        () => CaptureAsync(request, cancel), cancel);

    private async Task<Result<FollowUpBegun>> CaptureAsync(CaptureHold request, CancellationToken cancel)
    {
        if (await desk.FindAsync(request.HoldId, cancel) is not { } hold)
            return FollowUpDesk.Unknown;
        if (!hold.CanCapture)
            return new Refusal("hold.gone", "This hold is captured or released already. Nothing was sent.");
        if (await desk.BusyAsync(hold.Id, cancel) is { } busy)
            return busy;
        var sale = await db.Sales.Whole().SingleAsync(s => s.Id == hold.SaleId, cancel);
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == hold.StoreId, cancel);
        if (Refuse(hold, sale, store, request) is { } refusal)
            return refusal;
        var now = clock.GetUtcNow();
        var attempt = PaymentAttempt.FollowUp(request.Id, AttemptKind.Capture, hold, request.Amount + request.Tip, request.Tip, null, desk.User, now);
        sale.BeginCapture(attempt.Id, now);
        return await desk.SaveAsync(hold, attempt, cancel);
    }

    private static Refusal? Refuse(PaymentAttempt hold, Sale sale, Store store, CaptureHold request)
    {
        if (!sale.CanCapture)
            return new Refusal("sale.not.open", "Its sale is paid, cleared, or has another payment under way: nothing is to be captured. Release the hold.");
        var left = sale.Left.For(hold.PricedAt);
        if (request.Amount > left)
            return new Refusal("capture.above.sale", $"{MoneyText.Show(left)} is rung up and not paid; a capture takes no more than that, the tip apart.");
        var most = store.CaptureMax(hold.Held);
        return request.Amount + request.Tip > most
            ? new Refusal("capture.above.hold",
                $"This store captures at most {MoneyText.Show(most)} of a hold of {MoneyText.Show(hold.Held)}, tip included. Take the rest another way.")
            : null;
    }
}

internal sealed class CaptureHoldValidator : AbstractValidator<CaptureHold>
{
    public CaptureHoldValidator()
    {
        RuleFor(r => r.Amount).Must(amount => amount.IsPositive && amount <= Domain.Catalog.Product.PriceMax).Says("Capture an amount above $0.00.");
        RuleFor(r => r.Tip).Must(tip => !tip.IsNegative && tip <= Domain.Catalog.Product.PriceMax).Says("A tip is $0.00 or more.");
    }
}
