using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using MediatR;

namespace CloudPos.Application.Features.Catalog;

/// <summary>Writes the good rows of a file. By SKU: importing the same file again changes nothing.</summary>
[Needs(Permission.ManageInventory)]
public sealed record ImportProducts(byte[] File, string FileName, IProgress<ImportProgress>? Progress) : IRequest<Result<ImportOutcome>>;

/// <summary>How far an import is.</summary>
public sealed record ImportProgress(int Done, int Total);

/// <summary>What was written. <paramref name="FailedRowsCsv"/> holds the failed rows with a column "Problem", ready to be mended and imported again.</summary>
public sealed record ImportOutcome(int Added, int Changed, int Unchanged, int Failed, string? FailedRowsCsv);
