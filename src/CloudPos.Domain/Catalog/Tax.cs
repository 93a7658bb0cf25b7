using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Catalog;

/// <summary>Who levies a tax. The PIN pad knows two tax lines, local and state.</summary>
public enum TaxKind
{
    Local = 0,
    State = 1,
}

/// <summary>A sales tax of a merchant, e.g. "City tax" at 4.5 %.</summary>
public sealed class Tax(TaxId id, IsoId isoId, MerchantId merchantId, string name, Rate rate, TaxKind kind) : IMerchantOwned
{
    public TaxId Id { get; private set; } = id;

    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    public string Name { get; private set; } = name;

    public Rate Rate { get; private set; } = rate;

    public TaxKind Kind { get; private set; } = kind;
}
