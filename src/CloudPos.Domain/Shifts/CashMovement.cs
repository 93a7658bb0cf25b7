using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Shifts;

/// <summary>Why the drawer was open without a sale.</summary>
public enum CashMovementKind
{
    /// <summary>Put into the drawer: change from the bank.</summary>
    In = 0,

    /// <summary>Paid out of the drawer: a delivery, supplies.</summary>
    Out = 1,

    /// <summary>Taken out of the drawer into the safe: still the store's.</summary>
    Drop = 2,

    /// <summary>The drawer was opened without a sale, and nothing moved: change for a customer, a look.</summary>
    NoSale = 3,
}

/// <summary>Cash that went in or out of a drawer without a sale, or a drawer that was only opened. Booked once, never changed.</summary>
public sealed class CashMovement : IStoreOwned
{
    private CashMovement() { }

    /// <exception cref="ArgumentException">The amount is not above zero (zero where nothing moves), or the reason is missing.</exception>
    public CashMovement(CashMovementId id, Shift shift, CashMovementKind kind, Money amount, string reason, string by, DateTimeOffset at)
    {
        if (!IsAmountOf(kind, amount))
            throw new ArgumentException("Cash that moves is more than nothing, and a drawer that is only opened moves none.", nameof(amount));
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        (Id, ShiftId, IsoId, MerchantId, StoreId) = (id, shift.Id, shift.IsoId, shift.MerchantId, shift.StoreId);
        (Kind, Amount, Reason, By, At) = (kind, amount, reason.Trim(), by, at);
    }

    public CashMovementId Id { get; private set; }

    public ShiftId ShiftId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public CashMovementKind Kind { get; private set; }

    /// <summary>Above zero whatever the kind; zero where the drawer was only opened.</summary>
    public Money Amount { get; private set; }

    public string Reason { get; private set; } = "";

    public string By { get; private set; } = "";

    /// <summary>Whether so much can move that way.</summary>
    public static bool IsAmountOf(CashMovementKind kind, Money amount) => kind == CashMovementKind.NoSale ? amount.IsZero : amount.IsPositive;

    public DateTimeOffset At { get; private set; }
}
