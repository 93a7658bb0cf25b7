using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>One start of the application. A restart is another owner, also within the same process: it must not keep the dead one's leases alive.</summary>
internal sealed class LeaseOwner : IDisposable
{
    /// <summary>How long an old sign is remembered: nobody asks about most of them again, because their work has ended.</summary>
    private static readonly TimeSpan OldSignsKept = TimeSpan.FromHours(1);

    private static readonly ConcurrentDictionary<string, bool> Living = new();

    private readonly ConcurrentDictionary<Guid, (DateTimeOffset? Sign, long FirstSeen)> _oldSigns = new();

    public LeaseOwner() => Living[Name] = true;

    /// <summary>The PIN pads that this process is asking something at this moment. What it could not write down as ended it does not keep alive.</summary>
    public ConcurrentDictionary<string, bool> Asking { get; } = new();

    /// <summary>What this process took PIN pads for and has not freed. One that somebody else freed stays here: a sign of life too many harms nobody.</summary>
    public ConcurrentDictionary<Guid, bool> Holding { get; } = new();

    /// <summary>Of these the errands that are done, while the database could not take the PIN pad back.</summary>
    public ConcurrentDictionary<Guid, bool> Done { get; } = new();

    /// <summary>When this process last gave a sign of life for them.</summary>
    public DateTimeOffset KeptAt { get; set; } = DateTimeOffset.MinValue;

    public string Name { get; } = $"{Environment.MachineName}|{Environment.ProcessId}|{Guid.NewGuid():N}";

    public void Dispose() => Living.TryRemove(Name, out _);

    /// <summary>True where a holder's last sign of life, which looks too old, has been the last one for so long by this process's own clock.</summary>
    /// <remarks>A sign carries its server's time, and two servers' clocks may be apart: one that lives gives a new sign, whatever its clock says.</remarks>
    public bool IsStill(Guid holder, DateTimeOffset? sign, TimeSpan atLeast, TimeProvider clock)
    {
        var now = clock.GetTimestamp();
        foreach (var (known, seen) in _oldSigns)
        {
            if (clock.GetElapsedTime(seen.FirstSeen, now) > OldSignsKept)
                _oldSigns.TryRemove(known, out _);
        }

        var first = _oldSigns.AddOrUpdate(holder, (sign, now), (_, known) => known.Sign == sign ? known : (sign, now));
        return clock.GetElapsedTime(first.FirstSeen, now) >= atLeast;
    }

    /// <summary>True where it is certain: another owner of this machine, whose process runs. Of other machines nothing is known.</summary>
    public bool LivesBeside(string name) => name != Name && name.Split('|')[0] == Environment.MachineName && !IsGone(name);

    /// <summary>True where it is certain: an owner of this machine whose process has ended. Of other machines nothing is known.</summary>
    public static bool IsGone(string name)
    {
        if (name.Split('|') is not [var machine, var process, _] || machine != Environment.MachineName
            || !int.TryParse(process, CultureInfo.InvariantCulture, out var id))
            return false;
        if (id == Environment.ProcessId)
            return !Living.ContainsKey(name);
        try
        {
            using var running = Process.GetProcessById(id);
            return running.HasExited;
        }
        catch (ArgumentException)
        {
            return true; // no process has that number
        }
    }
}

/// <summary>Takes and frees the right to talk to a PIN pad, by conditional updates that only one process can win.</summary>
internal sealed class TerminalLeases(AppDbContext db, LeaseOwner owner, TimeProvider clock)
{
    /// <summary>A sign of life is given no more often, or a payment in hand would take the write lock twice a second.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(5);

    /// <summary>Many signs of life long.</summary>
    private static readonly TimeSpan AskedSilentMax = TimeSpan.FromSeconds(30);

