using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tenancy;

/// <summary>Which tenders a store takes beside cash and plain cards, and how.</summary>
/// <param name="TakesGift">Gift cards are sold and taken; the processor has to know them.</param>
/// <param name="GiftPaysAt">Which of the two prices a gift card pays.</param>
/// <param name="TakesEbt">EBT food and cash benefits are taken.</param>
/// <param name="TakesHealthCards">The health amounts of the sale go along, for HSA and FSA cards.</param>
/// <param name="SendsLevel3">The items go along for business cards.</param>
/// <param name="CustomerChoosesCardType">The PIN pad asks the customer: credit, debit or benefits.</param>
public sealed record TenderRules(
    bool TakesGift, TenderKind GiftPaysAt, bool TakesEbt, bool TakesHealthCards, bool SendsLevel3, bool CustomerChoosesCardType)
{
    /// <summary>What terminals and networks usually allow to be handed out at most: $200.00.</summary>
    public static Money CashbackLimit => new(20_000);

    /// <summary>The most cash that is handed out on top of a debit or EBT cash charge, from nothing at all to <see cref="CashbackLimit"/>.</summary>
    public Money CashbackMax { get; init; } = CashbackLimit;

    /// <summary>Cash and cards.</summary>
    public static readonly TenderRules Plain = new(false, TenderKind.Card, false, false, false, false);
}
