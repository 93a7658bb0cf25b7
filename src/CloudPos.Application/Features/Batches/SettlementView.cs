using System.Text.RegularExpressions;
using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>A settlement as a screen shows it.</summary>
/// <param name="Words">One sentence: what is true now.</param>
/// <param name="Percent">How much of the window has passed, while it runs.</param>
public sealed record SettlementView(
    SettlementId Id, BatchId BatchId, TerminalId TerminalId, string TerminalLabel, SettlementState State, SettleKind Kind, string Words, string? Text, int Percent,
    int SecondsGone, int WindowSeconds, int Lines, Money Total, string AskedBy, DateTimeOffset CreatedAtLocal, DateTimeOffset? EndedAtLocal, string? Reason,
    IReadOnlyList<PartView> Parts, IReadOnlyList<SettlementStory> Journal)
{
    public bool IsOpen => State is SettlementState.Created or SettlementState.Sent or SettlementState.Unknown;

    public bool HasClosed => State is SettlementState.Settled or SettlementState.InPart;
}

/// <summary>What one application said.</summary>
public sealed record PartView(string Name, PartOutcome Outcome, string Words, int? Lines, Money? Total, string? HostText, bool NeedsAttention);

/// <summary>One line of a settlement's journal.</summary>
public sealed record SettlementStory(DateTimeOffset AtLocal, string Words, string? Note);

/// <summary>Reads settlements for screens.</summary>
internal sealed class SettlementReader(AppDbContext db, BatchBook book, TimeProvider clock)
{
    public async Task<SettlementView?> FindAsync(SettlementId id, CancellationToken cancel)
    {
        var found = await Full().SingleOrDefaultAsync(s => s.Id == id, cancel);
        return found is null ? null : await ViewAsync(found, cancel);
    }

    /// <summary>The settlements of a batch, the newest first.</summary>
    public async Task<IReadOnlyList<SettlementView>> OfAsync(BatchId batch, CancellationToken cancel)
    {
        var views = new List<SettlementView>();
        foreach (var found in await Full().Where(s => s.BatchId == batch).OrderByDescending(s => s.CreatedAt).ToListAsync(cancel))
            views.Add(await ViewAsync(found, cancel));
        return views;
    }

    public async Task<SettlementView> ViewAsync(Settlement found, CancellationToken cancel)
    {
        var store = await book.ClockAsync(found.StoreId, cancel);
        var label = await db.Terminals.Where(t => t.Id == found.TerminalId).Select(t => t.Label).SingleAsync(cancel);
        var gone = found.SentAt is { } sent ? (int)((found.EndedAt ?? clock.GetUtcNow()) - sent).TotalSeconds : 0;
        var percent = found.IsOpen ? Math.Clamp(gone * 100 / Math.Max(1, found.WindowSeconds), found.SentAt is null ? 0 : 1, 99) : 100;
        return new SettlementView(
            found.Id, found.BatchId, found.TerminalId, label, found.State, found.Kind, SettlementWords.Of(found), found.Text, percent, gone, found.WindowSeconds,
            found.BooksLines, found.BooksTotal, found.AskedBy, store.Local(found.CreatedAt), found.EndedAt is { } ended ? store.Local(ended) : null, found.Reason,
            [.. found.Parts.OrderBy(p => p.Position).Select(p => new PartView(SettlementWords.NameOf(p), p.Outcome, SettlementWords.Of(p), p.Lines, p.Total, p.HostText, p.NeedsAttention))],
            [.. found.Entries.OrderBy(e => e.Number).Select(e => new SettlementStory(store.Local(e.At), SettlementWords.Of(e.Signal), SettlementWords.Said(e)))]);
    }

    private IQueryable<Settlement> Full() => db.Settlements.AsNoTracking().Include(s => s.Parts).Include(s => s.Entries).AsSplitQuery();
}

/// <summary>What is said of a settlement.</summary>
internal static partial class SettlementWords
{
    public static string Of(Settlement settlement) => settlement.State switch
    {
        SettlementState.Created => "Waiting for the PIN pad to be free.",
        SettlementState.Sent => "Sending to the host.",
        SettlementState.Unknown => "No answer. The PIN pad's report is read until it shows what became of the batch; nothing is sent twice.",
        SettlementState.Settled when settlement.Parts.Exists(p => p.NeedsAttention) => "Settled, but one part was not confirmed by its host.",
        SettlementState.Settled => "Settled.",
        SettlementState.InPart => "Settled in part. What is left stays in the open batch.",
        SettlementState.Refused => $"Not settled: {Refusing(settlement) ?? Said(settlement.Text)} Nothing was settled.",
        SettlementState.NotDone => "Not settled: it never reached the host. Try again.",
    };

    public static string Of(SettledPart part) => part.NeedsAttention
        ? "Called a success, but its host was not reached. The money is not on its way yet."
        : part.Outcome switch
        {
            PartOutcome.Closed => "Closed by the host.",
            PartOutcome.NotOpen => "Nothing to settle.",
            PartOutcome.AlreadySettled => "Settled before.",
            PartOutcome.HostFailed => "The host refused the batch.",
            PartOutcome.StoredPending => "Stored payments must go to the host first.",
            PartOutcome.Untipped => "Tips are missing.",
            PartOutcome.OpenTab => "A tab is open.",
            PartOutcome.Unknown => "The answer could not be read.",
        };

    public static string Of(SettlementSignal signal) => signal switch
    {
        SettlementSignal.Sent => "Sent to the PIN pad",
        SettlementSignal.Settled => "The PIN pad said: settled",
        SettlementSignal.SettledInPart => "The PIN pad said: settled in part",
        SettlementSignal.Refused => "The PIN pad or the host refused",
        SettlementSignal.NotStarted => "It never began",
        SettlementSignal.NoAnswer => "No answer that can be trusted",
        SettlementSignal.ProvenSettled => "The report proved that it is settled",
        SettlementSignal.ProvenNotSettled => "The report proved that it is not settled",
    };

    /// <summary>What people call the application; the PIN pad's own name where it is none that is known.</summary>
    public static string NameOf(SettledPart part) => part.Application == CardApplication.Other ? part.Name
        : DifferenceWords.Name(part.Application) is var name ? char.ToUpperInvariant(name[0]) + name[1..] : part.Name;

    /// <summary>A journal's note in words: of an answer as it came over the wire only what was said. Null where that is nothing.</summary>
    public static string? Said(SettlementEntry entry)
    {
        if (entry.Note is not { } note || !(note.StartsWith("outcome=", StringComparison.Ordinal) || note.Contains("; code=", StringComparison.Ordinal)))
            return entry.Note;
        var said = Wire().Matches(note).Select(m => m.Groups[1].Value.Trim()).Where(w => w.Length > 0).Distinct().ToArray();
        return said.Length == 0 ? null : string.Join(", ", said);
    }

    [GeneratedRegex("(?:message|host)=(.*?)(?=; host=|$)", RegexOptions.Singleline)]
    private static partial Regex Wire();

    // it goes on after a colon
    private static string? Refusing(Settlement settlement) =>
        settlement.Parts.Find(p => p.Outcome is not (PartOutcome.Closed or PartOutcome.NotOpen or PartOutcome.AlreadySettled)) is { } part
            ? char.ToLowerInvariant(Of(part)[0]) + Of(part)[1..] : null;

    private static string Said(string? text) => string.IsNullOrWhiteSpace(text) ? "the PIN pad refused." : $"the PIN pad said “{text.Trim()}”.";
}
