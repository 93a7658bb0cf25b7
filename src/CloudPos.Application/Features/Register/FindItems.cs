using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Items by name, SKU or barcode: exact hits first, at most <see cref="Max"/>.</summary>
[Needs(Permission.Sell)]
public sealed record FindItems(RegisterId RegisterId, string Text) : IRequest<Result<IReadOnlyList<TileRow>>>
{
    public const int Max = 30;
}

internal sealed class FindItemsHandler(AppDbContext db, Tiles tiles) : IRequestHandler<FindItems, Result<IReadOnlyList<TileRow>>>
{
    private const int WordsMax = 5;

    public async Task<Result<IReadOnlyList<TileRow>>> Handle(FindItems request, CancellationToken cancel)
    {
        if (await tiles.MerchantOfAsync(request.RegisterId, cancel) is not { } merchant)
            return CartDesk.UnknownRegister;
        var text = Product.Key(request.Text);
        if (text.Length == 0)
            return Array.Empty<TileRow>();
        var found = db.Products.Where(p => p.MerchantId == merchant.Id && !p.IsArchived);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(WordsMax))
            found = found.Where(p => p.SearchText.Contains(word));
        var best = found
            .OrderByDescending(p => p.SkuKey == text || p.Barcode == text)
            .ThenByDescending(p => p.SearchText.StartsWith(text))
            .ThenBy(p => p.Name).ThenBy(p => p.Id).Take(FindItems.Max);
        // the join that reads tiles keeps no order: the ids do
        var ids = await best.Select(p => p.Id).ToListAsync(cancel);
        var rows = await tiles.ReadAsync(db.Products.Where(p => ids.Contains(p.Id)), merchant.Markup, cancel);
        return rows.OrderBy(r => ids.IndexOf(r.ProductId)).ToArray();
    }
}
