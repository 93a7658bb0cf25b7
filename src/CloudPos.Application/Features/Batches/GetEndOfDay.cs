using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>The end of the day of a store, as far as it has come: what is open, and each PIN pad's comparison and settlement.</summary>
/// <param name="StoreId">Null = the first store that the person sees.</param>
[Needs(Permission.Settle)]
public sealed record GetEndOfDay(StoreId? StoreId) : IRequest<Result<EndOfDayView>>;

/// <summary>Everything that the five steps show.</summary>
public sealed record EndOfDayView(
    StoreId StoreId, string StoreName, IReadOnlyList<StoreChoice> Stores, DateOnly BusinessDate, IReadOnlyList<OpenItem> Items, IReadOnlyList<PadDay> Pads,
    SettlePlanView Plan, DayDrawers Drawers)
{
    /// <summary>Something in step 1 forbids settling.</summary>
    public bool IsBlocked => Items.Any(i => i.Blocks);

    public int OpenDifferences => Pads.Sum(p => p.Compared?.Open ?? 0);
}

/// <summary>A store to choose.</summary>
public sealed record StoreChoice(StoreId Id, string Name);

/// <summary>A PIN pad's way through steps 4 and 5.</summary>
/// <param name="Compared">The last comparison of its open batch.</param>
/// <param name="Settlement">The last settlement of the open batch, or of the one that was closed today.</param>
public sealed record PadDay(
    TerminalId TerminalId, string Label, string Tpn, string? BatchNumber, int Lines, Domain.Amounts.Money Total, int Untipped,
    ReconciliationView? Compared, SettlementView? Settlement)
{
    /// <summary>Its batch is done: settled, and nothing has come in since.</summary>
    public bool IsDone => Lines == 0 && (Settlement is null or { State: SettlementState.Settled });

    /// <summary>Nothing but the press is missing.</summary>
    public bool IsReady => Lines > 0 && Settlement is not { IsOpen: true } && Compared is { IsFresh: true, Open: 0 };
}

internal sealed class GetEndOfDayHandler(
    AppDbContext db, RequestContext context, BookedLines books, OpenItems items, ReconciliationReader comparisons, SettlementReader settlements, SettleBlockers blockers,
    DayDrawerReader drawers, TimeProvider clock)
    : IRequestHandler<GetEndOfDay, Result<EndOfDayView>>
{
    public async Task<Result<EndOfDayView>> Handle(GetEndOfDay request, CancellationToken cancel)
    {
        var stores = await db.Stores.AsNoTracking().OrderBy(s => s.Name).ToListAsync(cancel);
        var store = request.StoreId is { } id ? stores.Find(s => s.Id == id) : stores.FirstOrDefault();
        if (store is null)
            return new Refusal("store.unknown", "That store does not exist.");
        var pads = new List<PadDay>();
        foreach (var terminal in await db.Terminals.AsNoTracking().Where(t => t.StoreId == store.Id).OrderBy(t => t.Label).ThenBy(t => t.Tpn).ToListAsync(cancel))
            pads.Add(await PadAsync(terminal, store, cancel));
        var plan = await db.SettlePlans.AsNoTracking().SingleOrDefaultAsync(p => p.StoreId == store.Id, cancel);
        var merchant = await db.Merchants.AsNoTracking().SingleAsync(m => m.Id == store.MerchantId, cancel);
        var day = store.Clock.BusinessDate(clock.GetUtcNow());
        return new EndOfDayView(store.Id, store.Name, [.. stores.Select(s => new StoreChoice(s.Id, s.Name))], day,
            await items.OfAsync(store, cancel), pads, SettlePlanView.Of(plan, store, merchant, context.Actor), await drawers.OfAsync(store, day, cancel));
    }

    private async Task<PadDay> PadAsync(Domain.Terminals.Terminal terminal, Store store, CancellationToken cancel)
    {
        var batch = await db.Batches.AsNoTracking().Where(b => b.TerminalId == terminal.Id).OrderByDescending(b => b.Sequence).FirstOrDefaultAsync(cancel);
        if (batch is null)
            return new PadDay(terminal.Id, terminal.Label, terminal.Tpn, null, 0, default, 0, null, null);
        var isOpen = batch.State == BatchState.Open;
        var totals = isOpen ? BookedLines.Totals(await books.ReadAsync(batch, cancel)) : new BatchTotals(0, default, default);
        var last = isOpen ? await comparisons.LastAsync(batch.Id, cancel) : null;
        var compared = last is null ? null : await comparisons.ViewAsync(last, terminal, batch, cancel);
        var settlement = await settlements.OfAsync(batch.Id, cancel) is [var newest, ..] ? newest : null;
        return new PadDay(terminal.Id, terminal.Label, terminal.Tpn, batch.Number, totals.Lines, totals.Total,
            isOpen ? await blockers.UntippedAsync(store.Id, batch, cancel) : 0, compared, settlement);
    }
}
