using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Batches;

/// <summary>Finds out what became of a settlement without an answer, by the PIN pad's report. Never by settling again.</summary>
/// <remarks>
/// Nothing of the batch in the report, or an answer under a later batch number: it was settled. All of it still in the report after the
/// window: it was not. Anything else stays unknown and is looked at again.
/// </remarks>
[SystemOnly]
public sealed record ResolveSettlement(SettlementId SettlementId) : IRequest<Result<SettlementState>>;

internal sealed class ResolveSettlementHandler(
    AppDbContext db, IBatchTerminal batchTerminal, BatchBook book, BookedLines books, SettlementBooking booking, TerminalLeases leases, IOptions<SettleOptions> options, TimeProvider clock)
    : IRequestHandler<ResolveSettlement, Result<SettlementState>>
{
    public async Task<Result<SettlementState>> Handle(ResolveSettlement request, CancellationToken cancel)
    {
        var settlement = await db.Settlements.Include(s => s.Entries).Include(s => s.Parts).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == request.SettlementId, cancel);
        if (settlement?.State != SettlementState.Unknown)
            return new Refusal("settlement.known", "The outcome of this settlement is known.");
        var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == settlement.BatchId, cancel);
        if (batch.State != BatchState.Open)
            return await EndAsync(settlement, Proven(SettlementSignal.ProvenSettled, "The PIN pad answers under a later batch number."), cancel);
        var terminal = await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == settlement.TerminalId, cancel);
        var looked = await leases.ErrandAsync<SettlementState>(terminal.Tpn, BatchReports.Holder, BatchReports.Window, BatchReports.Busy, async _ =>
        {
            var report = await batchTerminal.ReportAsync(terminal, cancel);
            return report.Trouble == ReportTrouble.None && await JudgeAsync(settlement, batch, report, cancel) is { } proven
                ? await EndAsync(settlement, proven, cancel)
                : await LaterAsync(settlement, cancel);
        }, cancel);
        return looked.Refusal == BatchReports.Busy ? await LaterAsync(settlement, cancel) : looked;
    }

    private async Task<SettleAnswer?> JudgeAsync(Settlement settlement, Batch batch, BatchReport report, CancellationToken cancel)
    {
        var asked = (await books.ReadAsync(batch, cancel)).Where(r => r.Line is { State: BookedState.Live, Application: not CardApplication.Cash }).Select(r => r.Line).ToArray();
        // what was taken since may stand in the new batch under the same numbers
        var since = (await book.DoneAfterAsync(settlement, cancel)).Select(a => a.Id);
        var own = asked.ExceptBy(since, l => l.Attempt).ToArray();
        var cards = report.Lines.Where(l => l.Application != CardApplication.Cash).ToArray();
        var alone = own.Length > 0 ? [] : await AloneAsync(settlement, cancel);
        if (own.Length + alone.Length > 0 && cards.Length == 0)
            return Proven(SettlementSignal.ProvenSettled, "The PIN pad's batch is empty.");
        var isOver = clock.GetUtcNow() >= settlement.WindowEnd + options.Value.WindowMargin;
        if (alone.Length > 0)
            return isOver ? OfAlone(alone.Count(cards.Select(c => (c.Application, c.Number, c.Type, c.Amount)).Contains), alone.Length) : null;
        if (own.Length == 0)
            return isOver ? Proven(SettlementSignal.ProvenSettled, "There was nothing in the batch.") : null;
        return isOver ? Compare(await AsListedAsync(settlement, own, cancel), cards) : null;
    }

    /// <summary>Each line with the kind by which the PIN pad's report before called it, so that like is compared with like.</summary>
    private async Task<BookedLine[]> AsListedAsync(Settlement settlement, BookedLine[] own, CancellationToken cancel)
    {
        var listed = await db.Set<ReconciliationLine>().AsNoTracking()
            .Where(l => l.ReconciliationId == settlement.ReconciliationId && l.AttemptId != null && l.TerminalType != null).ToListAsync(cancel);
        var types = listed.ToLookup(l => l.AttemptId!.Value, l => l.TerminalType!.Value);
        return [.. own.Select(l => types.Contains(l.Attempt) ? l with { Type = types[l.Attempt].First() } : l)];
    }

    /// <summary>Where the books hold nothing: the card lines of the PIN pad's report before.</summary>
    private async Task<(CardApplication, int?, LineType, Money)[]> AloneAsync(Settlement settlement, CancellationToken cancel) =>
        [.. (await db.Set<ReconciliationLine>().AsNoTracking().Where(l => l.ReconciliationId == settlement.ReconciliationId
                && l.TerminalAmount != null && l.Application != CardApplication.Cash).ToListAsync(cancel))
            .Select(l => (l.Application, l.TerminalNumber, l.TerminalType!.Value, l.TerminalAmount!.Value))];

    private static SettleAnswer? OfAlone(int still, int all) => still == 0 ? Proven(SettlementSignal.ProvenSettled, "The PIN pad's report shows another batch.")
        : still == all ? Proven(SettlementSignal.ProvenNotSettled, "All of the batch still stands in the PIN pad's report.") : null;

    /// <summary>Each application's lines are all still there, or all gone; anything else proves nothing.</summary>
    private static SettleAnswer? Compare(BookedLine[] own, ListedLine[] cards)
    {
        var still = BatchMatch.StillListed(own, cards);
        var parts = own.GroupBy(l => l.Application).Select(g => (Application: g.Key, Left: g.Count(l => still.Contains(l.Attempt)), All: g.Count())).ToArray();
        if (Array.Exists(parts, p => p.Left > 0 && p.Left < p.All))
            return null;
        return parts.Count(p => p.Left > 0) switch
        {
            0 => Proven(SettlementSignal.ProvenSettled, "The PIN pad's report shows another batch."),
            var left when left == parts.Length => Proven(SettlementSignal.ProvenNotSettled, "All of the batch still stands in the PIN pad's report."),
            _ => new SettleAnswer(SettlementSignal.SettledInPart,
                [.. parts.Select(p => new PartOfSettlement(p.Application.ToString(), p.Application, p.Left > 0 ? PartOutcome.HostFailed : PartOutcome.Closed, null, null, null, null, null, false))],
                null, "The PIN pad's report shows that a part was settled."),
        };
    }

    private static SettleAnswer Proven(SettlementSignal signal, string words) => new(signal, [], null, words);

    private async Task<Result<SettlementState>> EndAsync(Settlement settlement, SettleAnswer proven, CancellationToken cancel)
    {
        await booking.BookAsync(settlement, proven with { Text = settlement.Text }, cancel);
        return settlement.State;
    }

    private async Task<Result<SettlementState>> LaterAsync(Settlement settlement, CancellationToken cancel)
    {
        settlement.PlanLook(clock.GetUtcNow() + options.Value.LookPause);
        await db.SaveChangesAsync(cancel);
        return settlement.State;
    }
}
