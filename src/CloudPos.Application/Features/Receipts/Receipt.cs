using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Receipts;

/// <summary>A receipt: what was sold at the price that was paid, and how it was paid. One document for screen, print and PIN pad.</summary>
/// <param name="PaidAtLocal">In the store's time zone.</param>
/// <param name="PriceLabel">"Card Price" or "Cash Price"; both where tenders were mixed.</param>
/// <param name="Paid">What was taken in all, tip included.</param>
/// <param name="AddedOnPinPad">What the terminal charged above the sale itself, tip apart (its own fee or tax).</param>
/// <param name="OtherTotal">What the sale would have cost at the other price; null where there is only one price.</param>
public sealed record Receipt(
    SaleId SaleId, int Number, string MerchantName, string StoreName, string? Address, string? Phone, string? Footer,
    DateTimeOffset PaidAtLocal, string Cashier, string RegisterName, IReadOnlyList<ReceiptLine> Lines, Money Gross, Money Discount, Money Subtotal,
    IReadOnlyList<ReceiptTax> Taxes, Money Total, TenderKind PriceKind, string PriceLabel, Money? OtherTotal, Money Tip, Money Paid,
    IReadOnlyList<ReceiptTender> Tenders, string? AmountMismatch, Money AddedOnPinPad)
{
    /// <summary>What tenders at the Cash Price saved of a total that is shown at the Card Price: total, added and tip, less this and what the PIN pad took off, is what was paid.</summary>
    public Money SavedInCash { get; init; }

    /// <summary>What the terminal charged less than the sale itself, tip apart (mostly a discount of its own).</summary>
    public Money TakenOffOnPinPad { get; init; }

    /// <summary>Cash that cards were charged for on top and that was handed out: not among what was paid.</summary>
    public Money Cashback => Money.Sum(Tenders.Select(t => t.Cashback));

    /// <summary>Tenders that went back before the sale was done: not on the customer's receipt, which tells what was paid.</summary>
    public IReadOnlyList<ReceiptTender> GivenBack { get; init; } = [];

    /// <summary>What has gone back since, oldest first.</summary>
    public IReadOnlyList<ReceiptRefund> Refunds { get; init; } = [];
}

/// <summary>A refund of the sale, tip included.</summary>
public sealed record ReceiptRefund(RefundId RefundId, DateTimeOffset DoneAtLocal, Money Amount);

/// <summary>A line at the price that was paid.</summary>
public sealed record ReceiptLine(string Sku, string Name, Quantity Quantity, Money UnitPrice, Money Gross, Money Discount, Money Net);

/// <summary>A tax at the price that was paid.</summary>
public sealed record ReceiptTax(string Name, Rate Rate, Money Amount);

/// <summary>A tender. Of a card: brand, last four, entry, auth code and references, nothing else.</summary>
public sealed record ReceiptTender(
    TenderKind Kind, Money Amount, Money Tip, Money Received, Money Change, string? CardBrand, string? Last4, string? EntryType, string? AuthCode,
    string? RefId, string? TerminalLabel)
{
    /// <summary>Which of the two prices it paid.</summary>
    public TenderKind PricedAt { get; init; }

    /// <summary>The share of the sale that it paid, at the price that the receipt shows.</summary>
    public Money Share { get; init; }

    /// <summary>Card only: cash that was charged on top and handed out.</summary>
    public Money Cashback { get; init; }

    /// <summary>What the card was charged in all.</summary>
    public Money Charged => Amount + Tip + Cashback;

    /// <summary>What the customer signed; there for a few minutes only, for the receipt of the moment.</summary>
    public Signature? Signature { get; init; }
}
