using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Tests;

/// <summary>Requests as a register writes them.</summary>
internal static class Requests
{
    public const string AuthKey = "Hb7kQ2mW9x";

    public static string Of(string transType, params (string Name, string Value)[] fields) =>
        Document(transType, fields).ToString(SaveOptions.DisableFormatting);

    public static string Sale(string refId, string amount = "12.50", params (string Name, string Value)[] more) =>
        Of("Sale", [("PaymentType", "Credit"), ("Amount", amount), ("RefId", refId), .. more]);

    /// <summary>The vendor's dual pricing sample: 11.96 by card, 11.50 in cash.</summary>
    public static XElement DualPriced(string refId, string amount = "11.96", bool calculated = true)
    {
        var flag = calculated ? "true" : "false";
        var sale = Document("Sale", [("PaymentType", "Credit"), ("Amount", amount), ("RefId", refId)]);
        sale.Add(
            new XElement("LineItemCount", "1"),
            new XElement("FeeCalculated", flag),
            new XElement("TaxCalculated", flag),
            new XElement("TotalCardAmountWithDiscount", "10.40"),
            new XElement("TotalCashAmountWithDiscount", "10.00"),
            new XElement("FeeAmount", "0.40"),
            new XElement("Tax1CardAmount", "0.52"),
            new XElement("Tax1CashAmount", "0.50"),
            new XElement("Tax2CardAmount", "1.04"),
            new XElement("Tax2CashAmount", "1.00"),
            new XElement("TotalCardAmount", "11.96"),
            new XElement("TotalCashAmount", "11.50"),
            new XElement("LineItems", new XElement(
                "group",
                new XElement("ProductName", "Item1Name"),
                new XElement("CardTotal", "10.4"),
                new XElement("CashTotal", "10.0"),
                new XElement("Quantity", "1"))));
        return sale;
    }

    public static XElement Cart() => XElement.Parse("""
        <Cart>
          <Amounts>
            <Amount><Name>Discounts</Name><Value>-1.00</Value></Amount>
            <Amount><Name>Total</Name><Value>12.50</Value><Total/></Amount>
          </Amounts>
          <Items>
            <Item>
              <Name>Flat white</Name><Price>13.00</Price><UnitPrice></UnitPrice><Quantity>2</Quantity>
              <Modifiers><Modifier><Name>Milk</Name><Options>
                <Option><Name>Oat milk</Name><Price>0.50</Price><Quantity>1</Quantity></Option>
              </Options></Modifier></Modifiers>
            </Item>
          </Items>
        </Cart>
        """);

    public static string Text(this XElement request) => request.ToString(SaveOptions.DisableFormatting);

    private static XElement Document(string transType, (string Name, string Value)[] fields) => new(
        "request",
        fields.Select(f => new XElement(f.Name, f.Value)),
        new XElement("TransType", transType),
        new XElement("AuthKey", AuthKey),
        new XElement("RegisterId", "7104411"),
        new XElement("TPN", SimulatorHost.Tpn));
}
