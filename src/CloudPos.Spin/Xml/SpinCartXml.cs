using System.Globalization;
using System.Xml.Linq;
using static CloudPos.Spin.Xml.SpinXmlWriter;

namespace CloudPos.Spin.Xml;

/// <summary>
/// The Cart element; optional elements without content are left out, because the whole request has a length limit.
/// </summary>
internal static class SpinCartXml
{
    /// <summary>The first so many items; what is left out is told by one last item.</summary>
    public static XElement Write(SpinCart cart, int itemsKept)
    {
        var left = cart.Items.Count - itemsKept;
        return new XElement("Cart",
            new XElement("Amounts", cart.Amounts.Select(Write)),
            new XElement("Items",
                cart.Items.Take(itemsKept).Select(Write),
                left > 0
                    ? new XElement("Item", Text("Name", string.Create(CultureInfo.InvariantCulture, $"and {left} more")))
                    : null),
            TextOrNothing("PosID", cart.PosId));
    }

    private static XElement Write(SpinCartAmount amount) =>
        new("Amount",
            Text("Name", amount.Name),
            Dollars("Value", amount.Value),
            amount.IsTotal ? new XElement("Total") : null);

    private static XElement Write(SpinCartItem item) =>
        new("Item",
            Text("Name", item.Name),
            Dollars("Price", item.Price),
            Dollars("UnitPrice", item.UnitPrice),
            Quantity("Quantity", item.Quantity),
            item.CustomInfos.Count > 0 ? new XElement("CustomInfos", item.CustomInfos.Select(Write)) : null,
            TextOrNothing("AdditionalInfo", item.AdditionalInfo),
            item.Modifiers.Count > 0 ? new XElement("Modifiers", item.Modifiers.Select(Write)) : null);

    private static XElement Write(SpinCartInfo info) =>
        new("CustomInfo", Text("Name", info.Name), Text("Value", info.Value));

    private static XElement Write(SpinCartModifier modifier) =>
        new("Modifier", Text("Name", modifier.Name), new XElement("Options", modifier.Options.Select(Write)));

    private static XElement Write(SpinCartOption option) =>
        new("Option", Text("Name", option.Name), Dollars("Price", option.Price), Quantity("Quantity", option.Quantity));
}
