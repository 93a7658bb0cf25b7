namespace CloudPos.Domain.Tenancy;

/// <summary>An id that cannot be mistaken for another kind of id. Always made by the application (version 7), never by the database.</summary>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The value as it is stored.</summary>
    Guid Value { get; }

    /// <summary>The id of a stored value.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Identifies an <see cref="Iso"/>.</summary>
public readonly record struct IsoId(Guid Value) : IEntityId<IsoId>
{
    public static IsoId New() => new(Guid.CreateVersion7());
    public static IsoId From(Guid value) => new(value);
}

/// <summary>Identifies a <see cref="Merchant"/>.</summary>
public readonly record struct MerchantId(Guid Value) : IEntityId<MerchantId>
{
    public static MerchantId New() => new(Guid.CreateVersion7());
    public static MerchantId From(Guid value) => new(value);
}

/// <summary>Identifies a <see cref="Store"/>.</summary>
public readonly record struct StoreId(Guid Value) : IEntityId<StoreId>
{
    public static StoreId New() => new(Guid.CreateVersion7());
    public static StoreId From(Guid value) => new(value);
}

/// <summary>Identifies a register of a store.</summary>
public readonly record struct RegisterId(Guid Value) : IEntityId<RegisterId>
{
    public static RegisterId New() => new(Guid.CreateVersion7());
    public static RegisterId From(Guid value) => new(value);
}

/// <summary>Identifies a terminal, our row of a TPN.</summary>
public readonly record struct TerminalId(Guid Value) : IEntityId<TerminalId>
{
    public static TerminalId New() => new(Guid.CreateVersion7());
    public static TerminalId From(Guid value) => new(value);
}

/// <summary>Identifies a category of a merchant's catalog.</summary>
public readonly record struct CategoryId(Guid Value) : IEntityId<CategoryId>
{
    public static CategoryId New() => new(Guid.CreateVersion7());
    public static CategoryId From(Guid value) => new(value);
}

/// <summary>Identifies a product.</summary>
public readonly record struct ProductId(Guid Value) : IEntityId<ProductId>
{
    public static ProductId New() => new(Guid.CreateVersion7());
    public static ProductId From(Guid value) => new(value);
}

/// <summary>Identifies a tax of a merchant.</summary>
public readonly record struct TaxId(Guid Value) : IEntityId<TaxId>
{
    public static TaxId New() => new(Guid.CreateVersion7());
    public static TaxId From(Guid value) => new(value);
}

/// <summary>Identifies a sale.</summary>
public readonly record struct SaleId(Guid Value) : IEntityId<SaleId>
{
    public static SaleId New() => new(Guid.CreateVersion7());
    public static SaleId From(Guid value) => new(value);
}

/// <summary>Identifies a line of a sale.</summary>
public readonly record struct SaleLineId(Guid Value) : IEntityId<SaleLineId>
{
    public static SaleLineId New() => new(Guid.CreateVersion7());
    public static SaleLineId From(Guid value) => new(value);
}

/// <summary>Identifies a tender. Made when its screen opens, so that a double click is the same tender.</summary>
public readonly record struct TenderId(Guid Value) : IEntityId<TenderId>
{
    public static TenderId New() => new(Guid.CreateVersion7());
    public static TenderId From(Guid value) => new(value);
}

/// <summary>Identifies a payment attempt. Made when its screen opens, so that a double click is the same attempt.</summary>
public readonly record struct AttemptId(Guid Value) : IEntityId<AttemptId>
{
    public static AttemptId New() => new(Guid.CreateVersion7());
    public static AttemptId From(Guid value) => new(value);
}

/// <summary>Identifies a refund. Made when its screen opens, so that a double click is the same refund.</summary>
public readonly record struct RefundId(Guid Value) : IEntityId<RefundId>
{
    public static RefundId New() => new(Guid.CreateVersion7());
    public static RefundId From(Guid value) => new(value);
}

/// <summary>Identifies a line of a refund.</summary>
public readonly record struct RefundLineId(Guid Value) : IEntityId<RefundLineId>
{
    public static RefundLineId New() => new(Guid.CreateVersion7());
    public static RefundLineId From(Guid value) => new(value);
}

/// <summary>Identifies one way in which a refund goes back.</summary>
public readonly record struct RefundTenderId(Guid Value) : IEntityId<RefundTenderId>
{
    public static RefundTenderId New() => new(Guid.CreateVersion7());
    public static RefundTenderId From(Guid value) => new(value);
}

/// <summary>Identifies a batch of a terminal in the register's books.</summary>
public readonly record struct BatchId(Guid Value) : IEntityId<BatchId>
{
    public static BatchId New() => new(Guid.CreateVersion7());
    public static BatchId From(Guid value) => new(value);
}
