using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Takes a parked cart up again, at any register of its store that has no other cart.</summary>
[Needs(Permission.Sell)]
public sealed record TakeUpSale(SaleId SaleId, RegisterId RegisterId) : IRequest<Result<SaleView>>;

internal sealed class TakeUpSaleHandler(AppDbContext db, CartDesk desk, TimeProvider clock) : IRequestHandler<TakeUpSale, Result<SaleView>>
{
    private static readonly Refusal HasCart = new("register.has.cart",
        "This register has another cart. Park that one first (F4), then take this one up.");

    public async Task<Result<SaleView>> Handle(TakeUpSale request, CancellationToken cancel)
    {
        var sale = await CartDesk.Whole(db.Sales.Where(s => s.Id == request.SaleId)).SingleOrDefaultAsync(cancel);
        if (sale is null)
            return CartDesk.UnknownSale;
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId && r.StoreId == sale.StoreId, cancel);
        if (register is null)
            return CartDesk.UnknownRegister;
        if (sale is { State: SaleState.Open, ParkedAt: null } && sale.RegisterId == register.Id)
            return SaleViews.Of(sale); // the second half of a double click
        if (await RefuseAsync(sale, cancel) is { } refusal)
            return refusal;
        var now = clock.GetUtcNow();
        if (await desk.OpenSaleAsync(register.Id, cancel) is { } own)
        {
            if (own.Id == sale.Id)
                return await AfterAnotherWasFirstAsync(request, cancel); // the first half of the double click, at this moment
            if (!own.CanChange || own.ActiveLines.Any())
                return HasCart;
            own.Clear(true, now); // its last line was removed: nobody misses it
            if (!await SaveAsync(cancel))
                return HasCart; // something was rung up in it at this moment
        }

        sale.TakeUp(register.Id, now);
        return await SaveAsync(cancel) ? SaleViews.Of(sale) : await AfterAnotherWasFirstAsync(request, cancel);
    }

    private async Task<bool> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return false;
        }
    }

    private async Task<Result<SaleView>> AfterAnotherWasFirstAsync(TakeUpSale request, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var sale = await CartDesk.Whole(db.Sales.AsNoTracking().Where(s => s.Id == request.SaleId)).SingleAsync(cancel);
        if (sale is { State: SaleState.Open, ParkedAt: null } && sale.RegisterId == request.RegisterId)
            return SaleViews.Of(sale);
        return await RefuseAsync(sale, cancel) ?? HasCart;
    }

    private async Task<Refusal?> RefuseAsync(Sale sale, CancellationToken cancel)
    {
        if (sale.State == SaleState.Paid)
            return new Refusal("sale.paid", $"Sale {sale.Number} is paid: there is nothing to take up.");
        if (sale is { State: SaleState.Open, ParkedAt: not null })
            return null;
        var where = await db.Registers.Where(r => r.Id == sale.RegisterId).Select(r => r.Name).SingleAsync(cancel);
        return new Refusal("sale.taken.up", $"{where} has taken this cart up already.");
    }
}
