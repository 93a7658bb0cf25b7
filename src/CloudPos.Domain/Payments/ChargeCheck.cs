using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Payments;

/// <summary>Compares what the terminal says it charged with what it was asked to charge.</summary>
/// <param name="IsShort">Less than asked was charged for the sale itself: only that part is paid.</param>
/// <param name="Unexplained">The sentence for a difference that tip, fee and tax do not explain; null where all is well.</param>
public sealed record ChargeCheck(bool IsShort, string? Unexplained)
{
    /// <summary>Whether a partial approval adds up: what was approved and what is due are what was asked for. Not known where the terminal does not say what is due.</summary>
    /// <param name="given">The discount that the register gave and told the terminal of: <paramref name="asked"/> is without it.</param>
    public static ChargeCheck OfPart(Money asked, ChargeResult result, Money given)
    {
        if (result is not { Charged: { } charged, Due: { } due })
            return new ChargeCheck(true, null);
        var least = asked - DiscountOfTerminal(result, given);
        var most = asked + (result.Tip ?? Money.Zero) + (result.Cashback ?? Money.Zero) + (result.Fee ?? Money.Zero) + (result.Tax ?? Money.Zero);
        return new ChargeCheck(true, charged + due >= least && charged + due <= most ? null
            : $"The PIN pad approved {MoneyText.Show(charged)} and says that {MoneyText.Show(due)} is due; {MoneyText.Show(asked)} was asked for.");
    }

    /// <summary>Compares. The terminal's figure is booked in any case.</summary>
    /// <param name="asked">What the sale comes to at the Card Price.</param>
    /// <param name="result">What the terminal reported.</param>
    /// <param name="terminalComputes">The terminal adds tax itself. Where the register did, a tax on top is a second one and explains nothing.</param>
    /// <param name="given">The discount that the register gave and told the terminal of: <paramref name="asked"/> is without it.</param>
    public static ChargeCheck Of(Money asked, ChargeResult result, bool terminalComputes, Money given)
    {
        if (result.Charged is not { } charged)
            return new ChargeCheck(false, $"The PIN pad did not say what it charged; {MoneyText.Show(asked)} was asked for.");
        var forSale = charged - (result.Tip ?? Money.Zero) - (result.Cashback ?? Money.Zero) + DiscountOfTerminal(result, given);
        var fee = result.Fee ?? Money.Zero;
        var tax = result.Tax ?? Money.Zero;
        var explained = forSale == asked || forSale == asked + fee
            || (terminalComputes && (forSale == asked + tax || forSale == asked + fee + tax));
        return new ChargeCheck(forSale < asked, explained ? null
            : $"The PIN pad charged {MoneyText.Show(charged)}, tip {MoneyText.Show(result.Tip ?? Money.Zero)}; {MoneyText.Show(asked)} was asked for.");
    }

    /// <summary>Compares what went back to a card with what was to go back.</summary>
    public static ChargeCheck OfReturn(Money asked, ChargeResult result) =>
        new(false, result.Charged is not { } back || back == asked ? null : $"The PIN pad gave {MoneyText.Show(back)} back; {MoneyText.Show(asked)} was asked for.");

    // it tells the register's own discount too, and that one is in what was asked for already
    private static Money DiscountOfTerminal(ChargeResult result, Money given) => Money.Max(Money.Zero, (result.Discount ?? Money.Zero) - given);
}
