using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Batches;

/// <summary>Settles every PIN pad of a store whose time has come, as its plan says, and tells whom the plan names.</summary>
/// <remarks>Of two servers that find the same time one wins. Killed in the middle, the next run takes up what is left: what is settled is settled.</remarks>
[SystemOnly]
public sealed record AutoSettleStore(StoreId StoreId) : IRequest<Result<AutoSettleOutcome>>;

/// <summary>What came of a run.</summary>
public sealed record AutoSettleOutcome(bool Failed, bool WillTryAgain, IReadOnlyList<PadOutcome> Pads);

/// <summary>What came of one PIN pad.</summary>
public sealed record PadOutcome(string Label, bool Failed, string Words, SettlementId? Settlement);

internal sealed class AutoSettleStoreHandler(
    AppDbContext db, RequestContext context, ScopedSender sender, ReconciliationReader comparisons, SettleMail mail, IOptions<SettleOptions> options, TimeProvider clock,
    ILogger<AutoSettleStore> log) : IRequestHandler<AutoSettleStore, Result<AutoSettleOutcome>>
{
    private const string ByPlan = "Settled by the autopilot all the same, as the store's plan says.";
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>Longer than one PIN pad may take: a run that was cut off is found again after it.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(20);

    /// <summary>Longer than all tries of one evening: what was settled by an earlier one is not asked again.</summary>
    private static readonly TimeSpan Evening = TimeSpan.FromHours(6);

    public async Task<Result<AutoSettleOutcome>> Handle(AutoSettleStore request, CancellationToken cancel)
    {
        var store = await db.Stores.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel);
        var plan = await db.SettlePlans.SingleOrDefaultAsync(p => p.StoreId == request.StoreId, cancel);
        if (store is null || plan?.NextRunAt is not { } due || due > clock.GetUtcNow())
            return new Refusal("plan.not.due", "This store does not settle now.");
        plan.BeginRun(clock.GetUtcNow() + Hold);
        if (!await SaveAsync(cancel))
            return new Refusal("plan.taken", "Another server has taken this run.");

        var pads = await PadsAsync(store, plan, cancel);
        var failed = pads.Any(p => p.Failed);
        var words = pads.Count == 0 ? "There was nothing to settle." : string.Join(" ", pads.Select(p => $"{p.Label}: {p.Words}"));
        var again = plan.NoteRun(failed, words, store.Clock, clock.GetUtcNow());
        await mail.TellAsync(store, plan, pads, again, cancel); // first: what is on record as told was told
        await SaveAsync(cancel);
        return new AutoSettleOutcome(failed, again, pads);
    }

    /// <summary>False where the plan was changed meanwhile, by another server or a person: its new time holds.</summary>
    private async Task<bool> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task<IReadOnlyList<PadOutcome>> PadsAsync(Store store, SettlePlan plan, CancellationToken cancel)
    {
        var labels = await db.Terminals.AsNoTracking().Where(t => t.StoreId == store.Id).OrderBy(t => t.Label).Select(t => new { t.Id, t.Label }).ToListAsync(cancel);
        var parked = plan.ParkedCarts == BlockerPolicy.Wait
            ? await db.Sales.CountAsync(s => s.StoreId == store.Id && s.State == SaleState.Open && s.ParkedAt != null, cancel) : 0;
        var outcomes = new List<PadOutcome>();
        foreach (var pad in labels)
        {
            plan.BeginRun(clock.GetUtcNow() + Hold); // one PIN pad at a time, those with nothing to settle too
            await SaveAsync(cancel);
            if (await TryPadAsync(pad.Id, pad.Label, parked, plan, cancel) is { } outcome)
                outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <summary>One PIN pad that fails holds up no other.</summary>
    private async Task<PadOutcome?> TryPadAsync(TerminalId id, string label, int parked, SettlePlan plan, CancellationToken cancel)
    {
        try
        {
            return await PadAsync(id, label, parked, plan, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The autopilot could not settle PIN pad {Terminal}; it is tried again.", id.Value);
            return new PadOutcome(label, true, "The register could not do it just now. Look at End of day.", null);
        }
    }

    /// <summary>Null where there is nothing to settle: also what only the PIN pad knows is settled.</summary>
    private async Task<PadOutcome?> PadAsync(TerminalId id, string label, int parked, SettlePlan plan, CancellationToken cancel)
    {
        if (await UntoldAsync(id, plan, cancel) is { } untold)
            return new PadOutcome(label, false, untold.Words, untold.Id);
        var isBooked = await db.Attempts.AnyAsync(a => a.TerminalId == id && db.Batches.Any(b => b.Id == a.BatchId && b.State == BatchState.Open), cancel);
        var earlier = clock.GetUtcNow() - Evening;
        if (!isBooked && plan.Tries > 0 && await db.Settlements.AnyAsync(s => s.TerminalId == id && s.State == SettlementState.Settled && s.EndedAt > earlier, cancel))
            return null;
        var isParked = new PadOutcome(label, true, parked == 1 ? "One cart is parked, and the plan says to wait." : $"{parked} carts are parked, and the plan says to wait.", null);
        if (isBooked && parked > 0)
            return isParked;
        var compared = await sender.SendAsync(context.Actor, new ReconcileBatch(id), cancel);
        if (compared.Value is not { } found)
        {
            // a spare one that is switched off spoils no night, and is not called settled either
            return isBooked || compared.Refusal!.Code != BatchReports.Offline
                ? new PadOutcome(label, true, compared.Refusal!.Message, null)
                : new PadOutcome(label, false, "It did not answer, so nobody knows whether it has taken cards by itself. The register has nothing of it.", null);
        }

        if (!isBooked && found.Open == 0 && await comparisons.CardLinesAsync(found.Id, cancel) == 0)
            return null;
        if (parked > 0)
            return isParked;
        if (plan.Differences == BlockerPolicy.SettleAnyway)
        {
            foreach (var line in found.Differences.Where(d => d.IsOpen && d.Kind != DifferenceKind.Unknown))
                await sender.SendAsync(context.Actor, new MarkDifference(found.Id, line.Number, ByPlan), cancel);
        }

        var begun = await sender.SendAsync(context.Actor,
            new StartSettlement(id, SettlementId.New(), SettleKind.Close, plan.Untipped == BlockerPolicy.SettleAnyway, null), cancel);
        if (begun.Value is not { } settlement)
            return new PadOutcome(label, true, begun.Refusal!.Message, null);
        var ended = await WaitAsync(settlement.Id, cancel);
        var isWhole = ended.State == SettlementState.Settled;
        return new PadOutcome(label, !isWhole, ended.Words, ended.Id);
    }

    /// <summary>What this run has settled already, before it was cut off: nobody has heard of it yet.</summary>
    private async Task<SettlementView?> UntoldAsync(TerminalId terminal, SettlePlan plan, CancellationToken cancel)
    {
        var told = plan.LastRunAt > plan.RunDueAt ? plan.LastRunAt : plan.RunDueAt;
        var settled = await db.Settlements.Where(s => s.TerminalId == terminal && s.AskedBy == context.Actor.Email && s.State == SettlementState.Settled && s.EndedAt > told)
            .OrderByDescending(s => s.EndedAt).Select(s => (SettlementId?)s.Id).FirstOrDefaultAsync(cancel);
        return settled is { } id ? (await sender.SendAsync(context.Actor, new GetSettlement(id), cancel)).Value : null;
    }

    private async Task<SettlementView> WaitAsync(SettlementId id, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(options.Value.WindowSeconds) + (options.Value.WindowMargin * 2);
        while (true)
        {
            var view = (await sender.SendAsync(context.Actor, new GetSettlement(id), cancel)).Value!;
            if (!view.IsOpen || clock.GetUtcNow() > until)
                return view;
            await Task.Delay(LookAgain, cancel);
        }
    }
}
