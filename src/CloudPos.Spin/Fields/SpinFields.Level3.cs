using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

// Level 2 and 3 data: what does not add up costs the merchant the lower fee, so it is refused while it can be corrected.
internal static partial class SpinFields
{
    private const int Level3LinesMax = 98;

    private static string? Problem(SpinLevel3 data, decimal goods)
    {
        if (data.Lines.Count is 0 or > Level3LinesMax)
            return "Level 3 data has 1 to 98 lines.";
        decimal[] amounts =
        [
            data.TaxAmount, data.NationalTaxAmount, data.TaxRateApplied, data.TotalDiscountAmount, data.FreightAmount,
            data.DutyAmount,
        ];
        if (!amounts.All(IsPart) || !data.Lines.All(IsLine))
            return "An amount or rate of the level 3 data is negative, too large or not in whole cents.";
        (string? Text, int LengthMax)[] texts =
        [
            (data.CustomerReference, 17), (data.DestinationZipCode, 10), (data.CustomerVatRegistration, 13),
            (data.SummaryCommodityCode, 4), (data.PurchaseOrderNumber, 25), (data.ShipFromZipCode, 10),
            (data.DestinationCountryCode, 3), (data.MerchantTaxId, 20), (data.CustomerTaxId, 20),
            .. data.Lines.SelectMany(line => new (string?, int)[]
                { (line.CommodityCode, 12), (line.ProductCode, 12), (line.UnitOfMeasure, 12) }),
        ];
        if (texts.Any(t => SpinText.Clean(t.Text).Length > t.LengthMax))
            return "A text of the level 3 data is too long.";
        if (data.Lines.Sum(line => line.TotalAmount) + data.FreightAmount + data.DutyAmount != goods)
            return "The level 3 lines do not add up to the amount.";
        return data.Lines.Sum(line => line.LocalTaxAmount) != data.TaxAmount
            || data.Lines.Sum(line => line.NationalTaxAmount) != data.NationalTaxAmount
                ? "The taxes of the level 3 lines do not add up."
                : null;
    }

    private static bool IsLine(SpinLevel3Line line)
    {
        decimal[] amounts =
        [
            line.UnitCost, line.VatTaxAmount, line.VatTaxRate, line.DiscountAmount, line.DiscountRate,
            line.LocalTaxAmount, line.NationalTaxAmount, line.LocalTaxRate, line.StateTaxRate, line.TaxAmount,
            line.TaxRate, line.TotalAmount,
        ];
        return amounts.All(IsPart) && line.Quantity is > 0 and <= SpinMoney.Max
            && decimal.Round(line.Quantity, 3) == line.Quantity && SpinText.Clean(line.Description).Length > 0;
    }
}
