using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Catalog;

/// <summary>Writes the good rows of a file. By SKU: importing the same file again changes nothing.</summary>
[Needs(Permission.ManageInventory)]
public sealed record ImportProducts(byte[] File, string FileName, IProgress<ImportProgress>? Progress) : IRequest<Result<ImportOutcome>>;

/// <summary>How far an import is.</summary>
public sealed record ImportProgress(int Done, int Total);

/// <summary>What was written. <paramref name="FailedRowsCsv"/> holds the failed rows with a column "Problem", ready to be mended and imported again.</summary>
public sealed record ImportOutcome(int Added, int Changed, int Unchanged, int Failed, string? FailedRowsCsv);

internal sealed class ImportProductsHandler(AppDbContext db, RequestContext context) : IRequestHandler<ImportProducts, Result<ImportOutcome>>
{
    /// <summary>Rows per transaction: short enough that no till waits for an import, long enough to be fast.</summary>
    private const int BatchRows = 500;

    public async Task<Result<ImportOutcome>> Handle(ImportProducts request, CancellationToken cancel)
    {
        if (context.Actor.MerchantId is not { } merchant)
            return PreviewImportHandler.NoMerchant;
        var (file, problem) = ProductFile.Read(request.File);
        if (file is null)
            return new Refusal("file.unreadable", problem!);
        var plan = await new ImportPlan(db, context).MakeAsync(file, cancel);
        var failed = plan.Where(p => p.Verdict == ImportVerdict.Failed).Select(p => (p.Row, p.Words)).ToList();
        var (added, changed) = (0, 0);
        // those that give a barcode up come first, so that another row may take it
        var writes = plan.Where(p => p.Verdict is ImportVerdict.New or ImportVerdict.Changed).OrderBy(p => p.Verdict == ImportVerdict.New).ToArray();
        var done = plan.Count - writes.Length;
        request.Progress?.Report(new ImportProgress(done, plan.Count));
        var categories = new CategoryNames(db, context.Actor.IsoId, merchant);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var batch in writes.Chunk(BatchRows))
        {
            foreach (var row in batch)
                await WriteAsync(row, merchant, categories, cancel);
            db.ChangeTracker.DetectChanges();
            try
            {
                await db.SaveChangesAsync(cancel);
                added += batch.Count(r => r.Verdict == ImportVerdict.New);
                changed += batch.Count(r => r.Verdict == ImportVerdict.Changed);
            }
            catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
            {
                failed.AddRange(batch.Select(r => (r.Row, "Somebody else changed this item during the import. Import the row again.")));
                db.ChangeTracker.Clear();
                categories = new CategoryNames(db, context.Actor.IsoId, merchant);
                foreach (var later in writes.Where(w => w.Product is not null).Select(w => w.Product!))
                    db.Attach(later);
            }

            done += batch.Length;
            request.Progress?.Report(new ImportProgress(done, plan.Count));
        }

        return new ImportOutcome(added, changed, plan.Count(p => p.Verdict == ImportVerdict.Unchanged), failed.Count,
            failed.Count == 0 ? null : file.Write(failed));
    }

    private async Task WriteAsync(PlannedRow planned, MerchantId merchant, CategoryNames categories, CancellationToken cancel)
    {
        var row = planned.Row;
        var product = planned.Product;
        if (product is null)
        {
            product = new Product(ProductId.New(), context.Actor.IsoId, merchant, row.Sku);
            db.Products.Add(product);
        }
        else if (product.IsArchived)
        {
            product.Archive(false);
        }

        var category = await categories.FindOrAddAsync(row.Category, cancel);
        product.Describe(row.Sku, row.Barcode, row.Name, category, row.CashPrice, row.CardPrice, row.Unit, row.Description, row.IsFavourite, planned.Taxes);
        if (row.Traits != product.Traits)
            product.SetTraits(row.Traits);
    }
}
