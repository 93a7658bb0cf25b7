using System.Globalization;
using CloudPos.Application.Pdf;
using CloudPos.Domain.Amounts;

namespace CloudPos.Application.Features.Batches;

/// <summary>Writes a batch as a PDF: sums by everything that people ask for, differences, lines.</summary>
internal static class BatchPdf
{
    private static readonly PdfColumn[] SumColumns =
    [
        new("", 220), new("Lines", 60, true), new("Tip", 88, true), new("Fee", 88, true), new("Tax", 88, true), new("Dual difference", 88, true), new("Total", 88, true),
    ];

    private static readonly PdfColumn[] LineColumns =
    [
        // names may be cut, amounts not: 99,999.99 fits
        new("Line", 36), new("Time", 72), new("Sale", 40), new("Card", 84), new("Kind", 76), new("User", 92), new("Register", 64),
        new("Tip", 50, true), new("Fee", 46, true), new("Tax", 52, true), new("Dual", 46, true), new("Charged", 62, true),
    ];

    public static byte[] Write(BatchStory batch)
    {
        var row = batch.Row;
        using var sheet = new PdfSheet(TitleOf(row), isWide: true);
        sheet.Title(TitleOf(row));
        sheet.Centred($"{row.StoreName}, {row.TerminalLabel}, TPN {row.Tpn}");
        sheet.Centred($"Opened {At(row.OpenedLocal)}, {(row.ClosedLocal is { } at ? "closed " + At(at) : "still open")}");
        sheet.Space();
        sheet.Pair("Register says", MoneyText.Show(row.Total), isBold: true);
        sheet.Pair("Host settled", row.HostTotal is { } host ? MoneyText.Show(host) : "not told", isBold: true);
        if (row.DifferenceWhy is { } why)
            sheet.Text("Why they differ: " + why);
        foreach (var (name, sums) in new[] { ("By card", batch.ByBrand), ("By tender", batch.ByTender), ("By user", batch.ByUser), ("By register", batch.ByRegister) })
        {
            sheet.Heading(name);
            sheet.Table(SumColumns, sums.Append(batch.All).Select(Cells));
        }

        Differences(sheet, batch.Compared);
        sheet.Heading(string.Create(CultureInfo.InvariantCulture, $"Lines, {batch.Lines.Count:N0}"));
        sheet.Table(LineColumns, batch.Lines.Select(Cells));
        return sheet.ToArray();
    }

    public static string TitleOf(BatchRow row) => "Batch " + (row.Number ?? row.Sequence.ToString(CultureInfo.InvariantCulture));

    private static void Differences(PdfSheet sheet, ReconciliationView? compared)
    {
        sheet.Heading("Comparison with the PIN pad");
        if (compared is null)
        {
            sheet.Text("It was not compared line by line.");
            return;
        }

        sheet.Text(string.Create(CultureInfo.InvariantCulture,
            $"{compared.Matched:N0} lines match. Differences: {compared.Differences.Count:N0}, of them open: {compared.Open:N0}. Compared {At(compared.AtLocal)} by {compared.AskedBy}."));
        foreach (var line in compared.Differences)
        {
            var decided = line.DecidedBy is { } by ? $" {line.DecisionReason} {by}, {At(line.DecidedAtLocal ?? compared.AtLocal)}." : " Nothing was decided.";
            sheet.Text($"{line.Title}: {line.Words}{decided}");
        }
    }

    private static string[] Cells(BatchSum sum) =>
    [
        sum.Name, sum.Lines.ToString("N0", CultureInfo.InvariantCulture), MoneyText.Show(sum.Tips), MoneyText.Show(sum.Fees), MoneyText.Show(sum.Tax),
        MoneyText.Show(sum.DualDifference), MoneyText.Show(sum.Total),
    ];

    private static string[] Cells(BatchLineView line) =>
    [
        line.Number ?? "", line.AtLocal.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture), line.SaleNumber?.ToString(CultureInfo.InvariantCulture) ?? "",
        line.Last4 is { } last ? $"{line.Brand} {last}" : line.Brand, $"{line.Kind}, {line.State}", line.User, line.Register, MoneyText.Plain(line.Tip),
        MoneyText.Plain(line.Fee), MoneyText.Plain(line.Tax), MoneyText.Plain(line.DualDifference), MoneyText.Plain(line.Charged),
    ];

    private static string At(DateTimeOffset local) => local.ToString("MMM d, yyyy, HH:mm", CultureInfo.InvariantCulture);
}
