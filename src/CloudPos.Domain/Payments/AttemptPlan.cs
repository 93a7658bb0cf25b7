using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Payments;

/// <summary>What an attempt with a RefId of its own is to do.</summary>
/// <param name="Owner">Whose it is: the sale or the refund.</param>
/// <param name="Amount">In cents, above zero, at <paramref name="PricedAt"/>.</param>
public sealed record AttemptPlan(
    AttemptKind Kind, PayMethod Method, TenderKind PricedAt, Money Amount, IStoreOwned Owner, SaleId? SaleId, RefundId? RefundId = null);
