using System.Globalization;
using System.Text;
using CloudPos.Application.Csv;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CsvHelper;
using MediatR;

namespace CloudPos.Application.Features.Batches;

/// <summary>What a batch is written as.</summary>
public enum BatchFileKind
{
    /// <summary>One line for each payment.</summary>
    Csv = 0,

    /// <summary>Sums, differences and lines, to be read and kept.</summary>
    Pdf = 1,
}

/// <summary>A batch as a file.</summary>
[Needs(Permission.ViewReports)]
public sealed record ExportBatches(BatchId Id, BatchFileKind Kind) : IRequest<Result<BatchFile>>;

/// <summary>A file to be saved.</summary>
public sealed record BatchFile(string Name, byte[] Content);

internal sealed class ExportBatchesHandler(IRequestHandler<GetBatch, Result<BatchStory>> batches) : IRequestHandler<ExportBatches, Result<BatchFile>>
{
    private static readonly string[] Columns =
        ["Line", "Time", "Sale", "Card", "Last4", "Type", "Method", "State", "User", "Register", "Charged", "Tip", "Fee", "Tax", "DualPriceDifference"];

    public async Task<Result<BatchFile>> Handle(ExportBatches request, CancellationToken cancel)
    {
        var found = await batches.Handle(new GetBatch(request.Id), cancel);
        if (found.Value is not { } batch)
            return found.Refusal!;
        var name = $"batch-{batch.Row.Tpn}-{batch.Row.Number ?? batch.Row.Sequence.ToString(CultureInfo.InvariantCulture)}";
        return request.Kind switch
        {
            BatchFileKind.Csv => new BatchFile(name + ".csv", await CsvAsync(batch)),
            BatchFileKind.Pdf => new BatchFile(name + ".pdf", BatchPdf.Write(batch)),
        };
    }

    private static async Task<byte[]> CsvAsync(BatchStory batch)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true))
        {
            foreach (var column in Columns)
                csv.WriteField(column);
            await csv.NextRecordAsync();
            foreach (var line in batch.Lines)
            {
                foreach (var field in Fields(line))
                    csv.WriteField(field);
                await csv.NextRecordAsync();
            }
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string?[] Fields(BatchLineView line) =>
    [
        CsvText.Disarmed(line.Number), line.AtLocal.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), line.SaleNumber?.ToString(CultureInfo.InvariantCulture),
        CsvText.Disarmed(line.Brand), CsvText.Disarmed(line.Last4), line.Kind.ToString(), line.Method.ToString(), line.State.ToString(), CsvText.Disarmed(line.User), CsvText.Disarmed(line.Register),
        MoneyText.Plain(line.Charged), MoneyText.Plain(line.Tip), MoneyText.Plain(line.Fee), MoneyText.Plain(line.Tax), MoneyText.Plain(line.DualDifference),
    ];
}
