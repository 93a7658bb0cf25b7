using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Reports;

/// <summary>What a day's figures are added up by.</summary>
public enum FigureKind
{
    /// <summary>All sales of the day; the key is empty.</summary>
    Sales = 0,

    /// <summary>The key is the hour in the store, "00" to "23".</summary>
    Hour = 1,

    /// <summary>The key is the category's name.</summary>
    Category = 2,

    /// <summary>The key is the SKU.</summary>
    Item = 3,

    /// <summary>The key is "Cash", a card brand, or the kind of card.</summary>
    Tender = 4,

    /// <summary>The key is the e-mail of who took the payment.</summary>
    Cashier = 5,

    /// <summary>The key is the tax's name and rate; the label is its jurisdiction, local or state.</summary>
    Tax = 6,

    /// <summary>The key is the register's id, the label its name.</summary>
    Register = 7,

    /// <summary>All refunds of the day; the key is empty.</summary>
    Refunds = 8,

    /// <summary>The key is the e-mail of who gave back.</summary>
    RefundBy = 9,

    /// <summary>As <see cref="Tender"/>, given back.</summary>
    RefundTender = 10,

    /// <summary>As <see cref="Tax"/>, given back; without a receipt all taxes are one.</summary>
    RefundTax = 11,

    /// <summary>As <see cref="Item"/>, brought back.</summary>
    RefundItem = 12,
}

/// <summary>A figure of one store and one business day, kept by the very transaction that books a payment or a refund.</summary>
/// <remarks>Reports read these rows and never the sales, so that a year costs no more than its days. All amounts are cents that were really paid.</remarks>
public sealed class DayFigure : IStoreOwned
{
    public const int KeyLengthMax = 100;

    private DayFigure() { }

    public StoreId StoreId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public DateOnly BusinessDate { get; private set; }

    public FigureKind Kind { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>What people read for the key.</summary>
    public string Label { get; private set; } = "";

    /// <summary>How many sales, refunds or tenders.</summary>
    public int Count { get; private set; }

    /// <summary>How much was sold, in thousandths of a piece.</summary>
    public long Thousandths { get; private set; }

    /// <summary>What was paid, tips apart.</summary>
    public Money Amount { get; private set; }

    /// <summary>Of it for goods, before tax.</summary>
    public Money Net { get; private set; }

    /// <summary>Of it tax.</summary>
    public Money Tax { get; private set; }

    public Money Tip { get; private set; }

    public Money Discount { get; private set; }

    /// <summary>What the Card Price brought above the Cash Price.</summary>
    public Money Kept { get; private set; }

    /// <summary>What customers saved by paying the Cash Price.</summary>
    public Money Saved { get; private set; }

    /// <summary>Cash that was handed out on top of card payments.</summary>
    public Money Cashback { get; private set; }
}

/// <summary>What a booking adds to a day's figure.</summary>
public sealed record FigureDelta(FigureKind Kind, string Key, string Label)
{
    public int Count { get; init; }
    public long Thousandths { get; init; }
    public Money Amount { get; init; }
    public Money Net { get; init; }
    public Money Tax { get; init; }
    public Money Tip { get; init; }
    public Money Discount { get; init; }
    public Money Kept { get; init; }
    public Money Saved { get; init; }
    public Money Cashback { get; init; }

    /// <summary>The same figure of two deltas in one.</summary>
    public FigureDelta Plus(FigureDelta other) => this with
    {
        Count = Count + other.Count,
        Thousandths = Thousandths + other.Thousandths,
        Amount = Amount + other.Amount,
        Net = Net + other.Net,
        Tax = Tax + other.Tax,
        Tip = Tip + other.Tip,
        Discount = Discount + other.Discount,
        Kept = Kept + other.Kept,
        Saved = Saved + other.Saved,
        Cashback = Cashback + other.Cashback,
    };

    /// <summary>What takes this delta back.</summary>
    public FigureDelta Negated() => this with
    {
        Count = -Count,
        Thousandths = -Thousandths,
        Amount = -Amount,
        Net = -Net,
        Tax = -Tax,
        Tip = -Tip,
        Discount = -Discount,
        Kept = -Kept,
        Saved = -Saved,
        Cashback = -Cashback,
    };
}
