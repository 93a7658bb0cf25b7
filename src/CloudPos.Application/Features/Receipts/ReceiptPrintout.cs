using System.Globalization;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Receipts;

/// <summary>A receipt for the PIN pad's roll: 24 letters wide, and half as long in small letters (48) where much was bought.</summary>
internal static class ReceiptPrintout
{
    private const int LinesInNormal = 15;

    /// <summary>The XML form carries a printout in its address (8 KB): a row of two texts takes some 120 bytes there.</summary>
    private const int RowsMax = 40;

    private static readonly CultureInfo Us = CultureInfo.GetCultureInfo("en-US");

    /// <summary>In the order in which the parts are printed; most receipts are one.</summary>
    public static IReadOnlyList<SpinPrintout> Of(Receipt receipt) =>
        Of(receipt, receipt.Lines.Count <= LinesInNormal ? SpinPrintWidth.Normal : SpinPrintWidth.Narrow);

    public static IReadOnlyList<SpinPrintout> Of(Receipt receipt, SpinPrintWidth width)
    {
        var slip = new SpinPrintoutBuilder(width);
        Head(slip, receipt);
        slip.Rule();
        foreach (var line in receipt.Lines)
            Item(slip, line, (int)width);
        slip.Rule();
        Totals(slip, receipt);
        slip.Feed();
        foreach (var tender in receipt.Tenders)
            Tender(slip, tender);
        slip.Rule();
        foreach (var refund in receipt.Refunds)
            slip.Pair("Given back", Dollars(-refund.Amount)).Line(refund.DoneAtLocal.ToString("MMM d, yyyy", Us)).Rule();
        if (receipt.Footer is { Length: > 0 } footer)
            slip.Centred(footer);
        return Parts(slip.Feed().Feed().Feed().Build());
    }

    private static void Head(SpinPrintoutBuilder slip, Receipt receipt)
    {
        slip.Centred(receipt.MerchantName, bold: true);
        if (receipt.StoreName != receipt.MerchantName)
            slip.Centred(receipt.StoreName);
        foreach (var text in new[] { receipt.Address, receipt.Phone })
        {
            if (text is { Length: > 0 })
                slip.Centred(text);
        }

        slip.Centred(receipt.PaidAtLocal.ToString("MMM d, yyyy h:mm tt", Us));
        slip.Centred($"Sale {receipt.Number.ToString(Us)}, {receipt.RegisterName}");
    }

    /// <summary>Name and amount on one line where both fit; else the name in full and the amount below.</summary>
    private static void Item(SpinPrintoutBuilder slip, ReceiptLine line, int width)
    {
        var name = line.Quantity == Quantity.One ? line.Name : $"{Count(line.Quantity)} {line.Name}";
        var amount = Dollars(line.Gross);
        var each = line.Quantity == Quantity.One ? "" : $"at {Dollars(line.UnitPrice)}";
        if (each.Length == 0 && name.Length + 1 + amount.Length <= width)
        {
            slip.Pair(name, amount);
        }
        else
        {
            slip.Line(name);
            slip.Pair(each, amount);
        }

        if (line.Discount.IsPositive)
            slip.Pair("Discount", Dollars(-line.Discount));
    }

    private static void Totals(SpinPrintoutBuilder slip, Receipt receipt)
    {
        slip.Pair("Subtotal", Dollars(receipt.Subtotal));
        foreach (var tax in receipt.Taxes)
            slip.Pair(tax.Name, Dollars(tax.Amount));
        slip.Pair(receipt.OtherTotal is null ? "Total" : receipt.PriceLabel, Dollars(receipt.Total), bold: true);
        if (receipt.AddedOnPinPad.IsPositive)
            slip.Pair("Added on PIN pad", Dollars(receipt.AddedOnPinPad));
        if (receipt.TakenOffOnPinPad.IsPositive)
            slip.Pair("Off on PIN pad", Dollars(-receipt.TakenOffOnPinPad));
        if (receipt.SavedInCash.IsPositive)
            slip.Pair("Saved with cash", Dollars(-receipt.SavedInCash));
        if (receipt.Tip.IsPositive)
            slip.Pair("Tip", Dollars(receipt.Tip));
        if (receipt.Paid != receipt.Total)
            slip.Pair("Paid", Dollars(receipt.Paid), bold: true);
        if (receipt.Cashback.IsPositive)
            slip.Pair("Cash back", Dollars(receipt.Cashback));
    }

    private static void Tender(SpinPrintoutBuilder slip, ReceiptTender tender)
    {
        if (tender.Kind == TenderKind.Cash)
        {
            slip.Pair("Cash", Dollars(tender.Received));
            slip.Pair("Change", Dollars(tender.Change));
            return;
        }

        slip.Pair($"{tender.CardBrand ?? "Card"} {(tender.Last4 is { } last4 ? "..." + last4 : "")}".TrimEnd(), Dollars(tender.Charged));
        if (tender.EntryType is { } entry)
            slip.Line(entry);
        if (tender.AuthCode is { } code)
            slip.Line("Auth " + code);
    }

    /// <summary>A PIN pad's printer knows the hyphen; the minus sign of the screen it may not.</summary>
    private static string Dollars(Money money) => MoneyText.Show(money).Replace('\u2212', '-');

    private static string Count(Quantity quantity) => (quantity.Thousandths / 1000m).ToString("0.###", Us);

    /// <summary>Cut between rows: what stands on one line stays together.</summary>
    private static List<SpinPrintout> Parts(SpinPrintout whole)
    {
        var parts = new List<SpinPrintout>();
        var part = new List<SpinPrintPart>();
        var rows = 0;
        foreach (var piece in whole.Parts)
        {
            part.Add(piece);
            if (piece is not SpinPrintFeed || ++rows < RowsMax)
                continue;
            parts.Add(whole with { Parts = [.. part] });
            part.Clear();
            rows = 0;
        }

        if (part.Count > 0)
            parts.Add(whole with { Parts = [.. part] });
        return parts;
    }
}
