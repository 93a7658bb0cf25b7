using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;

namespace CloudPos.Application.Features.Batches.Terminal;

/// <summary>The PIN pad's side of the end of the day: its reports and its settlement.</summary>
public interface IBatchTerminal
{
    /// <summary>Reads the open batch, as totals and as a list. Moves no money. Never throws for what goes wrong on the way.</summary>
    Task<BatchReport> ReportAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel);

    /// <summary>Sends the settlement's one request.</summary>
    Task<SettleAnswer> SettleAsync(SettleOrder order);
}

/// <summary>Everything that goes over the wire, read before the wire is touched.</summary>
/// <param name="TakenAt">When the PIN pad was taken for it, in timestamps of this process: what is not sent soon after is not sent.</param>
public sealed record SettleOrder(Settlement Settlement, Domain.Terminals.Terminal Terminal, long TakenAt);

/// <summary>Why there is no report.</summary>
public enum ReportTrouble
{
    None = 0,
    Offline = 1,
    Busy = 2,
    Refused = 3,
    Unreadable = 4,
}

/// <summary>The PIN pad's open batch in the register's words.</summary>
/// <param name="Lines">Every transaction that moves money; empty for an empty batch.</param>
/// <param name="SummaryTotal">What the summary says in all; null where it says nothing.</param>
/// <param name="Words">The terminal's own words where there is trouble.</param>
public sealed record BatchReport(ReportTrouble Trouble, IReadOnlyList<ListedLine> Lines, Money? SummaryTotal, string? Words)
{
    public static BatchReport Failed(ReportTrouble trouble, string? words) => new(trouble, [], null, words);
}

/// <summary>What the terminal said to a settlement, in the register's words.</summary>
public sealed record SettleAnswer(SettlementSignal Signal, IReadOnlyList<PartOfSettlement> Parts, string? Text, string Journal);
