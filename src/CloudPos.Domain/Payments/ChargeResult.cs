using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Payments;

/// <summary>What the terminal reported of a charge. Of a card only what may be kept.</summary>
public sealed record ChargeResult
{
    public Money? Charged { get; init; }
    public Money? Tip { get; init; }
    public Money? Fee { get; init; }
    public Money? Tax { get; init; }

    /// <summary>Cash to hand out, charged on top.</summary>
    public Money? Cashback { get; init; }

    /// <summary>What the terminal itself took off the price.</summary>
    public Money? Discount { get; init; }

    /// <summary>Partial approval: what the terminal says is still to be paid.</summary>
    public Money? Due { get; init; }
    public string? AuthCode { get; init; }
    public string? CardBrand { get; init; }
    public string? Last4 { get; init; }
    public string? EntryType { get; init; }
    public string? PaymentType { get; init; }
    public string? BatchNumber { get; init; }
    public string? InvoiceNumber { get; init; }
    public string? TransactionNumber { get; init; }
    public string? HostReference { get; init; }
}
