using System.Collections.Concurrent;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Workers;

/// <summary>Sends what waits to be sent and asks what became of what is unknown. Lives outside every browser's circuit.</summary>
public sealed class TerminalWorker(
    ScopedSender sender, IServiceScopeFactory scopes, ICardTerminal cardTerminal, PaymentNudge nudge, IOptions<PaymentOptions> options,
    TimeProvider clock, ILogger<TerminalWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RecordAgainAfter = TimeSpan.FromMilliseconds(500);

    // the PIN pad was taken for so long that its hold could end while the request is under way, and somebody else be let in
    private static readonly TerminalAnswer StoodStill = new(
        AttemptSignal.NotStarted, AttemptReason.Interrupted, null, false, null, "The server stood still too long before it could send. Nothing was sent.");

    private const int StartTriesMax = 20;

    /// <summary>More than ever wait at once in one installation, and few enough to read twice a second.</summary>
    private const int AtOnceMax = 500;

    private readonly ConcurrentDictionary<AttemptId, Task> _running = new();

    /// <summary>Before this process serves anybody: what is older was left by another one.</summary>
    private readonly DateTimeOffset _madeAt = clock.GetUtcNow();

    private CancellationToken _stopping;

    /// <summary>How a payment's work is set going beside the loop; a simulation decides itself whose turn it is.</summary>
    internal Func<Func<Task>, Task> Begin { get; set; } = Task.Run;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        await StartUpAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TurnAsync(stoppingToken);
            try
            {
                await nudge.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break; // the host stops; what is on the wire is found again at the next start
            }
        }
    }

    /// <summary>Before the first turn: closes what the last process of this machine left open. What cannot be closed keeps the others waiting for seconds only.</summary>
    internal async Task StartUpAsync(CancellationToken cancel)
    {
        for (var tries = 1; !await TryAsync(() => CloseLeftOpenAsync(cancel)) && tries < StartTriesMax; tries++)
            await Task.Delay(RecordAgainAfter, clock, cancel);
    }

    /// <summary>One turn of the loop: looks once and sets going what is due. Never throws.</summary>
    internal Task TurnAsync(CancellationToken cancel) => TryAsync(() => LookAsync(cancel));

    /// <summary>
    /// What is unsent was left by a server that has ended, unless it waits at a PIN pad at which another server of this machine serves somebody: then it
    /// is in that one's line. What was sent is not awaited by a server that has certainly ended, so nobody has to wait for its silence.
    /// </summary>
    private async Task CloseLeftOpenAsync(CancellationToken cancel)
    {
        string[] gone = [], living = [];
        await InScopeAsync(async services =>
        {
            var leases = services.GetRequiredService<TerminalLeases>();
            await leases.EndAskingOfGoneAsync(cancel);
            (gone, living) = await leases.HoldersAsync(cancel);
        });
        var alive = _madeAt - options.Value.OwnerSilentMax;
        var isUnsentClosed = await SweepAsync(db =>
        {
            var terminals = db.Terminals.AcrossTenants("the worker serves every merchant");
            return db.Attempts.Where(a => a.State == AttemptState.Created && a.ChangedAt < _madeAt && !terminals.Any(t => t.Id == a.TerminalId
                && db.TerminalLeases.Any(l => l.Tpn == t.Tpn && l.Owner != null && living.Contains(l.Owner) && l.SeenAt >= alive)));
        }, cancel);
        var isSentClosed = gone.Length == 0 || await SweepAsync(db => db.Attempts.Where(a => a.State == AttemptState.Sent
            && db.TerminalLeases.Any(l => l.HolderId == (Guid?)(object)a.Id && l.Owner != null && gone.Contains(l.Owner))), cancel);
        if (!isUnsentClosed || !isSentClosed)
            throw new InvalidOperationException("Not all that was left open could be closed.");
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var fresh = now - options.Value.QueueMax;
        var silent = now - options.Value.OwnerSilentMax;
        var forReview = now - options.Value.ReviewAfter;
        // one question for all of it: whatever is asked before a cashier's payment goes out stands between the click and the wire
        var open = await FindAsync((db, leases) =>
        {
            var (held, inUse) = (leases.Held(now), leases.InUse(now));
            var terminals = db.Terminals.AcrossTenants("the worker serves every merchant");
            return db.Attempts.Where(a =>
                // whoever waits for a PIN pad that serves somebody else costs nothing meanwhile
                (a.State == AttemptState.Created && (a.ChangedAt < fresh || !terminals.Any(t => t.Id == a.TerminalId && held.Any(l => l.Tpn == t.Tpn))))
                || (a.State == AttemptState.Sent && a.SentAt < silent && !db.TerminalLeases.Any(l => l.HolderId == (Guid?)(object)a.Id && l.SeenAt >= silent))
                || ((a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview) && a.NextCheckAt <= now
                    && ((a.State == AttemptState.Unknown && a.SentAt <= forReview)
                        || !terminals.Any(t => t.Id == a.TerminalId && inUse.Any(l => l.Tpn == t.Tpn && l.HolderId != (Guid?)(object)a.Id)))));
        }, cancel);
        foreach (var attempt in open)
        {
            if (attempt.State is AttemptState.Unknown or AttemptState.NeedsReview)
                Start(attempt, () => sender.SendAsync(attempt.Actor, new ResolveAttempt(attempt.Id), CancellationToken.None));
            else if (attempt.State == AttemptState.Created && attempt.ChangedAt >= fresh)
                Start(attempt, () => SendAsync(attempt));
        }

        await InScopeAsync(services => services.GetRequiredService<TerminalLeases>().KeepAsync(cancel));
        // nobody stands at the pad any more for what has waited so long; or its owner has gone silent
        await SweepAsync(open.Where(a => a.State == AttemptState.Created && a.ChangedAt < fresh), cancel);
        foreach (var sent in open.Where(a => a.State == AttemptState.Sent && !_running.ContainsKey(a.Id)))
            await TryAsync(() => SweepLeftAsync(sent, cancel));
    }

    private async Task SweepLeftAsync(OpenAttempt sent, CancellationToken cancel)
    {
        var isLeft = false;
        await InScopeAsync(async services =>
            isLeft = await services.GetRequiredService<TerminalLeases>().IsLeftAsync(sent.Id.Value, options.Value.OwnerSilentMax, cancel));
        if (isLeft)
            await SweepAsync([sent], cancel);
    }

    /// <summary>Dispatch, one request, record. No token reaches the wire: neither a browser nor a stopping host may cut a charge short.</summary>
    private async Task SendAsync(OpenAttempt waiting)
    {
        var dispatched = await DispatchAsync(waiting);
        if (dispatched.Value is not { } order)
            return; // the PIN pad serves another register, or the cashier was faster
        TerminalAnswer answer;
        try
        {
            answer = options.Value.StoodStill(clock, order.TakenAt) ? StoodStill : await cardTerminal.SendAsync(order);
        }
        catch (Exception failure)
        {
            log.LogError("Payment {Attempt}: the request failed with {Failure}; its outcome is unknown.", waiting.Id.Value, failure.GetType().Name);
            answer = new TerminalAnswer(AttemptSignal.NoAnswer, AttemptReason.NoAnswer, null, false, null, "failed: " + failure.GetType().Name);
        }

        while (!await TryAsync(() => sender.SendAsync(waiting.Actor, new RecordAnswer(waiting.Id, answer, order.Attempt.SentAt), CancellationToken.None)))
            await Task.Delay(RecordAgainAfter, clock, CancellationToken.None); // an approval in hand is never dropped
    }

    /// <summary>Where "sent" could not be committed nothing leaves, and the PIN pad is given back: as soon as the database can be written to again.</summary>
    private async Task<Result<ChargeOrder>> DispatchAsync(OpenAttempt waiting)
    {
        try
        {
            return await sender.SendAsync(waiting.Actor, new DispatchAttempt(waiting.Id), CancellationToken.None);
        }
        catch
        {
            while (!await TryAsync(() => InScopeAsync(services => services.GetRequiredService<TerminalLeases>().FreeMineAsync(waiting.Id.Value, CancellationToken.None))))
                await Task.Delay(RecordAgainAfter, clock, CancellationToken.None);
            throw;
        }
    }

    private void Start(OpenAttempt attempt, Func<Task> work)
    {
        var start = new TaskCompletionSource();
        if (!_running.TryAdd(attempt.Id, start.Task))
            return;
        _ = Begin(async () =>
        {
            try
            {
                await TryAsync(work);
            }
            finally
            {
                _running.TryRemove(attempt.Id, out _);
            }
        });
    }

    private async Task<bool> SweepAsync(Func<AppDbContext, IQueryable<PaymentAttempt>> which, CancellationToken cancel) =>
        await SweepAsync(await FindAsync((db, _) => which(db), cancel), cancel);

    /// <summary>False where one could not be closed; the others are.</summary>
    private async Task<bool> SweepAsync(IEnumerable<OpenAttempt> open, CancellationToken cancel)
    {
        var areAllClosed = true;
        foreach (var left in open)
        {
            if (!_running.ContainsKey(left.Id))
                areAllClosed &= await TryAsync(() => sender.SendAsync(left.Actor, new SweepAttempt(left.Id), cancel));
        }

        return areAllClosed;
    }

    private async Task<IReadOnlyList<OpenAttempt>> FindAsync(Func<AppDbContext, TerminalLeases, IQueryable<PaymentAttempt>> which, CancellationToken cancel)
    {
        IReadOnlyList<OpenAttempt> found = [];
        await InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<AppDbContext>();
            found = await which(db, services.GetRequiredService<TerminalLeases>()).AcrossTenants("the worker serves every merchant, then enters as the one it found")
                .OrderBy(a => a.State).ThenBy(a => a.CreatedAt).Take(AtOnceMax)
                .Select(a => new OpenAttempt(a.Id, a.IsoId, a.MerchantId, a.State, a.ChangedAt)).ToListAsync(cancel);
        });
        return found;
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider);
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
            return true; // the application is gone, so trying again is in vain; the next start finds the payment and asks Status
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The terminal worker will try again.");
            return false;
        }
    }

    private sealed record OpenAttempt(AttemptId Id, IsoId Iso, MerchantId Merchant, AttemptState State, DateTimeOffset ChangedAt)
    {
        public Actor Actor => Actor.System(Iso, Merchant);
    }
}
