using CloudPos.Application.Data;
using CloudPos.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>What is on record of a payment whose outcome is not known: what came, and how long after the request had left.</summary>
public sealed record CheckSeen(TimeSpan After, string Words);

/// <summary>What the journal tells, since the request left last, of a payment that is not known or was not before it was approved.</summary>
/// <param name="Seen">What came last, oldest first. One for each change: what is asked again and says the same has no line.</param>
/// <param name="Found">How its doubt ended; null while it lasts.</param>
internal sealed record PaymentDoubt(IReadOnlyList<CheckSeen> Seen, FoundCharge? Found)
{
    private const int SeenMax = 4; // as many as stand beside each other on a till

    /// <summary>Reads it; null, and nothing is read, where there never was a doubt.</summary>
    public static async Task<PaymentDoubt?> OfAsync(AppDbContext db, PaymentAttempt attempt, CancellationToken cancel)
    {
        if (!attempt.IsUnresolved && attempt is not { State: AttemptState.Approved, ClearedUpAt: not null })
            return null;
        var journal = await db.Attempts.Where(a => a.Id == attempt.Id).SelectMany(a => a.Entries).OrderBy(e => e.Number)
            .Select(e => new { e.Signal, e.From, e.To, e.Reason, e.At }).ToListAsync(cancel);
        var sent = journal.FindLastIndex(e => e.Signal == AttemptSignal.Sent);
        var asked = journal.Skip(sent + 1).TakeWhile(e => e.To is AttemptState.Unknown or AttemptState.NeedsReview).ToArray();
        if (asked.Length == 0)
            return null; // sent again since, and answered at once
        var seen = asked.Select(e => new CheckSeen(e.At - journal[Math.Max(0, sent)].At, Words(e.Reason))).TakeLast(SeenMax).ToArray();
        if (journal.Find(e => e.To == AttemptState.Approved) is not { } end)
            return new PaymentDoubt(seen, null);
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == attempt.StoreId, cancel);
        // where a server was lost, its own answer may have come late: then no check has found it
        var isByStatus = end is { Signal: AttemptSignal.Approved, From: AttemptState.Unknown or AttemptState.NeedsReview } && asked.All(e => e.Reason != AttemptReason.Interrupted);
        return new PaymentDoubt(seen, new FoundCharge(store.Clock.Time(end.At),
            end.Signal == AttemptSignal.JudgedCharged, isByStatus ? attempt.Checks + 1 : null)); // the check that finds it is not counted among those that did not
    }

    private static string Words(AttemptReason reason) => reason switch
    {
        AttemptReason.TerminalBusy => "busy",
        AttemptReason.TerminalOffline => "offline",
        AttemptReason.NotFound => "not booked",
        AttemptReason.ProxyUnreachable => "service not reached",
        AttemptReason.Interrupted => "register restarted",
        AttemptReason.Contradiction => "contradictory answer",
        AttemptReason.DuplicateRefId => "sent before",
        _ => "no reply",
    };
}

/// <summary>A charge that was not known at first.</summary>
/// <param name="At">When it became known, by the clock on the wall.</param>
/// <param name="Check">Which Status found it; null where none did, or where that is not sure.</param>
internal sealed record FoundCharge(string At, bool ByManager, int? Check);
