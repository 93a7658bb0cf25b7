using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Sets the discount of a line, or of the whole sale where the line is null.</summary>
[Needs(Permission.Discount)]
public sealed record ApplyDiscount(SaleId SaleId, SaleLineId? LineId, Discount Discount) : IRequest<Result<SaleView>>;

internal sealed class ApplyDiscountHandler(AppDbContext db, CartDesk desk) : IRequestHandler<ApplyDiscount, Result<SaleView>>
{
    private static readonly Refusal Gift = new("discount.gift", "A gift card takes no discount: what is paid for it is what is put on it.");

    public async Task<Result<SaleView>> Handle(ApplyDiscount request, CancellationToken cancel) =>
        await RefuseAsync(request, cancel) is { } refusal ? refusal : await ChangeAsync(request, cancel);

    /// <summary>An amount above what the thing costs is a typing slip: said, not cut. So is a discount where nothing takes one.</summary>
    private async Task<Refusal?> RefuseAsync(ApplyDiscount request, CancellationToken cancel)
    {
        var lines = db.Sales.Where(s => s.Id == request.SaleId).SelectMany(s => s.Lines).Where(l => !l.IsRemoved);
        if (request.LineId is { } line)
            lines = lines.Where(l => l.Id == line);
        var cards = await lines.CountAsync(l => l.GiftLoad != GiftLoad.None, cancel);
        if (cards > 0 && !request.Discount.IsNone && cards == await lines.CountAsync(cancel))
            return Gift;
        var costs = new Money(await lines.Where(l => l.GiftLoad == GiftLoad.None).SumAsync(l => l.Gross.Cash.Cents, cancel));
        return request.Discount.Amount > costs && costs.IsPositive
            ? new Refusal("discount.too.much", $"{MoneyText.Show(request.Discount.Amount)} is more than the {MoneyText.Show(costs)} that it costs in cash{(cards > 0 ? ", gift cards apart" : "")}.")
            : null;
    }

    private Task<Result<SaleView>> ChangeAsync(ApplyDiscount request, CancellationToken cancel) => desk.ChangeAsync(request.SaleId, request.LineId, (sale, at) =>
    {
        if (request.LineId is { } line)
            sale.DiscountLine(line, request.Discount, at);
        else
            sale.DiscountAll(request.Discount, at);
        return request.LineId;
    }, cancel);
}
