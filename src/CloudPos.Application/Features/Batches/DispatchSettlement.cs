using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Batches;

/// <summary>Takes the PIN pad and commits "sent". Only then may the one request leave.</summary>
[SystemOnly]
public sealed record DispatchSettlement(SettlementId SettlementId) : IRequest<Result<SettleOrder>>;

internal sealed class DispatchSettlementHandler(
    AppDbContext db, BookedLines books, SettleBlockers blockers, TerminalLeases leases, IOptions<SettleOptions> options, TimeProvider clock)
    : IRequestHandler<DispatchSettlement, Result<SettleOrder>>
{
    public async Task<Result<SettleOrder>> Handle(DispatchSettlement request, CancellationToken cancel)
    {
        var settlement = await db.Settlements.Include(s => s.Entries).SingleOrDefaultAsync(s => s.Id == request.SettlementId, cancel);
        if (settlement?.State != SettlementState.Created)
            return new Refusal("settlement.not.waiting", "This settlement is not waiting to be sent.");
        var terminal = await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == settlement.TerminalId, cancel);
        var window = TimeSpan.FromSeconds(options.Value.WindowSeconds) + options.Value.WindowMargin * 3;
        var taking = clock.GetTimestamp();
        if (await leases.TryTakeAsync(terminal.Tpn, settlement.Id.Value, BatchReports.Holder, window, cancel) is not { } grip)
            return new Refusal("terminal.busy", "The PIN pad is serving a register.");
        try
        {
            var now = clock.GetUtcNow();
            // a payment that slipped in between the press and now is not in the comparison, nor is a batch that the PIN pad has begun since: give up, unsent
            var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == settlement.BatchId, cancel);
            if (batch.State != BatchState.Open || await blockers.Open(terminal.Id).AnyAsync(cancel) || await HasMovedAsync(settlement, cancel))
            {
                settlement.Record(SettlementSignal.NotStarted, batch.State == BatchState.Open
                    ? "A payment came in between. Compare again, then settle."
                    : "This batch was closed in between. Compare again, then settle what came since.", now);
                await db.SaveChangesAsync(cancel);
                await leases.FreeMineAsync(settlement.Id.Value, CancellationToken.None);
                return new Refusal("settlement.overtaken", "The batch has moved on in between. Nothing was sent.");
            }

            settlement.Keep(BookedLines.Totals(await books.ReadAsync(batch, cancel)), options.Value.WindowSeconds, grip.Token);
            settlement.Record(SettlementSignal.Sent, settlement.Kind == SettleKind.Force ? "Forced: " + settlement.Reason : null, now);
            await db.SaveChangesAsync(cancel);
        }
        catch
        {
            // not on record, so nothing may leave; nobody else is to wait for it
            await leases.FreeMineAsync(settlement.Id.Value, CancellationToken.None);
            throw;
        }

        return new SettleOrder(settlement, terminal, taking);
    }

    private async Task<bool> HasMovedAsync(Settlement settlement, CancellationToken cancel)
    {
        var compared = await db.Reconciliations.Where(r => r.Id == settlement.ReconciliationId).Select(r => (long?)r.BooksVersion).SingleOrDefaultAsync(cancel);
        return compared is not null && await BatchRows.VersionAsync(db, settlement.BatchId, cancel) != compared;
    }
}
