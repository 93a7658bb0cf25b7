using System.Text.Json;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Rest;

/// <summary>The Cart of a JSON request; amounts in dollars, as numbers or texts.</summary>
internal static class RestCart
{
    public static Cart? Read(JsonElement? cart)
    {
        if (cart is not { } body)
        {
            return null;
        }

        var root = Fields(body, "Cart", "Amounts", "Items", "PosID");
        return new Cart(
            [.. List(root, "Amounts").Select(a =>
            {
                var fields = Fields(a, "Amount", "Name", "Value", "Total");
                return new CartAmount(fields.Text("Name", 1, 100) ?? "", Money(fields, "Value") ?? 0, fields.Flag("Total") ?? false);
            })],
            [.. List(root, "Items").Select(i =>
            {
                var fields = Fields(i, "Item", "Name", "Price", "UnitPrice", "Quantity", "CustomInfos", "AdditionalInfo", "Modifiers");
                fields.Require("Name");
                return new CartItem(
                    fields.Text("Name", 1, 250) ?? "", Money(fields, "Price"), Quantity(fields), [.. Options(fields)],
                    fields.Text("AdditionalInfo", 1, 250));
            })]);
    }

    private static IEnumerable<CartOption> Options(RestFields item) =>
        from modifier in List(item, "Modifiers")
        from option in List(Fields(modifier, "Modifier", "Name", "Options"), "Options")
        let fields = Fields(option, "Option", "Name", "Price", "Quantity")
        select new CartOption(fields.Text("Name", 1, 250) ?? "", Money(fields, "Price"), Quantity(fields));

    private static IReadOnlyList<JsonElement> List(RestFields fields, string name) => fields.Get(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        _ => throw new FormatException($"{name} is not a list."),
    };

    private static RestFields Fields(JsonElement element, string what, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{what} is not an object.");
        }

        var fields = new RestFields(element);
        fields.Only(known);
        return fields;
    }

    private static long? Money(RestFields fields, string name) => fields.Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => (long)decimal.Round(number.GetDecimal() * 100, MidpointRounding.AwayFromZero),
        { ValueKind: JsonValueKind.String } text when text.GetString()!.Length == 0 => null,
        { ValueKind: JsonValueKind.String } text when Dollars.TryReadLoose(text.GetString()!, out var cents) => cents,
        _ => throw new FormatException($"{name} in Cart is not an amount."),
    };

    private static string? Quantity(RestFields fields) => fields.Get("Quantity")?.ToString();
}
