using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

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

internal sealed class PreviewImportHandler(AppDbContext db, RequestContext context) : IRequestHandler<PreviewImport, Result<ImportPreview>>
{
    internal static readonly Refusal NoMerchant = new("merchant.none", "Products belong to a merchant. Sign in as one of the merchant's people.");

    public async Task<Result<ImportPreview>> Handle(PreviewImport request, CancellationToken cancel)
    {
        if (context.Actor.MerchantId is null)
            return NoMerchant;
        var (file, problem) = ProductFile.Read(request.File);
        if (file is null)
            return new Refusal("file.unreadable", problem!);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        var plan = await new ImportPlan(db, context).MakeAsync(file, cancel);
        var known = (await db.Categories.Select(c => c.Name).ToListAsync(cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var made = plan.Where(p => p.Verdict != ImportVerdict.Failed).Select(p => p.Row.Category).OfType<string>()
            .Where(name => !known.Contains(name)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return new ImportPreview(request.FileName, Count(ImportVerdict.New), Count(ImportVerdict.Changed), Count(ImportVerdict.Unchanged),
            Count(ImportVerdict.Failed),
            [.. plan.OrderBy(p => Urgency(p.Verdict)).ThenBy(p => p.Row.Line).Take(ImportPreview.RowsMax)
                .Select(p => new ImportRow(p.Row.Line, p.Row.Sku, p.Row.Name, p.Row.CashText, p.Verdict, p.Words))],
            made);

        int Count(ImportVerdict verdict) => plan.Count(p => p.Verdict == verdict);
    }

    private static int Urgency(ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.Failed => 0,
        ImportVerdict.Changed => 1,
        ImportVerdict.New => 2,
        ImportVerdict.Unchanged => 3,
    };
}