    /// <summary>The hold on the PIN pad, or null where somebody else has it.</summary>
    /// <param name="holder">The attempt or other piece of work that it is taken for.</param>
    /// <param name="name">Who is served, in a cashier's words.</param>
    public async Task<LeaseGrip?> TryTakeAsync(string tpn, Guid holder, string name, TimeSpan window, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var isNew = owner.Holding.TryAdd(holder, true); // before it is true: a PIN pad held without a sign of life would be taken for a dead server's
        if (!await ChangeAsync(tpn, () => db.TerminalLeases
            .Where(l => l.Tpn == tpn && (l.Owner == null || l.Until < now || Ended.Any(a => (Guid?)(object)a.Id == l.HolderId))
                && (l.AskedBy == null || l.AskedUntil < now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(l => l.Owner, owner.Name)
                .SetProperty(l => l.Token, l => l.Token + 1)
                .SetProperty(l => l.Until, now + window)
                .SetProperty(l => l.SeenAt, now)
                .SetProperty(l => l.HolderId, holder)
                .SetProperty(l => l.HolderName, name), cancel), cancel))
        {
            if (isNew)
                owner.Holding.TryRemove(holder, out _);
            return null;
        }

        var token = await db.TerminalLeases.Where(l => l.Tpn == tpn && l.HolderId == holder && l.Owner == owner.Name)
            .Select(l => (long?)l.Token).SingleOrDefaultAsync(cancel);
        return token is { } mine ? new LeaseGrip(tpn, holder, mine) : null;
    }

    /// <summary>Does an errand at the PIN pad while nobody else may use it; <paramref name="busy"/> where somebody uses it now.</summary>
    /// <remarks>Not for what moves money, which holds the PIN pad under its own id until its outcome is on record.</remarks>
    /// <param name="name">Whom a register is told that the PIN pad serves.</param>
    /// <param name="window">Longer than the errand may take, so that "expired" never means "still running".</param>
    public async Task<Result<T>> ErrandAsync<T>(string tpn, string name, TimeSpan window, Refusal busy, Func<LeaseGrip, Task<Result<T>>> errand, CancellationToken cancel)
    {
        var holder = Guid.CreateVersion7();
        try
        {
            return await TryTakeAsync(tpn, holder, name, window, cancel) is { } grip ? await errand(grip) : busy;
        }
        finally
        {
            if (owner.Holding.ContainsKey(holder))
                await GiveBackAsync(holder);
        }
    }

    /// <summary>The PIN pad is still ours: a server that stood still for long was taken for dead, and somebody else let in.</summary>
    public Task<bool> HoldsAsync(LeaseGrip grip, CancellationToken cancel) =>
        db.TerminalLeases.AnyAsync(l => l.Tpn == grip.Tpn && l.HolderId == grip.Holder && l.Token == grip.Token, cancel);

    private async Task GiveBackAsync(Guid errand)
    {
        owner.Done[errand] = true;
        if (db.Database.CurrentTransaction is not null)
            return; // what failed within it is rolled back; the next sign of life gives the PIN pad back
        try
        {
            await FreeDoneAsync(errand, CancellationToken.None);
        }
#pragma warning disable CA1031 // the errand's result is not lost over it, and the next sign of life gives the PIN pad back
        catch (Exception)
#pragma warning restore CA1031
        {
            // said in the log by the database's own line
        }
    }

    private async Task FreeDoneAsync(Guid errand, CancellationToken cancel)
    {
        await FreeMineAsync(errand, cancel);
        owner.Done.TryRemove(errand, out _);
    }

    /// <summary>Frees the PIN pad, if it is still held for this piece of work, whoever took it: the work has ended, and is saved in the caller's transaction. When that is committed <see cref="HasFreed"/> ends the signs of life.</summary>
    public Task FreeWithinAsync(Guid holder, CancellationToken cancel) => FreeAsync(db.TerminalLeases.Where(l => l.HolderId == holder), cancel);

    /// <summary>Frees the PIN pad where it is held, by a server that died meanwhile, for a payment that has ended: sent again, it would wait for its own hold.</summary>
    public Task FreeEndedAsync(AttemptId attempt, CancellationToken cancel) =>
        FreeAsync(db.TerminalLeases.Where(l => l.HolderId == attempt.Value && Ended.Any(a => a.Id == attempt)), cancel);

    public void HasFreed(Guid holder) => owner.Holding.TryRemove(holder, out _);

    /// <summary>Frees the PIN pad, if this process took it for this piece of work. What another process took for the same work, it is at work with.</summary>
    public async Task FreeMineAsync(Guid holder, CancellationToken cancel)
    {
        await FreeAsync(db.TerminalLeases.Where(l => l.HolderId == holder && l.Owner == owner.Name), cancel);
        HasFreed(holder);
    }

    private static Task<int> FreeAsync(IQueryable<TerminalLease> leases, CancellationToken cancel) => leases.ExecuteUpdateAsync(set => set
        .SetProperty(l => l.Owner, (string?)null)
        .SetProperty(l => l.Until, (DateTimeOffset?)null)
        .SetProperty(l => l.HolderId, (Guid?)null)
        .SetProperty(l => l.HolderName, (string?)null), cancel);

    /// <summary>True where the PIN pad has been given to somebody else since the grip was taken: what its owner says is old news.</summary>
    public Task<bool> HasMovedOnAsync(string tpn, long token, CancellationToken cancel) =>
        db.TerminalLeases.AnyAsync(l => l.Tpn == tpn && l.Token > token, cancel);

    /// <summary>Holders that have certainly ended, and those that certainly live beside this process.</summary>
    public async Task<(string[] Gone, string[] Living)> HoldersAsync(CancellationToken cancel)
    {
        var owners = await OwnersAsync(cancel);
        return ([.. owners.Where(LeaseOwner.IsGone)], [.. owners.Where(owner.LivesBeside)]);
    }

    private Task<List<string>> OwnersAsync(CancellationToken cancel) =>
        db.TerminalLeases.Where(l => l.Owner != null).Select(l => l.Owner!).Distinct().ToListAsync(cancel);

    /// <summary>
    /// True where nobody is at this piece of work any more: its owner has ended, or its last sign of life is older than <paramref name="silentMax"/>
    /// and has stayed the last one for half of that. So somebody has to look again and again until it is true.
    /// </summary>
    public async Task<bool> IsLeftAsync(Guid holder, TimeSpan silentMax, CancellationToken cancel)
    {
        var lease = await db.TerminalLeases.AsNoTracking().FirstOrDefaultAsync(l => l.HolderId == holder, cancel);
        return lease?.Owner is null || LeaseOwner.IsGone(lease.Owner)
            || (lease.SeenAt < clock.GetUtcNow() - silentMax && owner.IsStill(holder, lease.SeenAt, silentMax / 2, clock));
    }

    /// <summary>Frees what ended processes held. Not for payments: theirs stay until the outcome is known.</summary>
    public async Task FreeLeftAsync(CancellationToken cancel)
    {
        string[] gone = [.. (await OwnersAsync(cancel)).Where(LeaseOwner.IsGone)];
        if (gone.Length == 0)
            return;
        var payments = db.Attempts.AcrossTenants("a PIN pad may be held for any of them");
        await FreeAsync(db.TerminalLeases.Where(l => l.Owner != null && gone.Contains(l.Owner) && !payments.Any(a => (Guid?)(object)a.Id == l.HolderId)), cancel);
    }

    /// <summary>A sign of life for all that this process holds. Where it holds nothing the database is not asked: an idle till writes nothing.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if ((owner.Holding.IsEmpty && owner.Asking.IsEmpty) || (now >= owner.KeptAt && now - owner.KeptAt < KeepEvery))
            return;
        foreach (var errand in owner.Done.Keys)
            await FreeDoneAsync(errand, cancel);
        var asking = owner.Asking.Keys.ToArray();
        await db.TerminalLeases.Where(l => l.Owner == owner.Name || (l.AskedBy == owner.Name && asking.Contains(l.Tpn)))
            .ExecuteUpdateAsync(set => set
                .SetProperty(l => l.SeenAt, l => l.Owner == owner.Name ? now : l.SeenAt)
                .SetProperty(l => l.AskedUntil, l => l.AskedBy == owner.Name && asking.Contains(l.Tpn) ? now + AskedSilentMax : l.AskedUntil), cancel);
        owner.KeptAt = now;
    }

