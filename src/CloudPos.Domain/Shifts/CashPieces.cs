using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Shifts;

/// <summary>A note, a coin or a roll of coins.</summary>
public sealed record Denomination(string Name, Money Value);

/// <summary>What is in a drawer, piece by piece.</summary>
public static class CashPieces
{
    /// <summary>More pieces of one kind than any drawer holds.</summary>
    public const int QuantityMax = 9_999;

    /// <summary>US notes, coins and bank rolls (50 pennies, 40 nickels, 50 dimes, 40 quarters), as they lie in a drawer.</summary>
    /// <remarks>Counts are stored by position in this list: add at the end only, never take out.</remarks>
    public static IReadOnlyList<Denomination> Kinds { get; } =
    [
        new("$100", new Money(100_00)), new("$50", new Money(50_00)), new("$20", new Money(20_00)), new("$10", new Money(10_00)),
        new("$5", new Money(5_00)), new("$1", new Money(1_00)),
        new("25 ¢", new Money(25)), new("10 ¢", new Money(10)), new("5 ¢", new Money(5)), new("1 ¢", new Money(1)),
        new("Roll of 25 ¢", new Money(10_00)), new("Roll of 10 ¢", new Money(5_00)), new("Roll of 5 ¢", new Money(2_00)), new("Roll of 1 ¢", new Money(50)),
    ];

    /// <summary>True where there is one quantity, 0 to <see cref="QuantityMax"/>, for each kind.</summary>
    public static bool AreCountable(IReadOnlyList<int> quantities) =>
        quantities.Count == Kinds.Count && quantities.All(q => q is >= 0 and <= QuantityMax);

    /// <summary>What the pieces are worth.</summary>
    public static Money Total(IReadOnlyList<int> quantities) => Money.Sum(quantities.Select((q, i) => Kinds[i].Value * q));

    /// <summary>What some pieces of one kind are worth.</summary>
    public static Money Worth(int kind, int quantity) => Kinds[kind].Value * quantity;
}
