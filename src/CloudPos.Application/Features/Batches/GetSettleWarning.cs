using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>What the banner says before the autopilot runs, or after it has failed; nothing most of the day.</summary>
/// <param name="RegisterId">The till that asks; null = the back office, which hears of all its stores.</param>
[Needs(Permission.Sell)]
public sealed record GetSettleWarning(RegisterId? RegisterId) : IRequest<Result<SettleWarning>>;

/// <summary>One banner; empty words = none.</summary>
public sealed record SettleWarning(string Words, bool IsFailure, int OpenItems)
{
    public static readonly SettleWarning None = new("", false, 0);
}

internal sealed class GetSettleWarningHandler(AppDbContext db, OpenItems items, TimeProvider clock) : IRequestHandler<GetSettleWarning, Result<SettleWarning>>
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(60);

    public async Task<Result<SettleWarning>> Handle(GetSettleWarning request, CancellationToken cancel)
    {
        StoreId? of = null;
        if (request.RegisterId is { } register)
        {
            of = await db.Registers.Where(r => r.Id == register).Select(r => (StoreId?)r.StoreId).SingleOrDefaultAsync(cancel);
            if (of is null)
                return new Refusal("register.unknown", "That register does not exist.");
        }

        var now = clock.GetUtcNow();
        var soon = now + Ahead;
        var plan = await db.SettlePlans.AsNoTracking().Where(p => (of == null || p.StoreId == of) && (p.LastFailed || p.NextRunAt <= soon))
            .OrderByDescending(p => p.LastFailed).ThenBy(p => p.NextRunAt).FirstOrDefaultAsync(cancel);
        if (plan is null)
            return SettleWarning.None;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == plan.StoreId, cancel);
        if (plan.LastFailed && await IsLeftAsync(store.Id, cancel))
            return new SettleWarning($"{store.Name} was not settled. {plan.LastOutcome}", true, 0);
        if (plan.NextRunAt is not { } run || run > soon)
            return SettleWarning.None; // it failed, and somebody has settled by hand since
        var open = await items.OfAsync(store, cancel);
        var minutes = Math.Max(0, (int)(run - now).TotalMinutes);
        var blocks = open.Count(i => i.Blocks || (i.Kind == OpenItemKind.Untipped && plan.Untipped == BlockerPolicy.Wait)
            || (i.Kind == OpenItemKind.ParkedCart && plan.ParkedCarts == BlockerPolicy.Wait));
        return new SettleWarning(
            $"{store.Name} settles by itself in {(minutes == 1 ? "1 minute" : $"{minutes} minutes")}." + (open.Count == 0 ? "" : $" {open.Count} open, {blocks} of it in the way: {string.Join(", ", open.Take(3).Select(i => i.Title))}."),
            false, open.Count);
    }

    /// <summary>An open batch holds something, in the books or in the PIN pad's report.</summary>
    private Task<bool> IsLeftAsync(StoreId store, CancellationToken cancel) => db.Batches.AnyAsync(b => b.StoreId == store && b.State == BatchState.Open
        && (db.Attempts.Any(a => a.BatchId == b.Id) || db.Reconciliations.Any(r => r.BatchId == b.Id && r.TerminalLines > 0)), cancel);
}
