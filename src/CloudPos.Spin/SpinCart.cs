namespace CloudPos.Spin;

/// <summary>
/// What the terminal shows while the customer pays; never part of what is charged (specification: Cart Items).
/// </summary>
/// <remarks>Amounts are dollars and may be negative. A cart too long for a request is shortened from its end.</remarks>
public sealed record SpinCart(
    IReadOnlyList<SpinCartAmount> Amounts, IReadOnlyList<SpinCartItem> Items, string? PosId);

/// <summary>A line at the foot of the screen; the total is shown large.</summary>
public sealed record SpinCartAmount(string Name, decimal Value, bool IsTotal = false);

/// <summary>One item on the screen.</summary>
public sealed record SpinCartItem(string Name, decimal Price, decimal? UnitPrice, decimal Quantity)
{
    /// <summary>Named extras of the item.</summary>
    public IReadOnlyList<SpinCartInfo> CustomInfos { get; init; } = [];

    /// <summary>Free text under the item.</summary>
    public string? AdditionalInfo { get; init; }

    /// <summary>Chosen modifiers.</summary>
    public IReadOnlyList<SpinCartModifier> Modifiers { get; init; } = [];
}

/// <summary>A named extra of an item.</summary>
public sealed record SpinCartInfo(string Name, string Value);

/// <summary>A modifier group with what was chosen in it; the name may be empty.</summary>
public sealed record SpinCartModifier(string Name, IReadOnlyList<SpinCartOption> Options);

/// <summary>One chosen option; the price may be negative.</summary>
public sealed record SpinCartOption(string Name, decimal Price, decimal Quantity);
