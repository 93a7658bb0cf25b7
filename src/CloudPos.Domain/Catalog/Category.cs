using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Catalog;

/// <summary>A page of the till's tiles.</summary>
public sealed class Category(CategoryId id, IsoId isoId, MerchantId merchantId, string name, int position) : IMerchantOwned
{
    public CategoryId Id { get; private set; } = id;

    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    public string Name { get; private set; } = name;

    /// <summary>Order of the pages, from 0. The tile's hue follows from it.</summary>
    public int Position { get; private set; } = position;
}
