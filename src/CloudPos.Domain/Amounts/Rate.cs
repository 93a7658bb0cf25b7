namespace CloudPos.Domain.Amounts;

/// <summary>A percentage in parts per million: 8.875 % is 88,750.</summary>
/// <remarks>Multiplication with money happens in <see cref="Rounding.PercentOf"/> and nowhere else.</remarks>
public readonly record struct Rate(int PartsPerMillion)
{
    /// <summary>0 %.</summary>
    public static readonly Rate Zero = new(0);

    /// <summary>100 %.</summary>
    public static readonly Rate Whole = new(1_000_000);
}
