using System.Globalization;
using System.Text;
using CloudPos.Application.Csv;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CsvHelper;
using MediatR;

namespace CloudPos.Application.Features.Shifts;

/// <summary>What a report is written as.</summary>
public enum ShiftFileKind
{
    Pdf,
    Csv,
}

/// <summary>The report of a shift as a file.</summary>
[Needs(Permission.ViewShifts)]
public sealed record GetShiftFile(ShiftId ShiftId, ShiftFileKind Kind) : IRequest<Result<ShiftFile>>;

internal sealed class GetShiftFileHandler(ShiftReader shifts) : IRequestHandler<GetShiftFile, Result<ShiftFile>>
{
    public async Task<Result<ShiftFile>> Handle(GetShiftFile request, CancellationToken cancel)
    {
        var read = await shifts.ReadAsync(request.ShiftId, cancel);
        if (read.Value is not { } report)
            return read.Refusal!;
        var name = $"{ZSlip.TitleOf(report.Number)} {report.RegisterName} {report.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
            .ToLowerInvariant().Replace(' ', '-');
        return request.Kind switch
        {
            ShiftFileKind.Pdf => new ShiftFile(name + ".pdf", SlipPdf.Write(ZSlip.Lines(report))),
            ShiftFileKind.Csv => new ShiftFile(name + ".csv", Csv(report)),
        };
    }

    private static byte[] Csv(ShiftReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var (section, name, count, value) in Rows(report).Prepend(("Section", "Name", "Count", "Value")))
            {
                csv.WriteField(section);
                csv.WriteField(CsvText.Disarmed(name));
                csv.WriteField(count);
                csv.WriteField(value);
                csv.NextRecord();
            }
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static IEnumerable<(string Section, string Name, string Count, string Value)> Rows(ShiftReport report)
    {
        var f = report.Figures;
        yield return ("Report", "Number", "", report.Number?.ToString(CultureInfo.InvariantCulture) ?? "X");
        yield return ("Report", "Business date", "", report.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return ("Report", "Opened", "", report.OpenedAtLocal.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        yield return ("Report", report.Number is null ? "Looked at" : "Closed", "", report.AtLocal.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        yield return ("Report", "First sale", "", f.FirstSale?.ToString(CultureInfo.InvariantCulture) ?? "");
        yield return ("Report", "Last sale", "", f.LastSale?.ToString(CultureInfo.InvariantCulture) ?? "");
        yield return Row("Sales", "Gross", null, f.Gross);
        yield return Row("Sales", "Discounts", f.DiscountCount, -f.Discounts);
        yield return Row("Sales", "Net", null, f.Net);
        yield return Row("Sales", "Total with tax", f.SaleCount, f.Total);
        yield return Row("Sales", "Paid otherwise", null, f.PaidOtherwise);
        yield return Row("Sales", "Tips", null, f.Tips);
        yield return Row("Sales", "Taken", null, f.Taken);
        yield return Row("Sales", f.GivenBack.Name, f.GivenBack.Count, f.GivenBack.Amount);
        yield return Row("Sales", "Carried", null, f.Carried);
        yield return Row("Sales", "Cash Price saved", null, f.Saved);
        yield return Row("Sales", "Refunds", f.Undone.RefundCount, -f.Undone.Refunds);
        yield return Row("Sales", "Voids", f.Undone.VoidCount, -f.Undone.Voids);
        yield return ("Cash", "No sale, drawer opened", report.NoSales.ToString(CultureInfo.InvariantCulture), "");
        foreach (var (section, lines) in new[] { ("Tax", f.Taxes), ("Tender", f.Tenders), ("Cashier", f.Cashiers) })
        {
            foreach (var line in lines)
                yield return Row(section, line.Name, line.Count, line.Amount);
        }

        foreach (var (words, amount) in CashTerms.Of(report.Cash))
            yield return Row("Cash", words, null, amount);
        yield return Row("Cash", "Expected", null, report.Expected);
        yield return Row("Cash", "Opening difference", null, report.Float.Difference);
        if (report.Close is not { } close)
            yield break;
        yield return Row("Cash", "Counted", null, close.Counted);
        yield return Row("Cash", "Over or short", null, close.Difference);
        yield return ("Cash", "Reason", "", CsvText.Disarmed(close.Reason));
        yield return ("Cash", "Approved by", "", CsvText.Disarmed(close.ApprovedBy));
        yield return Row("Cash", "To the safe at the close", null, close.Dropped);
        yield return Row("Cash", "Left in the drawer", null, close.Left);
    }

    private static (string, string, string, string) Row(string section, string name, int? count, Money amount) =>
        (section, name, count?.ToString(CultureInfo.InvariantCulture) ?? "", MoneyText.Plain(amount));
}
