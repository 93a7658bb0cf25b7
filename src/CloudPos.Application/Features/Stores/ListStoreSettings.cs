using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Stores;

/// <summary>The stores that the actor may see, with what can be set of each.</summary>
[Needs(Permission.ManageStore)]
public sealed record ListStoreSettings : IRequest<Result<IReadOnlyList<StoreSettings>>>;

/// <summary>What can be set of a store.</summary>
public sealed record StoreSettings(StoreId Id, string Name, string MerchantName, TenderRules Tenders, Rate CaptureAbove);

internal sealed class ListStoreSettingsHandler(AppDbContext db) : IRequestHandler<ListStoreSettings, Result<IReadOnlyList<StoreSettings>>>
{
    private const int StoresMax = 200;

    public async Task<Result<IReadOnlyList<StoreSettings>>> Handle(ListStoreSettings request, CancellationToken cancel)
    {
        var stores = await (from store in db.Stores.AsNoTracking()
                            join merchant in db.Merchants on store.MerchantId equals merchant.Id
                            orderby store.Name
                            select new { store, merchant.Name }).Take(StoresMax).ToListAsync(cancel);
        return stores.ConvertAll(s => new StoreSettings(s.store.Id, s.store.Name, s.Name, s.store.Tenders, s.store.CaptureAbove));
    }
}
