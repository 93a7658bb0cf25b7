using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>What the autopilot does about something that stands in the way.</summary>
public enum BlockerPolicy
{
    /// <summary>Nothing of this PIN pad is settled until a person has seen to it.</summary>
    Wait = 0,

    /// <summary>Settle all the same; the reason stays on record.</summary>
    SettleAnyway = 1,
}

/// <summary>Which mails tell of a success. A failure is always told.</summary>
public enum SuccessMail
{
    None = 0,

    /// <summary>One for each PIN pad, at once.</summary>
    EachPinPad = 1,

    /// <summary>One for the store, when its last PIN pad is done.</summary>
    Consolidated = 2,
}

/// <summary>How a store settles: by itself at a time or by hand, what it does about blockers, and whom it tells.</summary>
/// <remarks>An unknown payment blocks whatever the plan says.</remarks>
public sealed class SettlePlan : IStoreOwned
{
    private SettlePlan() { }

    public SettlePlan(Store store) => (StoreId, IsoId, MerchantId) = (store.Id, store.IsoId, store.MerchantId);

    public StoreId StoreId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    /// <summary>Minutes after midnight on the store's clock; null = by hand only.</summary>
    public int? SettleAt { get; private set; }

    public BlockerPolicy Untipped { get; private set; }

    public BlockerPolicy Differences { get; private set; }

    public BlockerPolicy ParkedCarts { get; private set; } = BlockerPolicy.SettleAnyway;

    /// <summary>The store takes tips after the payment, so that a card sale without a tip waits for one.</summary>
    public bool WaitsForTips { get; private set; }

    public SuccessMail OnSuccess { get; private set; } = SuccessMail.Consolidated;

    /// <summary>The store's own addresses, one a line. The merchant's hear of every store.</summary>
    public string Recipients { get; private set; } = "";

    /// <summary>When the autopilot runs next; null = never.</summary>
    public DateTimeOffset? NextRunAt { get; private set; }

    /// <summary>Which warning for the next run is out: 0, 60 or 15 minutes before.</summary>
    public int WarnedMinutes { get; private set; }

    /// <summary>How often the present run was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>When the run was due that is being tried again.</summary>
    public DateTimeOffset? RunDueAt { get; private set; }

    /// <summary>What came of the last run, in words.</summary>
    public string? LastOutcome { get; private set; }

    public bool LastFailed { get; private set; }

    public DateTimeOffset? LastRunAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>Sets the plan and works out the next run.</summary>
    public void Set(int? settleAt, bool waitsForTips, BlockerPolicy untipped, BlockerPolicy differences, BlockerPolicy parked, SuccessMail onSuccess,
        MailRecipients recipients, StoreClock clock, DateTimeOffset at)
    {
        (SettleAt, WaitsForTips, Untipped, Differences, ParkedCarts, OnSuccess) = (settleAt, waitsForTips, untipped, differences, parked, onSuccess);
        Recipients = recipients.Text;
        (Tries, RunDueAt) = (0, null);
        PlanNext(clock, at);
    }

    /// <summary>The pauses between two tries of one run; after the last the run is given up until the next day.</summary>
    public static readonly IReadOnlyList<TimeSpan> RetryPauses =
        [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>Which warning is due now: 60 or 15 minutes before the run, each once; null where none is.</summary>
    public int? WarningDue(DateTimeOffset now)
    {
        if (NextRunAt is not { } next || next <= now || Tries > 0)
            return null;
        var left = next - now;
        return left <= TimeSpan.FromMinutes(15) && WarnedMinutes != 15 ? 15
            : left <= TimeSpan.FromMinutes(60) && WarnedMinutes == 0 ? 60 : null;
    }

    /// <summary>The warning is out.</summary>
    public void NoteWarning(int minutes)
    {
        WarnedMinutes = minutes;
        Version++;
    }

    /// <summary>A run is over: done, or to be tried again after a pause, or given up until tomorrow.</summary>
    /// <returns>True where it will be tried again today.</returns>
    public bool NoteRun(bool failed, string outcome, StoreClock clock, DateTimeOffset at)
    {
        (LastRunAt, LastFailed, LastOutcome) = (at, failed, outcome.Length > Settlement.TextLengthMax ? outcome[..Settlement.TextLengthMax] : outcome);
        if (failed && Tries < RetryPauses.Count)
        {
            (RunDueAt, NextRunAt) = (RunDueAt ?? NextRunAt, at + RetryPauses[Tries]);
            Tries++;
            Version++;
            return true;
        }

        (Tries, RunDueAt) = (0, null);
        PlanNext(clock, at);
        return false;
    }

    /// <summary>A run has begun: another server that finds the same time has lost.</summary>
    public void BeginRun(DateTimeOffset until)
    {
        RunDueAt ??= NextRunAt;
        NextRunAt = until;
        Version++;
    }

    private void PlanNext(StoreClock clock, DateTimeOffset at)
    {
        NextRunAt = SettleAt is { } minute ? DailyTime.Next(clock, minute, at) : null;
        WarnedMinutes = 0;
        Version++;
    }
}
