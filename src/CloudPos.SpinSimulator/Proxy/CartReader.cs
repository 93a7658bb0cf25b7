using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>The Cart, for the eye only: nothing in it changes what is charged.</summary>
internal static class CartReader
{
    public static Cart? Read(XElement? cart)
    {
        if (cart is null)
        {
            return null;
        }

        var amounts = cart.Element("Amounts") ?? throw new FormatException("<Amounts> is missing in <Cart>.");
        var items = cart.Element("Items") ?? throw new FormatException("<Items> is missing in <Cart>.");

        // a register sends either dollars with two decimals or, as in the vendor's sample, whole cents
        var inCents = !cart.Descendants("Price").Concat(amounts.Descendants("Value")).Any(e => e.Value.Contains('.'));
        return new Cart(
            [.. amounts.Elements("Amount").Select(a => new CartAmount(
                Text(a, "Name") ?? "",
                Money(a, "Value", inCents) ?? 0,
                a.Element("Total") is not null))],
            [.. items.Elements("Item").Select(i => ReadItem(i, inCents))]);
    }

    private static CartItem ReadItem(XElement item, bool inCents) => new(
        Text(item, "Name") ?? throw new FormatException("<Name> is missing in <Item>."),
        Money(item, "Price", inCents),
        Text(item, "Quantity"),
        [.. item.Descendants("Option").Select(o =>
            new CartOption(Text(o, "Name") ?? "", Money(o, "Price", inCents), Text(o, "Quantity")))],
        Text(item, "AdditionalInfo"));

    private static string? Text(XElement parent, string name) =>
        parent.Element(name)?.Value is { Length: > 0 } value ? value : null;

    private static long? Money(XElement parent, string name, bool inCents)
    {
        if (Text(parent, name) is not { } text)
        {
            return null;
        }

        return Dollars.TryReadLoose(text, out var cents)
            ? inCents ? cents / 100 : cents
            : throw new FormatException($"<{name}> {text} in <Cart> is not an amount.");
    }
}
