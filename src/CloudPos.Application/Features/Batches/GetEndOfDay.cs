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
/// <param name="Compared">The last comparison of its open batch; where that found nothing on either side, one of today.</param>
/// <param name="Settlement">The last settlement of the open batch, or of the one that was closed today.</param>
/// <param name="Listed">Where the books hold nothing: how many card lines the PIN pad's report held.</param>
public sealed record PadDay(
    TerminalId TerminalId, string Label, string Tpn, string? BatchNumber, int Lines, Domain.Amounts.Money Total, int Untipped,
    ReconciliationView? Compared, SettlementView? Settlement, int Listed = 0)
{
    /// <summary>There is something to settle, on either side.</summary>
    public bool HasLines => Lines > 0 || Listed > 0;

    /// <summary>Its batch is done: settled and nothing has come in since, or its report says that there is nothing.</summary>
    public bool IsDone => !HasLines && (Settlement is { State: SettlementState.Settled } || (Settlement is not { IsOpen: true } && IsCompared));

    /// <summary>Nothing but the press is missing.</summary>
    public bool IsReady => HasLines && Settlement is not { IsOpen: true } && IsCompared;

    /// <summary>The books hold nothing, and nobody has asked the PIN pad: it may have taken cards by itself.</summary>
    public bool IsUnasked => !HasLines && !IsDone && Compared is null && Settlement is not { IsOpen: true };

    private bool IsCompared => Compared is { IsFresh: true, Open: 0 };
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
        var day = store.Clock.BusinessDate(clock.GetUtcNow());
        var pads = new List<PadDay>();
        foreach (var terminal in await db.Terminals.AsNoTracking().Where(t => t.StoreId == store.Id).OrderBy(t => t.Label).ThenBy(t => t.Tpn).ToListAsync(cancel))
            pads.Add(await PadAsync(terminal, store, day, cancel));
        var plan = await db.SettlePlans.AsNoTracking().SingleOrDefaultAsync(p => p.StoreId == store.Id, cancel);
        var merchant = await db.Merchants.AsNoTracking().SingleAsync(m => m.Id == store.MerchantId, cancel);
        return new EndOfDayView(store.Id, store.Name, [.. stores.Select(s => new StoreChoice(s.Id, s.Name))], day,
            await items.OfAsync(store, cancel), pads, SettlePlanView.Of(plan, store, merchant, context.Actor), await drawers.OfAsync(store, day, cancel));
    }

    private async Task<PadDay> PadAsync(Domain.Terminals.Terminal terminal, Store store, DateOnly day, CancellationToken cancel)
    {
        var batch = await db.Batches.AsNoTracking().Where(b => b.TerminalId == terminal.Id).OrderByDescending(b => b.Sequence).FirstOrDefaultAsync(cancel);
        // what was closed on an earlier day says nothing of today
        if (batch is null || (batch.State != BatchState.Open && batch.BusinessDate != day))
            return new PadDay(terminal.Id, terminal.Label, terminal.Tpn, null, 0, default, 0, null, null);
        var isOpen = batch.State == BatchState.Open;
        var totals = isOpen ? BookedLines.Totals(await books.ReadAsync(batch, cancel)) : new BatchTotals(0, default, default);
        var last = isOpen ? await comparisons.LastAsync(batch.Id, cancel) : null;
        var listed = last is not null && totals.Lines == 0 ? await comparisons.CardLinesAsync(last.Id, cancel) : 0;
        if (last is { IsClear: true } && totals.Lines + listed == 0 && store.Clock.BusinessDate(last.At) != day)
            last = null; // it was empty then
        var compared = last is null ? null : await comparisons.ViewAsync(last, terminal, batch, cancel);
        var settlement = await settlements.OfAsync(batch.Id, cancel) is [var newest, ..] ? newest : null;
        return new PadDay(terminal.Id, terminal.Label, terminal.Tpn, batch.Number, totals.Lines, totals.Total,
            isOpen ? await blockers.UntippedAsync(store.Id, batch, cancel) : 0, compared, settlement, listed);
    }
}
