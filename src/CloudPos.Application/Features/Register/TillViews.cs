using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Register;

/// <summary>A register that the actor may open.</summary>
public sealed record RegisterRow(RegisterId Id, string Name, string StoreName, string MerchantName);

/// <summary>What the till shows around the cart. Read once when the page opens and when something outside the cart changes.</summary>
public sealed record TillView(
    RegisterId RegisterId, string RegisterName, StoreId StoreId, string StoreName, string MerchantName, bool HasDualPricing,
    TillTerminal? Terminal, IReadOnlyList<TileCategory> Categories, SaleView? Sale, PaymentView? Payment, LastSale? LastSale, SaleId? Undoable,
    TillShift? Shift = null)
{
    /// <summary>Which tenders the store takes beside cash and plain cards: what the till offers.</summary>
    public TenderRules Tenders { get; init; } = TenderRules.Plain;

    /// <summary>Gift cards of the store that are paid and not loaded yet.</summary>
    public int GiftLoadsWaiting { get; init; }

    /// <summary>The store's parked carts, oldest first, and those of this register that were paid meanwhile and not yet seen.</summary>
    public IReadOnlyList<ParkedCart> Parked { get; init; } = [];
}

/// <summary>The register's shift. Null in the till's view where the store works without shifts and none is open.</summary>
/// <param name="OpenId">Null where none is open: nothing can be sold until one is.</param>
/// <param name="Last">The register's last close; null before the first.</param>
public sealed record TillShift(ShiftId? OpenId, DateTimeOffset? OpenedAtLocal, string? OpenedBy, LastClose? Last);

/// <summary>How the last shift of a register ended.</summary>
public sealed record LastClose(int ZNumber, DateTimeOffset AtLocal, string By, Money Counted, Money Left);

/// <summary>What is known of a parked cart's payment.</summary>
public enum ParkedPayment
{
    /// <summary>Nothing was asked for since it was parked.</summary>
    None,

    /// <summary>The card may be charged; the PIN pad is asked.</summary>
    Unknown,

    /// <summary>As above, and a manager has to look.</summary>
    NeedsReview,

    /// <summary>It was unknown, and no charge was made: the cart can be taken up and paid.</summary>
    NotCharged,

    /// <summary>It was unknown, and the card was charged for a part.</summary>
    ChargedPart,

    /// <summary>A tender was going back when it was set aside; whether it went is known now.</summary>
    GivingBackEnded,

    /// <summary>It was unknown, and the card was charged: the sale is paid.</summary>
    Paid,
}

/// <summary>A cart that was set aside.</summary>
/// <param name="IsOwn">It was parked at this register.</param>
/// <param name="Age">How long ago it was parked.</param>
/// <param name="Paid">What is already paid of it, tips apart.</param>
public sealed record ParkedCart(
    SaleId SaleId, int Number, string Name, string RegisterName, bool IsOwn, DateTimeOffset ParkedAt, TimeSpan Age, int ItemCount,
    DualPrice Total, DualPrice Left, Money Paid, ParkedPayment Payment)
{
    /// <summary>What happened to its money while it was set aside, for the cashier to see.</summary>
    public bool IsNews => Payment is ParkedPayment.NotCharged or ParkedPayment.ChargedPart or ParkedPayment.GivingBackEnded or ParkedPayment.Paid;

    public bool IsOpen => Payment is ParkedPayment.Unknown or ParkedPayment.NeedsReview;
}

/// <summary>The PIN pad that the register sends cards to.</summary>
public sealed record TillTerminal(TerminalId Id, string Label, string Tpn, bool? IsOnline, DateTimeOffset? CheckedAt)
{
    /// <summary>What it is busy with, in a cashier's words; null where it is free.</summary>
    public string? BusyWith { get; init; }
}

/// <summary>A page of tiles. <paramref name="Id"/> is null for the favourites.</summary>
public sealed record TileCategory(CategoryId? Id, string Name, int Hue);

/// <summary>An item on a tile or in a search result.</summary>
public sealed record TileRow(ProductId ProductId, string Sku, string Name, DualPrice Price, int Hue, string? CategoryName);

/// <summary>The strip over an empty cart: the question right after a sale is usually about that sale.</summary>
public sealed record LastSale(SaleId Id, int Number, Money Paid, TenderKind Kind, Money Change, DateTimeOffset At)
{
    /// <summary>How many tenders paid it.</summary>
    public int Tenders { get; init; } = 1;
}

/// <summary>The cart as the till shows it.</summary>
public sealed record SaleView(
    SaleId Id, int Number, SaleState State, IReadOnlyList<SaleLineView> Lines, IReadOnlyList<SaleTaxView> Taxes,
    DualPrice Gross, DualPrice Discounted, DualPrice Total, DualPrice Left, Discount Discount, int ItemCount,
    bool CanChange, bool CanPay, bool CanPayByCard, bool CashChosenOnPinPad, int Version, SaleLineId? Touched)
{
    /// <summary>What tenders have paid of it so far, tips apart.</summary>
    public Money Paid { get; init; }

    /// <summary>A part of it is paid.</summary>
    public bool IsPaidInPart { get; init; }
}

/// <summary>A line of the cart. Amounts shown on the till are the Card Price's.</summary>
public sealed record SaleLineView(
    SaleLineId Id, string Sku, string Name, Quantity Quantity, DualPrice UnitPrice, DualPrice Gross, DualPrice Discounted, DualPrice Net,
    Discount Discount, bool IsRemoved);

/// <summary>A tax of the cart.</summary>
public sealed record SaleTaxView(string Name, Rate Rate, DualPrice Amount);
