using CloudPos.Application.Data;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Gives back items or an amount without a sale. Nothing limits it but the approval, so it always needs one.</summary>
/// <param name="Items">What comes back, at today's price of <paramref name="To"/> with today's taxes; empty where <paramref name="Amount"/> goes back.</param>
/// <param name="Shown">What the screen said the items come to; where today's price is another by now, nothing goes back. Null = not compared.</param>
[Needs(Permission.Refund)]
public sealed record RefundWithoutReceipt(
    RefundId RefundId, RegisterId RegisterId, IReadOnlyList<ReturnedItem> Items, Money? Amount, TenderKind To, string Reason, Approval? Approval,
    Money? Shown = null)
    : IRequest<Result<RefundView>>;

/// <summary>An item that comes back without a receipt.</summary>
public sealed record ReturnedItem(ProductId ProductId, Quantity Quantity);

internal sealed class RefundWithoutReceiptValidator : AbstractValidator<RefundWithoutReceipt>
{
    public RefundWithoutReceiptValidator()
    {
        RuleFor(r => r.Reason).Must(RefundRules.IsReason).Says(RefundRules.ReasonWords);
        RuleFor(r => r.Amount).Must((r, amount) => r.Items.Count > 0 ? amount is null : amount is { IsPositive: true } sum && sum <= Product.PriceMax)
            .Says("Choose items or type an amount above zero, not both.");
        RuleFor(r => r.Items).Must(items => items.Count <= Sale.LinesMax && items.All(i => i.Quantity.IsSellable))
            .Says("One item comes back more than 0 and at most 9,999 times.");
    }
}

internal sealed class RefundWithoutReceiptHandler(
    AppDbContext db, RequestContext context, RefundDesk desk, RefundReader reader, ApproveHere approve, ReturnedItems prices, TimeProvider clock)
    : IRequestHandler<RefundWithoutReceipt, Result<RefundView>>
{
    public Task<Result<RefundView>> Handle(RefundWithoutReceipt request, CancellationToken cancel) =>
        reader.OnceAsync(null, request.RefundId, () => RefundAsync(request, cancel), cancel);

    private async Task<Result<RefundView>> RefundAsync(RefundWithoutReceipt request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return new Refusal("register.unknown", "That register does not exist.");
        var approved = await approve.AskAsync(request.Approval, Permission.ApproveRefund, register.MerchantId, register.StoreId);
        if (approved.Value is not { } approver)
            return approved.Refusal!;
        var priced = await prices.PriceAsync(register.MerchantId, request.Items, request.To, cancel);
        if (priced.Value is not { } lines)
            return priced.Refusal!;
        var amount = request.Amount ?? Money.Sum(lines.Select(l => l.Amount));
        if (request.Shown is { } shown && shown != amount)
            return new Refusal("return.moved", $"A price was changed meanwhile: these items come to {MoneyText.Show(amount)} now. Look at them again. Nothing went back.");
        if (!amount.IsPositive)
            return new Refusal("refund.nothing", "There is nothing to give back: these items cost nothing.");
        if (request.To == TenderKind.Card && await desk.RefuseCardAsync(register.Id, register.StoreId, cancel) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var refund = new Refund(request.RefundId, null, register, register.Id, null, request.Reason.Trim(), context.Actor.Email, approver, now);
        foreach (var line in lines)
            refund.Add(new RefundLine(refund, null, line.Item.ProductId, line.Item.Sku, line.Item.Name, line.Quantity, line.Amount, line.Tax), now);
        refund.Add(new RefundTender(RefundTenderId.New(), refund, null, request.To,
            request.To == TenderKind.Cash ? PayMethod.Cash : PayMethod.Credit, amount), now);
        db.Refunds.Add(refund);
        return await desk.SaveAsync(refund, cancel) ?? RefundReader.Unknown; // another write was first, and no sale is in it: only the other click's
    }
}
