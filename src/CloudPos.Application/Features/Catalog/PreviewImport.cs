using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using MediatR;

namespace CloudPos.Application.Features.Catalog;

/// <summary>Says what an import of this file would do, row by row. Writes nothing.</summary>
[Needs(Permission.ManageInventory)]
public sealed record PreviewImport(byte[] File, string FileName) : IRequest<Result<ImportPreview>>;

/// <summary>The verdicts counted, and the rows to look at first (at most <see cref="RowsMax"/>).</summary>
public sealed record ImportPreview(
    string FileName, int New, int Changed, int Unchanged, int Failed, IReadOnlyList<ImportRow> Rows, IReadOnlyList<string> NewCategories)
{
    public const int RowsMax = 500;
}

/// <summary>A row of the file and what would become of it. <paramref name="Line"/> counts as a text editor does; the header is line 1.</summary>
public sealed record ImportRow(int Line, string Sku, string Name, string CashPrice, ImportVerdict Verdict, string Words);

/// <summary>What becomes of a row.</summary>
public enum ImportVerdict
{
    New,
    Changed,
    Unchanged,
    Failed,
}
