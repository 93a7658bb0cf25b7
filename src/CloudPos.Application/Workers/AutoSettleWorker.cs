using System.Collections.Concurrent;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Workers;

/// <summary>The autopilot: finds stores whose time has come, and those that should be warned.</summary>
public sealed class AutoSettleWorker(ScopedSender sender, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AutoSettleWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<StoreId, bool> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // the host stops; a run that was under way is found again by its time
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var now = clock.GetUtcNow();
            var soon = now.AddMinutes(60);
            var due = await scope.ServiceProvider.GetRequiredService<AppDbContext>().SettlePlans
                .AcrossTenants("the worker serves every merchant, then enters as the one it found")
                .Where(p => p.NextRunAt <= soon).OrderBy(p => p.NextRunAt).Take(100)
                .Select(p => new { p.StoreId, p.IsoId, p.MerchantId, p.NextRunAt }).ToListAsync(cancel);
            foreach (var plan in due)
                Start(plan.StoreId, Actor.System(plan.IsoId, plan.MerchantId), plan.NextRunAt <= now, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The settlement autopilot will look again.");
        }
    }

    private void Start(StoreId store, Actor actor, bool isDue, CancellationToken cancel)
    {
        if (!_running.TryAdd(store, true))
            return;
        _ = Task.Run(async () =>
        {
            try
            {
                await (isDue ? SendAsync(actor, new AutoSettleStore(store), cancel) : SendAsync(actor, new WarnBeforeSettle(store), cancel));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The autopilot's run for a store failed; it is tried again at its next time.");
            }
            finally
            {
                _running.TryRemove(store, out _);
            }
        }, CancellationToken.None);
    }

    private async Task SendAsync<T>(Actor actor, IRequest<T> request, CancellationToken cancel) => await sender.SendAsync(actor, request, cancel);
}
