using CloudPos.Application.Data;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Sales;

/// <summary>A sale with its receipt and the story of its payments.</summary>
[Needs(Permission.ViewSales)]
public sealed record GetSale(SaleId SaleId) : IRequest<Result<SaleDetail>>;

/// <summary>The receipt and every attempt to pay.</summary>
public sealed record SaleDetail(Receipt Receipt, IReadOnlyList<AttemptStory> Attempts, RegisterId RegisterId, IReadOnlyList<RefundView> Refunds);

/// <summary>One attempt with its journal.</summary>
public sealed record AttemptStory(
    AttemptId Id, string RefId, AttemptState State, string TerminalLabel, string Tpn, Money Amount, string PerformedBy,
    IReadOnlyList<JournalLine> Journal, AttemptKind Kind = AttemptKind.Sale);

/// <summary>A line of the journal in plain words.</summary>
public sealed record JournalLine(int Number, DateTimeOffset AtLocal, AttemptState From, AttemptState To, string Words, string? Note);

internal sealed class GetSaleHandler(AppDbContext db, ReceiptReader receipts, RefundReader refunds) : IRequestHandler<GetSale, Result<SaleDetail>>
{
    public async Task<Result<SaleDetail>> Handle(GetSale request, CancellationToken cancel)
    {
        if (await receipts.FindAsync(request.SaleId, cancel) is not { } receipt)
            return new Refusal("sale.unknown", "That sale does not exist, or is not paid yet.");
        var attempts = await db.Attempts.AsNoTracking().Include(a => a.Entries).Where(a => a.SaleId == request.SaleId)
            .OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        var at = await (
            from sale in db.Sales
            where sale.Id == request.SaleId
            from place in db.Stores
            where place.Id == sale.StoreId
            select new { sale.RegisterId, Store = place }).AsNoTracking().SingleAsync(cancel);
        var terminals = await db.Terminals.AsNoTracking().ToListAsync(cancel);
        return new SaleDetail(receipt, [.. attempts.Select(a => AttemptStories.Of(a, terminals.Find(t => t.Id == a.TerminalId), at.Store.Clock))],
            at.RegisterId, await refunds.ViewsAsync(db.Refunds.Where(r => r.SaleId == request.SaleId && r.State != RefundState.Abandoned), cancel));
    }
}
