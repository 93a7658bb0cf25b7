using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>Identifies a reconciliation of a batch.</summary>
public readonly record struct ReconciliationId(Guid Value) : IEntityId<ReconciliationId>
{
    public static ReconciliationId New() => new(Guid.CreateVersion7());
    public static ReconciliationId From(Guid value) => new(value);
}

/// <summary>Identifies a settlement. Made when its screen opens, so that a double click is the same settlement.</summary>
public readonly record struct SettlementId(Guid Value) : IEntityId<SettlementId>
{
    public static SettlementId New() => new(Guid.CreateVersion7());
    public static SettlementId From(Guid value) => new(value);
}
