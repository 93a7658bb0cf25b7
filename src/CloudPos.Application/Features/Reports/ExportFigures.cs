using System.Globalization;
using CloudPos.Application.Csv;
using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Staff;
using CsvHelper;
using CsvHelper.Configuration;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Reports;

/// <summary>A piece of the figures as comma separated lines, so that a screen can show how far a long file is.</summary>
/// <param name="Skip">How many rows have been written already; the first piece begins with the names of the columns.</param>
[Needs(Permission.ViewReports)]
public sealed record ExportFigures(ReportRange Range, int Skip) : IRequest<Result<ExportPiece>>;

/// <summary>The piece, and how many rows there are in all.</summary>
public sealed record ExportPiece(string Csv, int Written, int Total);

internal sealed class ExportFiguresValidator : AbstractValidator<ExportFigures>
{
    public ExportFiguresValidator() => RuleFor(r => r.Range).SetValidator(new ReportRangeValidator());
}

internal sealed class ExportFiguresHandler(AppDbContext db, FigureQueries figures) : IRequestHandler<ExportFigures, Result<ExportPiece>>
{
    private const int RowsOfPiece = 5_000;

    private static readonly string[] Columns =
        ["Business date", "Store", "Figure", "Key", "Name", "Count", "Quantity", "Amount", "Net", "Tax", "Tip", "Discount", "Dual pricing kept", "Customers saved", "Cash back"];

    public async Task<Result<ExportPiece>> Handle(ExportFigures request, CancellationToken cancel)
    {
        if (!await figures.SeesAsync(request.Range.StoreId, cancel))
            return new Refusal("store.unknown", "That store does not exist.");
        var all = figures.In(request.Range);
        var total = await all.CountAsync(cancel);
        var rows = await all.OrderBy(f => f.BusinessDate).ThenBy(f => f.StoreId).ThenBy(f => f.Kind).ThenBy(f => f.Key)
            .Skip(Math.Max(0, request.Skip)).Take(RowsOfPiece).ToListAsync(cancel);
        var stores = await db.Stores.ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        await using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        if (request.Skip <= 0)
        {
            foreach (var column in Columns)
                csv.WriteField(column);
            await csv.NextRecordAsync();
        }

        foreach (var row in rows)
            await WriteAsync(csv, row, stores.GetValueOrDefault(row.StoreId, ""));
        await csv.FlushAsync();
        return new ExportPiece(writer.ToString(), rows.Count, total);
    }

    private static Task WriteAsync(CsvWriter csv, DayFigure row, string store)
    {
        csv.WriteField(row.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        csv.WriteField(CsvText.Disarmed(store));
        csv.WriteField(row.Kind.ToString());
        csv.WriteField(CsvText.Disarmed(row.Key));
        csv.WriteField(CsvText.Disarmed(row.Label));
        csv.WriteField(row.Count.ToString(CultureInfo.InvariantCulture));
        csv.WriteField((row.Thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture));
        foreach (var money in new[] { row.Amount, row.Net, row.Tax, row.Tip, row.Discount, row.Kept, row.Saved, row.Cashback })
            csv.WriteField(MoneyText.Plain(money));
        return csv.NextRecordAsync();
    }
}
