using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;

namespace CloudPos.Domain.Shifts;

/// <summary>One cashier's time at a register, from the counted float to the counted drawer.</summary>
/// <remarks>
/// A register has at most one that is open. What is in a shift is what names it (tenders, sales, movements); the figures of the close
/// are worked out once, stored with it and never again.
/// </remarks>
public sealed class Shift : IStoreOwned
{
    public const int ReasonLengthMax = 200;

    private Shift() { }

    /// <summary>Opens a shift.</summary>
    /// <param name="counted">The float, as counted.</param>
    /// <param name="before">The register's last closed shift, if there was one: what it left should be there now.</param>
    public Shift(ShiftId id, Register register, Money counted, Shift? before, string by, StoreClock clock, DateTimeOffset at)
    {
        (Id, IsoId, MerchantId, StoreId, RegisterId) = (id, register.IsoId, register.MerchantId, register.StoreId, register.Id);
        (OpenedBy, OpenedAt, BusinessDate) = (by, at, clock.BusinessDate(at));
        (Float, FloatExpected) = (counted, before?.LeftInDrawer ?? counted);
        (HasFloatExpected, Since) = (before is not null, before?.ClosedAt ?? at);
    }

    public ShiftId Id { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public RegisterId RegisterId { get; private set; }

    public string OpenedBy { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The store's business day of the opening; the Z report belongs to it.</summary>
    public DateOnly BusinessDate { get; private set; }

    /// <summary>From when on payments that found no open shift (a late answer of a PIN pad) are this shift's: the last close.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>What was counted at the opening.</summary>
    public Money Float { get; private set; }

    /// <summary>What the last close left in the drawer; the float itself where there was none.</summary>
    public Money FloatExpected { get; private set; }

    /// <summary>False for the first shift of a register: nothing was left by another.</summary>
    public bool HasFloatExpected { get; private set; }

    /// <summary>The opening difference, counted − expected. Kept apart from the difference of the close.</summary>
    public Money FloatDifference => Float - FloatExpected;

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedBy { get; private set; }

    /// <summary>The number of the Z report; counts up per register, without gaps.</summary>
    public int? ZNumber { get; private set; }

    /// <summary>The terms of the expected sum, stored at the close.</summary>
    public ShiftCash Cash { get; private set; }

    /// <summary>What was counted at the close.</summary>
    public Money Counted { get; private set; }

    /// <summary>Counted − expected: above zero is over, below zero is short.</summary>
    public Money Difference { get; private set; }

    public string? DifferenceReason { get; private set; }

    /// <summary>The manager who approved the difference, where it needed one.</summary>
    public string? ApprovedBy { get; private set; }

    /// <summary>Stays for the next shift.</summary>
    public Money LeftInDrawer { get; private set; }

    /// <summary>Goes to the safe at the close.</summary>
    public Money DroppedAtClose { get; private set; }

    /// <summary>Counts what goes into the shift and ends with the close, so that nothing slips in beside it.</summary>
    public int Version { get; private set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>Whether a difference needs a manager.</summary>
    public static bool NeedsApproval(Money difference, Money allowed) => Money.Max(difference, -difference) > allowed;

    /// <summary>Closes the shift and stores its cash figures for good.</summary>
    /// <exception cref="InvalidOperationException">Closed already, or a term that the rules ask for is missing.</exception>
    public void Close(ShiftCash cash, Money counted, Money left, CloseDecision decision, Money allowed, int zNumber, string by, DateTimeOffset at)
    {
        var difference = counted - cash.Expected;
        Require(IsOpen, "The shift is closed.");
        Require(cash.Float == Float, "The sum begins with the counted float.");
        Require(!left.IsNegative && left <= counted, "No more stays in the drawer than was counted.");
        Require(difference.IsZero || !string.IsNullOrWhiteSpace(decision.Reason), "A difference has a reason.");
        Require(!NeedsApproval(difference, allowed) || decision.ApprovedBy is not null, "The difference needs a manager's approval.");
        (Cash, Counted, Difference) = (cash, counted, difference);
        (LeftInDrawer, DroppedAtClose) = (left, counted - left);
        DifferenceReason = difference.IsZero ? null : decision.Reason!.Trim();
        ApprovedBy = NeedsApproval(difference, allowed) ? decision.ApprovedBy : null;
        (ClosedBy, ClosedAt, ZNumber) = (by, at, zNumber);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}

/// <summary>What is said of a difference: why, and which manager approved it.</summary>
public sealed record CloseDecision(string? Reason, string? ApprovedBy);
