namespace CloudPos.Spin;

/// <summary>What of a sale an HSA or FSA card may pay (specification: HSA/FSA Card Acceptance). Dollars.</summary>
/// <remarks>
/// The parts add up to <see cref="Total"/>, and the total is at most the amount of the sale; anything else is refused
/// before the wire, because the card's issuer would refuse or, worse, believe it.
/// </remarks>
public sealed record SpinHealthAmounts(decimal Total)
{
    /// <summary>Prescriptions.</summary>
    public decimal Prescription { get; init; }

    /// <summary>Clinic and other care.</summary>
    public decimal Clinic { get; init; }

    /// <summary>Dental care.</summary>
    public decimal Dental { get; init; }
}