    /// <summary>
    /// The right to ask the PIN pad what became of a payment: where nobody holds it, or where it is held for that very payment; false where
    /// somebody else uses or asks it. While one asks, nobody takes the PIN pad. The holder and its token stay as they are.
    /// </summary>
    public async Task<bool> TryAskAsync(string tpn, Guid about, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await ChangeAsync(tpn, () => db.TerminalLeases
            .Where(l => l.Tpn == tpn && (l.Owner == null || l.Until < now || l.HolderId == about || Ended.Any(a => (Guid?)(object)a.Id == l.HolderId)) && (l.AskedBy == null || l.AskedUntil < now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(l => l.AskedBy, owner.Name)
                .SetProperty(l => l.AskedUntil, now + AskedSilentMax), cancel), cancel)
            && (owner.Asking[tpn] = true);
    }

    /// <summary>Somebody is asking the PIN pad just now.</summary>
    public Task<bool> IsAskedAsync(string tpn, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.TerminalLeases.AnyAsync(l => l.Tpn == tpn && l.AskedBy != null && l.AskedUntil >= now, cancel);
    }

    /// <summary>Plans a payment's next Status anew, past its version: whoever is asking about it meanwhile must be able to save the answer.</summary>
    /// <returns>0 where it was planned otherwise meanwhile, or its outcome is known.</returns>
    public Task<int> PlanCheckAsync(AttemptId attempt, DateTimeOffset? planned, DateTimeOffset next, CancellationToken cancel) => db.Attempts
        .Where(a => a.Id == attempt && a.NextCheckAt == planned)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.NextCheckAt, next), cancel);

    /// <summary>The question has been answered, or not: the PIN pad may be taken again.</summary>
    public Task EndAskingAsync(string tpn, CancellationToken cancel)
    {
        owner.Asking.TryRemove(tpn, out _); // first: where the database fails now, the question runs out by itself
        return EndAskingAsync(db.TerminalLeases.Where(l => l.Tpn == tpn && l.AskedBy == owner.Name), cancel);
    }

    /// <summary>Ends what processes of this machine asked that have certainly ended.</summary>
    public async Task EndAskingOfGoneAsync(CancellationToken cancel)
    {
        var asking = await db.TerminalLeases.Where(l => l.AskedBy != null).Select(l => l.AskedBy!).Distinct().ToListAsync(cancel);
        foreach (var gone in asking.Where(LeaseOwner.IsGone))
            await EndAskingAsync(db.TerminalLeases.Where(l => l.AskedBy == gone), cancel);
    }

    private static Task<int> EndAskingAsync(IQueryable<TerminalLease> leases, CancellationToken cancel) => leases.ExecuteUpdateAsync(set => set
        .SetProperty(l => l.AskedBy, (string?)null)
        .SetProperty(l => l.AskedUntil, (DateTimeOffset?)null), cancel);

    /// <summary>For whom the PIN pad is held, if it is.</summary>
    public Task<LeaseHolder?> HeldForAsync(string tpn, CancellationToken cancel) => Held(clock.GetUtcNow()).Where(l => l.Tpn == tpn)
        .Select(l => new LeaseHolder(l.HolderId, l.HolderName)).FirstOrDefaultAsync(cancel);

    /// <summary>The PIN pads that serve somebody.</summary>
    public IQueryable<TerminalLease> Held(DateTimeOffset now) =>
        db.TerminalLeases.Where(l => l.Owner != null && l.Until >= now && !Ended.Any(a => (Guid?)(object)a.Id == l.HolderId));

    /// <summary>The PIN pads that serve somebody, or that somebody is asking something.</summary>
    public IQueryable<TerminalLease> InUse(DateTimeOffset now) => db.TerminalLeases.Where(l =>
        (l.AskedBy != null && l.AskedUntil >= now) || (l.Owner != null && l.Until >= now && !Ended.Any(a => (Guid?)(object)a.Id == l.HolderId)));

    /// <summary>A lease ends with its attempt, also where the server was stopped between booking the one and freeing the other.</summary>
    private IQueryable<PaymentAttempt> Ended => db.Attempts.AcrossTenants("a PIN pad may be held for any of them")
        .Where(a => a.State != AttemptState.Created && a.State != AttemptState.Sent && a.State != AttemptState.Unknown && a.State != AttemptState.NeedsReview);

    /// <summary>A conditional update of the PIN pad's row, which is made first where it is not there yet.</summary>
    private async Task<bool> ChangeAsync(string tpn, Func<Task<int>> change, CancellationToken cancel) =>
        await change() == 1 || (await MakeAsync(tpn, cancel) && await change() == 1);

    /// <summary>False where the row was there already.</summary>
    private async Task<bool> MakeAsync(string tpn, CancellationToken cancel)
    {
        if (await db.TerminalLeases.AnyAsync(l => l.Tpn == tpn, cancel))
            return false;
        var lease = db.TerminalLeases.Add(new TerminalLease(tpn));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (UniqueViolation.Is(failure))
        {
            // another process made the row first: it is there, which is all that was wanted
        }

        lease.State = EntityState.Detached;
        return true;
    }
}

/// <summary>The right to talk to a PIN pad, with the token that tells a late owner from the present one.</summary>
internal sealed record LeaseGrip(string Tpn, Guid Holder, long Token);

/// <summary>What a PIN pad is held for.</summary>
internal sealed record LeaseHolder(Guid? Id, string? Name);
