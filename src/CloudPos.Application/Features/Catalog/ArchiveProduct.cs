using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Catalog;

/// <summary>Takes a product off the till, or puts it back.</summary>
[Needs(Permission.ManageInventory)]
public sealed record ArchiveProduct(ProductId Id, bool Archived) : IRequest<Result<Done>>;

internal sealed class ArchiveProductHandler(AppDbContext db) : IRequestHandler<ArchiveProduct, Result<Done>>
{
    public async Task<Result<Done>> Handle(ArchiveProduct request, CancellationToken cancel)
    {
        var product = await db.Products.SingleOrDefaultAsync(p => p.Id == request.Id, cancel);
        if (product is null)
            return GetProductHandler.Unknown;
        product.Archive(request.Archived);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SaveProductHandler.Moved;
        }

        return default(Done);
    }
}
