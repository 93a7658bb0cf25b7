using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>The tiles of a category; of the favourites where it is null.</summary>
[Needs(Permission.Sell)]
public sealed record ListTiles(RegisterId RegisterId, CategoryId? CategoryId, int Skip, int Take) : IRequest<Result<TilePage>>;

/// <summary>A page of tiles out of <paramref name="Total"/>.</summary>
public sealed record TilePage(IReadOnlyList<TileRow> Tiles, int Total);

internal sealed class ListTilesHandler(AppDbContext db, Tiles tiles) : IRequestHandler<ListTiles, Result<TilePage>>
{
    private const int TakeMax = 120;

    public async Task<Result<TilePage>> Handle(ListTiles request, CancellationToken cancel)
    {
        if (await tiles.MerchantOfAsync(request.RegisterId, cancel) is not { } merchant)
            return CartDesk.UnknownRegister;
        var products = db.Products.Where(p => p.MerchantId == merchant.Id && !p.IsArchived);
        products = request.CategoryId is { } category ? products.Where(p => p.CategoryId == category) : products.Where(p => p.IsFavourite);
        var total = await products.CountAsync(cancel);
        var page = products.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, TakeMax));
        return new TilePage([.. (await tiles.ReadAsync(page, merchant.Markup, cancel)).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)], total);
    }
}
