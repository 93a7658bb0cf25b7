using System.Xml.Linq;
using static CloudPos.Spin.Xml.SpinXmlWriter;

namespace CloudPos.Spin.Xml;

/// <summary>Level 2 and level 3 data in the order of the specification's sample.</summary>
internal static class SpinLevel3Xml
{
    private const int DescriptionLengthMax = 35;

    public static IEnumerable<XElement?> Write(SpinLevel3 data) =>
    [
        Dollars("TaxAmount", data.TaxAmount),
        Text("LocalTaxFlag", data.TaxProvided ? "TaxProvided" : "NonTaxable"),
        Dollars("NationalTaxAmount", data.NationalTaxAmount),
        TextOrNothing("CustRef", data.CustomerReference),
        TextOrNothing("DestZipCode", data.DestinationZipCode),
        TextOrNothing("CustomerVatReg", data.CustomerVatRegistration),
        TextOrNothing("SummaryCommodityCode", data.SummaryCommodityCode),
        Dollars("TaxRateApplied", data.TaxRateApplied),
        Dollars("TotalDiscountAmount", data.TotalDiscountAmount),
        TextOrNothing("PoNumber", data.PurchaseOrderNumber),
        Dollars("FreightAmount", data.FreightAmount),
        Dollars("DutyAmount", data.DutyAmount),
        TextOrNothing("ShipfromZipCode", data.ShipFromZipCode),
        TextOrNothing("DestCountryCode", data.DestinationCountryCode),
        TextOrNothing("MerchantTaxId", data.MerchantTaxId),
        TextOrNothing("CustomerTaxId", data.CustomerTaxId),
        Number("LineItemCount", data.Lines.Count),
        new XElement("Level3LineItems", data.Lines.Select(Write)),
    ];

    private static XElement Write(SpinLevel3Line line) =>
        new("group",
            TextOrNothing("CommodityCode", line.CommodityCode),
            Text("Description", SpinText.Cut(SpinText.Clean(line.Description), DescriptionLengthMax).TrimEnd(' ')),
            TextOrNothing("ProductCode", line.ProductCode),
            Quantity("Quantity", line.Quantity),
            Text("UnitOfMeasure", line.UnitOfMeasure),
            Dollars("UnitCost", line.UnitCost),
            Dollars("VatTaxAmount", line.VatTaxAmount),
            Dollars("VatTaxRate", line.VatTaxRate),
            Dollars("DiscountAmount", line.DiscountAmount),
            Dollars("DiscountRate", line.DiscountRate),
            Dollars("LocalTaxAmount", line.LocalTaxAmount),
            Dollars("NationalTaxAmount", line.NationalTaxAmount),
            Dollars("LocalTaxRate", line.LocalTaxRate),
            Dollars("StateTaxRate", line.StateTaxRate),
            Dollars("TaxAmount", line.TaxAmount),
            Dollars("TaxRate", line.TaxRate),
            Dollars("TotalAmount", line.TotalAmount));
}
