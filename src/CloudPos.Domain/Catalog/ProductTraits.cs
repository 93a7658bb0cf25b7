namespace CloudPos.Domain.Catalog;

/// <summary>What of a sale an HSA or FSA card may pay.</summary>
public enum HealthKind
{
    None = 0,
    Prescription = 1,
    Clinic = 2,
    Dental = 3,
}

/// <summary>What an item is for cards that may not pay everything, and for business cards that want to know what was bought.</summary>
/// <param name="IsEbtFood">EBT food benefits may pay it.</param>
/// <param name="Health">HSA and FSA cards may pay it, as this.</param>
/// <param name="CommodityCode">Up to 12 letters and digits, for level 3 data; null = none.</param>
public sealed record ProductTraits(bool IsEbtFood, HealthKind Health, string? CommodityCode)
{
    public const int CommodityCodeLengthMax = 12;

    /// <summary>Nothing special.</summary>
    public static readonly ProductTraits None = new(false, HealthKind.None, null);
}
