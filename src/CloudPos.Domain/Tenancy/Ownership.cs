namespace CloudPos.Domain.Tenancy;

/// <summary>A row that belongs to an ISO. Seen by that ISO's people only.</summary>
public interface IIsoOwned
{
    IsoId IsoId { get; }
}

/// <summary>A row that belongs to a merchant. Seen by the merchant's people and by its ISO's.</summary>
public interface IMerchantOwned : IIsoOwned
{
    MerchantId MerchantId { get; }
}

/// <summary>A row that belongs to one store of a merchant. A user who is granted some stores sees only theirs.</summary>
public interface IStoreOwned : IMerchantOwned
{
    StoreId StoreId { get; }
}

/// <summary>A row outside all tenants: sign-in, keys of the installation. Every such type says why.</summary>
public interface IGlobal;
