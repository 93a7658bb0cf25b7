using System.Collections.Concurrent;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Workers;

/// <summary>Sends settlements that wait, and reads the report of those that got no answer. Lives outside every browser's circuit.</summary>
public sealed class SettlementWorker(
    ScopedSender sender, IServiceScopeFactory scopes, IBatchTerminal batchTerminal, SettlementNudge nudge, IOptions<PaymentOptions> payments, TimeProvider clock,
    ILogger<SettlementWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RecordAgainAfter = TimeSpan.FromMilliseconds(500);

    // by the time it would be carried out a payment could have come in that nobody has compared
    private static readonly SettleAnswer StoodStill = new(SettlementSignal.NotStarted, [], null, "The server stood still too long before it could send. Nothing was sent.");

    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private CancellationToken _stopping;

    /// <summary>How a settlement's work is set going beside the loop; a simulation decides itself whose turn it is.</summary>
    internal Func<Func<Task>, Task> Begin { get; set; } = Task.Run;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        while (!stoppingToken.IsCancellationRequested)
        {
            await TurnAsync(stoppingToken);
            try
            {
                await nudge.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break; // what is on the wire is found again at the next start
            }
        }
    }

    /// <summary>One turn of the loop: looks once and sets going what is due. Never throws.</summary>
    internal Task TurnAsync(CancellationToken cancel) => TryAsync(() => LookAsync(cancel));

    private async Task LookAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var left in await FindAsync(db => db.Settlements.Where(s => s.State == SettlementState.Sent), cancel))
        {
            // only of a settlement whose holder is gone it is certain that nobody waits for the answer
            if (!_running.ContainsKey(left.Id.Value) && await IsLeftAsync(left.Id, cancel))
                Start(left.Id.Value, () => sender.SendAsync(left.Actor, new SweepSettlement(left.Id), CancellationToken.None));
        }

        await using (var scope = scopes.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TerminalLeases>().FreeLeftAsync(cancel);
        foreach (var waiting in await FindAsync(db => db.Settlements.Where(s => s.State == SettlementState.Created), cancel))
            Start(waiting.Id.Value, () => SendAsync(waiting));
        foreach (var unknown in await FindAsync(db => db.Settlements.Where(s => s.State == SettlementState.Unknown && s.NextLookAt <= now), cancel))
            Start(unknown.Id.Value, () => sender.SendAsync(unknown.Actor, new ResolveSettlement(unknown.Id), CancellationToken.None));
        foreach (var (id, actor) in await HalfClosedAsync(cancel))
            Start(id.Value, () => sender.SendAsync(actor, new CloseAttempts(id), CancellationToken.None));
    }

    /// <summary>Dispatch, one request, record. No token reaches the wire: a stopping host must not cut a settlement short.</summary>
    private async Task SendAsync(OpenSettlement waiting)
    {
        var dispatched = await DispatchAsync(waiting);
        if (dispatched.Value is not { } order)
            return; // the PIN pad serves a register
        SettleAnswer answer;
        try
        {
            answer = payments.Value.StoodStill(clock, order.TakenAt) ? StoodStill : await batchTerminal.SettleAsync(order);
        }
        catch (Exception failure)
        {
            log.LogError("Settlement {Settlement}: the request failed with {Failure}; its outcome is unknown.", waiting.Id.Value, failure.GetType().Name);
            answer = new SettleAnswer(SettlementSignal.NoAnswer, [], null, "failed: " + failure.GetType().Name);
        }

        while (!await TryAsync(() => sender.SendAsync(waiting.Actor, new RecordSettlement(waiting.Id, answer), CancellationToken.None)))
            await Task.Delay(RecordAgainAfter, clock, CancellationToken.None); // an answer in hand is never dropped
    }

    /// <summary>Where "sent" could not be committed nothing leaves, and the PIN pad is given back: as soon as the database can be written to again.</summary>
    private async Task<Result<SettleOrder>> DispatchAsync(OpenSettlement waiting)
    {
        try
        {
            return await sender.SendAsync(waiting.Actor, new DispatchSettlement(waiting.Id), CancellationToken.None);
        }
        catch
        {
            while (!await TryAsync(() => FreeAsync(waiting.Id)))
                await Task.Delay(RecordAgainAfter, clock, CancellationToken.None);
            throw;
        }
    }

    private async Task FreeAsync(SettlementId id)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TerminalLeases>().FreeMineAsync(id.Value, CancellationToken.None);
    }

    private async Task<bool> IsLeftAsync(SettlementId id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TerminalLeases>().IsLeftAsync(id.Value, payments.Value.OwnerSilentMax, cancel);
    }

    private async Task<IReadOnlyList<(BatchId Id, Actor Actor)>> HalfClosedAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Batches
            .AcrossTenants("the worker serves every merchant, then enters as the one it found")
            .Where(b => b.State != BatchState.Open && !b.AttemptsClosed).Take(20)
            .Select(b => new { b.Id, b.IsoId, b.MerchantId }).ToListAsync(cancel);
        return [.. found.Select(b => (b.Id, Actor.System(b.IsoId, b.MerchantId)))];
    }

    private async Task<IReadOnlyList<OpenSettlement>> FindAsync(Func<AppDbContext, IQueryable<Settlement>> which, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return await which(db)
            .AcrossTenants("the worker serves every merchant, then enters as the one it found")
            .OrderBy(s => s.CreatedAt).Take(50).Select(s => new OpenSettlement(s.Id, s.IsoId, s.MerchantId)).ToListAsync(cancel);
    }

    private void Start(Guid id, Func<Task> work)
    {
        if (!_running.TryAdd(id, Task.CompletedTask))
            return;
        _ = Begin(async () =>
        {
            try
            {
                await TryAsync(work);
            }
            finally
            {
                _running.TryRemove(id, out _);
            }
        });
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (ObjectDisposedException) when (_stopping.IsCancellationRequested)
        {
            return true; // the application is gone; the next start finds the settlement and reads the report
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The settlement worker will try again.");
            return false;
        }
    }

    private sealed record OpenSettlement(SettlementId Id, IsoId Iso, MerchantId Merchant)
    {
        public Actor Actor => Actor.System(Iso, Merchant);
    }
}
