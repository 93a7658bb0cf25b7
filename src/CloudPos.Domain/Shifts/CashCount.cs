using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Shifts;

/// <summary>What somebody counted in a drawer, once. Every count is kept; none is ever changed.</summary>
public sealed class CashCount : IStoreOwned
{
    private CashCount() { }

    /// <summary>A count by pieces.</summary>
    /// <exception cref="ArgumentException">Not one quantity per kind of piece.</exception>
    public CashCount(CashCountId id, Shift shift, bool isOpening, IReadOnlyList<int> pieces, string by, DateTimeOffset at)
        : this(id, shift, isOpening, by, at)
    {
        if (!CashPieces.AreCountable(pieces))
            throw new ArgumentException("A count has one quantity for each kind of piece.", nameof(pieces));
        (Pieces, Total) = ([.. pieces], CashPieces.Total(pieces));
    }

    /// <summary>A plain total, counted by other means.</summary>
    public CashCount(CashCountId id, Shift shift, bool isOpening, Money total, string by, DateTimeOffset at)
        : this(id, shift, isOpening, by, at) => Total = total;

    private CashCount(CashCountId id, Shift shift, bool isOpening, string by, DateTimeOffset at)
    {
        (Id, ShiftId, IsoId, MerchantId, StoreId) = (id, shift.Id, shift.IsoId, shift.MerchantId, shift.StoreId);
        (IsOpening, By, At) = (isOpening, by, at);
    }

    public CashCountId Id { get; private set; }

    public ShiftId ShiftId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>Of the float, at the opening; else of the drawer, at the close.</summary>
    public bool IsOpening { get; private set; }

    /// <summary>How many of each of <see cref="CashPieces.Kinds"/>; empty where a plain total was given.</summary>
    public List<int> Pieces { get; private set; } = [];

    public Money Total { get; private set; }

    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
