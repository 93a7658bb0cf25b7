using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>The cashier has seen that a sale is paid and goes on: an opened till no longer shows its payment.</summary>
[Needs(Permission.Sell)]
public sealed record FinishSale(SaleId SaleId) : IRequest<Result<Done>>;

internal sealed class FinishSaleHandler(AppDbContext db) : IRequestHandler<FinishSale, Result<Done>>
{
    public async Task<Result<Done>> Handle(FinishSale request, CancellationToken cancel)
    {
        var sale = await db.Sales.SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return CartDesk.UnknownSale;
        if (sale is not { State: SaleState.Paid, IsFinished: false })
            return default(Done);
        sale.Finish();
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // another tab went on at the same moment: it is finished, which is all that was wanted
        }

        return default(Done);
    }
}
