using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Shifts;

/// <summary>The cash of a shift, term by term. What should be in the drawer is their visible sum.</summary>
/// <remarks>Every term is zero or more; the sum gives it its sign.</remarks>
public readonly record struct ShiftCash
{
    /// <summary>What was counted at the opening.</summary>
    public Money Float { get; init; }

    /// <summary>Cash kept for sales: received less change.</summary>
    public Money Sales { get; init; }

    /// <summary>Cash given back for sales.</summary>
    public Money Refunds { get; init; }

    /// <summary>Handed out on top of card payments; charged to the cards, so it is no refund.</summary>
    /// <remarks>Zero in a shift that was closed before this term was kept: there it is part of <see cref="Refunds"/>, as it was printed.</remarks>
    public Money Cashback { get; init; }

    /// <summary>Put in without a sale.</summary>
    public Money In { get; init; }

    /// <summary>Paid out without a sale.</summary>
    public Money Out { get; init; }

    /// <summary>Taken to the safe during the shift.</summary>
    public Money Drops { get; init; }

    /// <summary>What should be in the drawer: float + sales − refunds − cash back + in − out − drops.</summary>
    public Money Expected => Float + Sales - Refunds - Cashback + In - Out - Drops;
}
