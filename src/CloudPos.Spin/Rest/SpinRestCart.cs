namespace CloudPos.Spin.Rest;

/// <summary>The cart in its JSON form: amounts in dollars, where the XML sample counts in cents.</summary>
internal static class SpinRestCart
{
    public static void Write(SpinRestBody body, SpinCart cart) => body
        .List("Amounts", cart.Amounts, (b, amount) => b
            .Text("Name", amount.Name)
            .Dollars("Value", amount.Value))
        .List("Items", cart.Items, Write);

    private static void Write(SpinRestBody body, SpinCartItem item)
    {
        body.Text("Name", item.Name)
            .Dollars("Price", item.Price)
            .Dollars("UnitPrice", item.UnitPrice)
            .Quantity("Quantity", item.Quantity)
            .Text("AdditionalInfo", item.AdditionalInfo);
        if (item.CustomInfos.Count > 0)
            body.List("CustomInfos", item.CustomInfos, (b, info) => b.Text("Name", info.Name).Text("Value", info.Value));
        if (item.Modifiers.Count > 0)
            body.List("Modifiers", item.Modifiers, (b, modifier) => b
                .Text("Name", modifier.Name)
                .List("Options", modifier.Options, (o, option) => o
                    .Text("Name", option.Name)
                    .Dollars("Price", option.Price)
                    .Quantity("Quantity", option.Quantity)));
    }
}
