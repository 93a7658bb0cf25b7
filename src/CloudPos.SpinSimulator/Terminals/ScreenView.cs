using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What stands on the terminal's screen, in the words and figures the customer reads.</summary>
internal sealed record ScreenView(string Name)
{
    public static readonly ScreenView Idle = new("idle");

    /// <summary>The keys that do something now; one that carries a value is named without it.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];
    public string? TransType { get; init; }
    public string? Amount { get; init; }
    public string? AmountLabel { get; init; }
    public string? CardPrice { get; init; }
    public string? CashPrice { get; init; }
    public string? CashSaves { get; init; }
    public IReadOnlyList<TipChoice> TipChoices { get; init; } = [];
    public string? TipBase { get; init; }
    public IReadOnlyList<ItemRow> Items { get; init; } = [];
    public IReadOnlyList<AmountRow> Amounts { get; init; } = [];
    public string? Reason { get; init; }

    /// <summary>The question of a prompt, and what may be chosen.</summary>
    public string? Title { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    public string? InputType { get; init; }
    public int? MaxLength { get; init; }
    public bool Hidden { get; init; }

    /// <summary>What the device lets its owner read, such as the TPN.</summary>
    public string? Shown { get; init; }

    /// <summary>A short word below what is shown: a wrong number, a balance.</summary>
    public string? Note { get; init; }

    public static ScreenView Of(string name, SpinRequest request)
    {
        var price = request.CardPrice;
        var view = new ScreenView(name)
        {
            TransType = request.TransType,
            Amount = Dollars.Shown(price),
            CardPrice = Dollars.Shown(price),
        };
        return request.OffersCash && request.Dual is { } dual
            ? view with
            {
                CashPrice = Dollars.Shown(dual.CashTotal),
                CashSaves = dual.CashTotal < price ? Dollars.Shown(price - dual.CashTotal) : null,
            }
            : view;
    }

    public ScreenView WithCart(Cart cart) => this with
    {
        Items = [.. cart.Items.Select(ItemRow.Of)],
        Amounts = [.. cart.Amounts.Select(a => new AmountRow(a.Name, Dollars.Shown(a.Value), a.IsTotal))],
    };
}

internal sealed record TipChoice(string Label, string Shown, string Key);

internal sealed record AmountRow(string Name, string Value, bool IsTotal);

internal sealed record ItemRow(string? Quantity, string Name, string? Price, bool IsLess, IReadOnlyList<string> Notes)
{
    public static ItemRow Of(CartItem item) => new(
        item.Quantity,
        item.Name,
        item.Price is { } price ? Dollars.Shown(price) : null,
        item.Price < 0,
        [.. item.Options.Select(Note), .. item.Note is null ? Array.Empty<string>() : [item.Note]]);

    private static string Note(CartOption option)
    {
        var times = option.Quantity is null or "1" ? "" : $" ×{option.Quantity}";
        var price = option.Price is null or 0 ? "" : $" {Dollars.Shown(option.Price.Value)}";
        return option.Name + times + price;
    }
}
