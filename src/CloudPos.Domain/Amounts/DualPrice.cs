namespace CloudPos.Domain.Amounts;

/// <summary>What a tender is, and so which of the two prices it pays.</summary>
public enum TenderKind
{
    Cash = 0,
    Card = 1,
}

/// <summary>One thing at both prices: what cash pays and what a card pays.</summary>
/// <remarks>
/// A price built by <see cref="Of"/> holds Card ≥ Cash: the Card Price is the posted price and cash is the discount from it
/// (never the other way round, and never a "fee" on top). Sums and taxes of such prices are built by <see cref="Amounts"/>.
/// </remarks>
public readonly record struct DualPrice
{
    /// <summary>Nothing at either price.</summary>
    public static readonly DualPrice Zero;

    /// <summary>The Cash Price.</summary>
    public Money Cash { get; private init; }

    /// <summary>The Card Price.</summary>
    public Money Card { get; private init; }

    /// <summary>A price, cash and card.</summary>
    /// <exception cref="ArgumentException">Negative, or the card price lies below the cash price.</exception>
    public static DualPrice Of(Money cash, Money card) => cash.IsNegative || card < cash
        ? throw new ArgumentException("A Card Price must be at least the Cash Price, and neither below zero.")
        : Amounts(cash, card);

    /// <summary>A price whose card side is the cash side plus the merchant's mark-up, rounded once.</summary>
    public static DualPrice FromCash(Money cash, Rate markup) => Of(cash, cash + Rounding.PercentOf(cash, markup));

    /// <summary>Two computed amounts (a sum, a tax, a difference) of which nothing is promised.</summary>
    public static DualPrice Amounts(Money cash, Money card) => new() { Cash = cash, Card = card };

    /// <summary>The side that a tender pays.</summary>
    public Money For(TenderKind tender) => tender switch
    {
        TenderKind.Cash => Cash,
        TenderKind.Card => Card,
    };

    public static DualPrice operator +(DualPrice a, DualPrice b) => Amounts(a.Cash + b.Cash, a.Card + b.Card);

    public static DualPrice operator -(DualPrice a, DualPrice b) => Amounts(a.Cash - b.Cash, a.Card - b.Card);

    /// <summary>What paying by card costs more.</summary>
    public Money Difference => Card - Cash;

    /// <summary>Both sides added up.</summary>
    public static DualPrice Sum(IEnumerable<DualPrice> prices) => prices.Aggregate(Zero, (sum, next) => sum + next);
}
