using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Data;

/// <summary>The columns that say whose a row is. An ISO, a merchant and a store are their own owners.</summary>
internal static class Ownership
{
    public static string IsoColumn(Type entity) => entity == typeof(Iso) ? nameof(Iso.Id) : nameof(IIsoOwned.IsoId);

    public static string MerchantColumn(Type entity) => entity == typeof(Merchant) ? nameof(Merchant.Id) : nameof(IMerchantOwned.MerchantId);

    public static string StoreColumn(Type entity) => entity == typeof(Store) ? nameof(Store.Id) : nameof(IStoreOwned.StoreId);
}
