using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>What became of one application's part of a batch.</summary>
public enum PartOutcome
{
    /// <summary>The row could not be read.</summary>
    Unknown = 0,

    /// <summary>The host closed it.</summary>
    Closed = 1,

    /// <summary>There was none to close.</summary>
    NotOpen = 2,

    /// <summary>It had been closed before.</summary>
    AlreadySettled = 3,

    /// <summary>The host refused it.</summary>
    HostFailed = 4,

    /// <summary>Stored transactions must be sent to the host first.</summary>
    StoredPending = 5,

    /// <summary>Tips are missing.</summary>
    Untipped = 6,

    /// <summary>A tab is open.</summary>
    OpenTab = 7,
}

/// <summary>One application's row of an answer to a settlement, in cents.</summary>
/// <param name="NeedsAttention">Called a success while the host was not reached, with money in it.</param>
public sealed record PartOfSettlement(
    string Name, CardApplication Application, PartOutcome Outcome, string? BatchNumber, int? Lines, Money? Total, Money? Tips, string? HostText, bool NeedsAttention)
{
    /// <summary>Its money is on its way, or there is none.</summary>
    public bool IsClosed => Outcome is PartOutcome.Closed or PartOutcome.NotOpen or PartOutcome.AlreadySettled && !NeedsAttention;
}

/// <summary>The stored row of one application.</summary>
public sealed class SettledPart : IStoreOwned
{
    private SettledPart() { }

    internal SettledPart(Settlement settlement, int position, PartOfSettlement part)
    {
        (SettlementId, IsoId, MerchantId, StoreId, Position) = (settlement.Id, settlement.IsoId, settlement.MerchantId, settlement.StoreId, position);
        (Name, Application, Outcome, BatchNumber) = (part.Name, part.Application, part.Outcome, part.BatchNumber);
        (Lines, Total, Tips, HostText, NeedsAttention) = (part.Lines, part.Total, part.Tips, part.HostText, part.NeedsAttention);
    }

    public SettlementId SettlementId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public int Position { get; private set; }

    public string Name { get; private set; } = "";

    public CardApplication Application { get; private set; }

    public PartOutcome Outcome { get; private set; }

    public string? BatchNumber { get; private set; }

    public int? Lines { get; private set; }

    public Money? Total { get; private set; }

    public Money? Tips { get; private set; }

    public string? HostText { get; private set; }

    public bool NeedsAttention { get; private set; }
}
