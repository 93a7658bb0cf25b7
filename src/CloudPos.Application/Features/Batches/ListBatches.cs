using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Which batches are wanted.</summary>
public enum BatchFilter
{
    Any = 0,
    Open = 1,
    Settled = 2,

    /// <summary>Somebody should look at it: not confirmed, or settled by the PIN pad itself.</summary>
    Attention = 3,
}

/// <summary>A page of batches, the newest first. An open one counts as of today.</summary>
[Needs(Permission.ViewReports)]
public sealed record ListBatches(DateOnly? From, DateOnly? To, StoreId? StoreId, TerminalId? TerminalId, BatchFilter State, int Skip, int Take) : IRequest<Result<BatchPage>>;

/// <summary>A page, and what there is in all.</summary>
public sealed record BatchPage(IReadOnlyList<BatchRow> Rows, int Total, Money Settled, IReadOnlyList<StoreChoice> Stores, IReadOnlyList<PadChoice> Pads, int Open);

/// <summary>A PIN pad to choose; named with its store where there are several.</summary>
public sealed record PadChoice(TerminalId Id, string Label);

/// <summary>One batch in a list.</summary>
public sealed record BatchRow(
    BatchId Id, string StoreName, string TerminalLabel, string Tpn, int Sequence, string? Number, BatchState State, bool NeedsAttention, string? DifferenceWhy,
    DateTimeOffset OpenedLocal, DateTimeOffset? ClosedLocal, DateOnly? BusinessDate, int Lines, Money Total, Money Tips, Money? HostTotal, int? Matched, int? Decided);

internal sealed class ListBatchesValidator : AbstractValidator<ListBatches>
{
    public ListBatchesValidator()
    {
        RuleFor(r => r.Skip).GreaterThanOrEqualTo(0).Says("A page begins at 0 or later.");
        RuleFor(r => r.Take).InclusiveBetween(1, 500).Says("A page has 1 to 500 rows.");
    }
}

internal sealed class ListBatchesHandler(AppDbContext db, RequestContext context, BatchRowReader listed) : IRequestHandler<ListBatches, Result<BatchPage>>
{
    public async Task<Result<BatchPage>> Handle(ListBatches request, CancellationToken cancel)
    {
        var wanted = Wanted(request);
        var total = await wanted.CountAsync(cancel);
        var open = await wanted.CountAsync(b => b.State == BatchState.Open, cancel);
        var settled = new Money(await wanted.SumAsync(b => b.Total.Cents, cancel));
        var page = await wanted.OrderBy(b => b.State == BatchState.Open ? 0 : 1).ThenByDescending(b => b.ClosedAt).ThenByDescending(b => b.OpenedAt)
            .Skip(request.Skip).Take(request.Take).ToListAsync(cancel);
        var stores = await db.Stores.AsNoTracking().OrderBy(s => s.Name).ToListAsync(cancel);
        var pads = await db.Terminals.AsNoTracking().OrderBy(t => t.Label).ToListAsync(cancel);
        var rows = new List<BatchRow>();
        foreach (var batch in page)
            rows.Add(await listed.RowAsync(batch, stores.Single(s => s.Id == batch.StoreId), pads.Single(t => t.Id == batch.TerminalId), cancel));
        return new BatchPage(rows, total, settled, [.. stores.Select(s => new StoreChoice(s.Id, s.Name))],
            [.. pads.Select(t => new PadChoice(t.Id, stores.Count > 1 ? $"{t.Label}, {stores.Single(s => s.Id == t.StoreId).Name}" : t.Label))], open);
    }

    private IQueryable<Batch> Wanted(ListBatches request)
    {
        var batches = db.Batches.AsNoTracking().OfActorsMerchant(context);
        if (request.StoreId is { } store)
            batches = batches.Where(b => b.StoreId == store);
        if (request.TerminalId is { } pad)
            batches = batches.Where(b => b.TerminalId == pad);
        if (request.From is { } from)
            batches = batches.Where(b => b.BusinessDate == null || b.BusinessDate >= from);
        if (request.To is { } to)
            batches = batches.Where(b => b.BusinessDate == null || b.BusinessDate <= to);
        return request.State switch
        {
            BatchFilter.Open => batches.Where(b => b.State == BatchState.Open),
            BatchFilter.Settled => batches.Where(b => b.State == BatchState.Settled),
            BatchFilter.Attention => batches.Where(b => b.NeedsAttention || b.State == BatchState.ClosedElsewhere),
            _ => batches,
        };
    }
}

/// <summary>Makes the row of a batch.</summary>
internal sealed class BatchRowReader(AppDbContext db, BookedLines books)
{
    public async Task<BatchRow> RowAsync(Batch batch, Store store, Domain.Terminals.Terminal pad, CancellationToken cancel)
    {
        var totals = batch.State == BatchState.Open ? BookedLines.Totals(await books.ReadAsync(batch, cancel)) : new BatchTotals(batch.Lines, batch.Total, batch.Tips);
        var compared = await db.Reconciliations.Where(r => r.BatchId == batch.Id).OrderByDescending(r => r.At)
            .Select(r => new { r.Matched, Decided = r.Differences - r.Open }).FirstOrDefaultAsync(cancel);
        return new BatchRow(batch.Id, store.Name, pad.Label, pad.Tpn, batch.Sequence, batch.Number, batch.State, batch.NeedsAttention, batch.DifferenceWhy,
            store.Clock.Local(batch.OpenedAt), batch.ClosedAt is { } at ? store.Clock.Local(at) : null, batch.BusinessDate,
            totals.Lines, totals.Total, totals.Tips, batch.HostTotal, compared?.Matched, compared?.Decided);
    }
}
