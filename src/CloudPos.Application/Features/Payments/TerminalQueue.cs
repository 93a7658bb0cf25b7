using CloudPos.Application.Data;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Payments;

/// <summary>Whom a PIN pad serves before a payment that waits for it.</summary>
/// <param name="Serving">Who is on the PIN pad, in a cashier's words.</param>
/// <param name="Before">How many are served first, the one on the PIN pad included.</param>
/// <param name="AboutSeconds">About how long until its turn; null where what holds the PIN pad is no payment.</param>
/// <param name="IsOwn">A payment without an answer that this register has set aside holds the PIN pad until its end is known.</param>
internal sealed record PadTurn(string Serving, int Before, int? AboutSeconds, bool IsOwn = false);

/// <summary>Tells a waiting payment its place in the queue of its PIN pad.</summary>
internal sealed class TerminalQueue(AppDbContext db, TerminalLeases leases, IOptions<PaymentOptions> options, TimeProvider clock)
{
    /// <summary>How many of the last payments of a PIN pad tell how long one takes.</summary>
    private const int Recent = 10;

    /// <summary>What a payment takes where the PIN pad has no history: a card, a tip, a PIN.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(40);

    /// <summary>Below this a number of seconds promises more than anybody knows.</summary>
    private const int SecondsMin = 5;

    /// <summary>The payment's turn; null where the PIN pad is free for it.</summary>
    public async Task<PadTurn?> TurnOfAsync(PaymentAttempt waiting, string tpn, CancellationToken cancel)
    {
        var holder = await leases.HeldForAsync(tpn, cancel);
        if (holder is null || holder.Id == waiting.Id.Value)
            return null;
        var now = clock.GetUtcNow();
        var fresh = now - options.Value.QueueMax;
        var ahead = await db.Attempts.CountAsync(a => a.TerminalId == waiting.TerminalId && a.State == AttemptState.Created
            && a.ChangedAt < waiting.ChangedAt && a.ChangedAt >= fresh, cancel);
        return new PadTurn(holder.Name ?? "another register", ahead + 1, await AboutAsync(waiting.TerminalId, holder, ahead, now, cancel),
            await IsOwnAsync(waiting, holder, cancel));
    }

    /// <summary>What the PIN pad is busy with, as a register says it that asks for nothing; null where it is free.</summary>
    public async Task<string?> BusyWithAsync(Domain.Terminals.Register register, string tpn, CancellationToken cancel)
    {
        if (await leases.HeldForAsync(tpn, cancel) is not { } holder)
            return null;
        if (holder.Name != register.Name)
            return $"Serving {holder.Name ?? "another register"}";
        var id = new AttemptId(holder.Id ?? Guid.Empty);
        var own = await db.Attempts.Where(a => a.Id == id).Select(a => new { a.Kind, a.State }).FirstOrDefaultAsync(cancel);
        return own switch
        {
            { State: AttemptState.Unknown or AttemptState.NeedsReview } => "Checking a payment",
            { Kind: AttemptKind.Sale or AttemptKind.Auth } => "Customer is paying",
            _ => "Serving this register",
        };
    }

    private Task<bool> IsOwnAsync(PaymentAttempt waiting, LeaseHolder holder, CancellationToken cancel)
    {
        var id = new AttemptId(holder.Id ?? Guid.Empty);
        return (
            from held in db.Attempts
            where held.Id == id && (held.State == AttemptState.Unknown || held.State == AttemptState.NeedsReview)
            from aside in db.Sales
            where aside.Id == held.SaleId && aside.ParkedAt != null
            from sale in db.Sales
            where sale.Id == waiting.SaleId && sale.RegisterId == aside.RegisterId
            select held.Id).AnyAsync(cancel);
    }

    private async Task<int?> AboutAsync(TerminalId terminal, LeaseHolder holder, int ahead, DateTimeOffset now, CancellationToken cancel)
    {
        var id = new AttemptId(holder.Id ?? Guid.Empty);
        var since = await db.Attempts.Where(a => a.Id == id && a.State == AttemptState.Sent).Select(a => a.SentAt).SingleOrDefaultAsync(cancel);
        if (since is null)
            return null; // a report, a settlement, or a payment whose outcome is not known
        var one = await UsualAsync(terminal, cancel);
        var rest = (one - (now - since.Value)).TotalMilliseconds + ahead * one.TotalMilliseconds;
        return Math.Max(SecondsMin, (int)(rest / 5_000) * 5);
    }

    /// <summary>How long this PIN pad's last payments took.</summary>
    private async Task<TimeSpan> UsualAsync(TerminalId terminal, CancellationToken cancel)
    {
        var recent = await db.Attempts.Where(a => a.TerminalId == terminal && a.SentAt != null && a.Kind == AttemptKind.Sale
                && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved || a.State == AttemptState.Declined))
            .OrderByDescending(a => a.ChangedAt).Take(Recent).Select(a => new { a.SentAt, a.ChangedAt }).ToListAsync(cancel);
        return recent.Count == 0 ? Usual : TimeSpan.FromTicks((long)recent.Average(a => (a.ChangedAt - a.SentAt!.Value).Ticks));
    }
}
