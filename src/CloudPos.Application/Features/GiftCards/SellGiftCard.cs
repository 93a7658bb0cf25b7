using CloudPos.Application.Data;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.GiftCards;

/// <summary>Rings up value on a gift card. It is put on the card once the sale is paid (<see cref="LoadGiftCard"/>).</summary>
[Needs(Permission.Sell)]
public sealed record SellGiftCard(RegisterId RegisterId, Money Amount, GiftLoad Load) : IRequest<Result<SaleView>>;

internal sealed class SellGiftCardValidator : AbstractValidator<SellGiftCard>
{
    public SellGiftCardValidator()
    {
        RuleFor(r => r.Amount).Must(a => a.IsPositive && a <= new Money(200_000)).Says("A gift card takes from $0.01 to $2,000.00.");
        RuleFor(r => r.Load).Must(l => l is GiftLoad.Activate or GiftLoad.Reload).Says("Choose a new card, or more value on a card.");
    }
}

internal sealed class SellGiftCardHandler(AppDbContext db, CartDesk desk) : IRequestHandler<SellGiftCard, Result<SaleView>>
{
    public async Task<Result<SaleView>> Handle(SellGiftCard request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return CartDesk.UnknownRegister;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == register.StoreId, cancel);
        if (!store.TakesGift)
            return new Refusal("gift.not.taken", "This store sells no gift cards. They are switched on in the store's settings.");
        // what is paid for comes later: no tax, no mark-up, and no discount goes on it
        var item = new SoldItem(null, "GIFT", request.Load == GiftLoad.Activate ? "Gift card" : "Gift card, more value", "ITM",
            DualPrice.Of(request.Amount, request.Amount), []) { GiftLoad = request.Load };
        return await desk.AddAsync(register, item, Quantity.One, cancel);
    }
}
