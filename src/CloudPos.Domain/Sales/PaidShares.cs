using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Sales;

/// <summary>What was paid for each line and each tax of a sale, at the prices that its tenders really paid. Adds up to the tenders, to the cent.</summary>
/// <remarks>
/// Each tender is split over the lines' nets and the taxes at its own price, by largest remainder. A tender that covers nothing (one too
/// many) pays for nothing and is left out.
/// </remarks>
public sealed class PaidShares
{
    private readonly Dictionary<int, Money> _taxes = [];
    private readonly Money[] _nets;

    private PaidShares(Sale sale, Func<Payments.Tender, Money> amountOf)
    {
        var lines = sale.ActiveLines.ToArray();
        var taxes = sale.Taxes.OrderBy(t => t.Position).ToArray();
        _nets = new Money[lines.Length];
        foreach (var tender in sale.Tenders.Where(t => t.Counts && t.Covers != DualPrice.Zero))
        {
            var side = tender.PricedAt;
            Money[] weights = [.. lines.Select(l => l.Net.For(side)), .. taxes.Select(t => t.Amount.For(side))];
            if (Money.Sum(weights).IsZero)
                continue; // everything was given away: there is nothing that the money could be for
            var parts = Rounding.Split(amountOf(tender), weights);
            for (var i = 0; i < lines.Length; i++)
                _nets[i] += parts[i];
            for (var t = 0; t < taxes.Length; t++)
                _taxes[taxes[t].Position] = TaxOf(taxes[t].Position) + parts[lines.Length + t];
        }
    }

    /// <summary>The shares of a sale's counting tenders.</summary>
    public static PaidShares Of(Sale sale) => Of(sale, t => t.Amount);

    /// <summary>The shares as they are, or were, with these amounts of the tenders.</summary>
    public static PaidShares Of(Sale sale, Func<Payments.Tender, Money> amountOf) => new(sale, amountOf);

    /// <summary>What was paid for each active line before tax, in cart order.</summary>
    public IReadOnlyList<Money> Nets => _nets;

    /// <summary>What was paid for the lines in all, before tax.</summary>
    public Money Net => Money.Sum(_nets);

    /// <summary>What was paid as tax in all.</summary>
    public Money Tax => Money.Sum(_taxes.Values);

    /// <summary>What was paid as the tax at this position of the sale.</summary>
    public Money TaxOf(int position) => _taxes.GetValueOrDefault(position);
}
