using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What would go back today for items that come back without a receipt. Changes nothing.</summary>
/// <param name="To">Which of the two prices goes back.</param>
[Needs(Permission.Refund)]
public sealed record PriceReturn(RegisterId RegisterId, IReadOnlyList<ReturnedItem> Items, TenderKind To) : IRequest<Result<ReturnPrice>>;

/// <summary>What goes back, taxes included.</summary>
public sealed record ReturnPrice(IReadOnlyList<ReturnPriceLine> Lines, Money Amount, Money Tax);

/// <summary>An item that comes back, and what goes back for it.</summary>
public sealed record ReturnPriceLine(ProductId ProductId, string Sku, string Name, Quantity Quantity, Money Amount);

internal sealed class PriceReturnValidator : AbstractValidator<PriceReturn>
{
    public PriceReturnValidator() => RuleFor(r => r.Items).Must(items => items.Count <= Sale.LinesMax && items.All(i => i.Quantity.IsSellable))
        .Says("One item comes back more than 0 and at most 9,999 times.");
}

internal sealed class PriceReturnHandler(AppDbContext db, ReturnedItems prices) : IRequestHandler<PriceReturn, Result<ReturnPrice>>
{
    public async Task<Result<ReturnPrice>> Handle(PriceReturn request, CancellationToken cancel)
    {
        var merchant = await db.Registers.Where(r => r.Id == request.RegisterId).Select(r => (MerchantId?)r.MerchantId).SingleOrDefaultAsync(cancel);
        if (merchant is null)
            return new Refusal("register.unknown", "That register does not exist.");
        var priced = await prices.PriceAsync(merchant.Value, request.Items, request.To, cancel);
        return priced.Value is not { } lines ? priced.Refusal!
            : new ReturnPrice([.. lines.Select((l, i) => new ReturnPriceLine(request.Items[i].ProductId, l.Item.Sku, l.Item.Name, l.Quantity, l.Amount))],
                Money.Sum(lines.Select(l => l.Amount)), Money.Sum(lines.Select(l => l.Tax)));
    }
}
