using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tenancy;

/// <summary>A place where a merchant sells, with its own time zone and business day.</summary>
public sealed class Store(StoreId id, IsoId isoId, MerchantId merchantId, string name, string timeZoneId) : IStoreOwned
{
    public StoreId Id { get; private set; } = id;

    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    public string Name { get; private set; } = name;

    /// <summary>IANA name, e.g. <c>America/New_York</c>.</summary>
    public string TimeZoneId { get; private set; } = timeZoneId;

    /// <summary>The hour (0-23, store time) at which a business day ends: a sale at 01:30 with cut-off 4 belongs to the day before.</summary>
    public int DayEndsAtHour { get; private set; }

    /// <summary>ISO 4217 code of the one currency that the store takes.</summary>
    public string Currency { get; private set; } = "USD";

    public string? Address { get; private set; }

    public string? Phone { get; private set; }

    /// <summary>How far above a hold its capture may go, tip included: 15 % unless the store says otherwise.</summary>
    public Rate CaptureAbove { get; private set; } = new(150_000);

    /// <summary>Printed at the foot of every receipt.</summary>
    public string? ReceiptFooter { get; private set; }

    public bool TakesGift { get; private set; }

    public Amounts.TenderKind GiftPaysAt { get; private set; } = Amounts.TenderKind.Card;

    public bool TakesEbt { get; private set; }

    public bool TakesHealthCards { get; private set; }

    public bool SendsLevel3 { get; private set; }

    public bool CustomerChoosesCardType { get; private set; }

    /// <inheritdoc cref="TenderRules.CashbackMax"/>
    public Money CashbackMax { get; private set; } = TenderRules.CashbackLimit;

    /// <summary>On: nothing is rung up and no cash is taken at a register whose shift is not open.</summary>
    public bool UsesShifts { get; private set; }

    /// <summary>How far a count may be off, either way, before a manager has to approve it.</summary>
    public Money DifferenceAllowed { get; private set; }

    StoreId IStoreOwned.StoreId => Id;

    /// <summary>Which tenders the store takes, and how.</summary>
    public TenderRules Tenders => new(TakesGift, GiftPaysAt, TakesEbt, TakesHealthCards, SendsLevel3, CustomerChoosesCardType) { CashbackMax = CashbackMax };

    /// <summary>Sets which tenders the store takes, and how.</summary>
    public void Take(TenderRules rules)
    {
        (TakesGift, GiftPaysAt, TakesEbt) = (rules.TakesGift, rules.GiftPaysAt, rules.TakesEbt);
        (TakesHealthCards, SendsLevel3, CustomerChoosesCardType) = (rules.TakesHealthCards, rules.SendsLevel3, rules.CustomerChoosesCardType);
        CashbackMax = rules.CashbackMax;
    }

    /// <summary>Sets what is printed on receipts.</summary>
    public void Describe(string? address, string? phone, string? receiptFooter) =>
        (Address, Phone, ReceiptFooter) = (address, phone, receiptFooter);

    /// <summary>Sets the hour (0-23, store time) at which a business day ends. What is sold already keeps the day it was given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No hour of a day.</exception>
    public void EndDayAt(int hour)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hour, 23);
        DayEndsAtHour = hour;
    }

    /// <summary>Sets whether the store works with shifts, and which difference it lets pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The allowed difference is below zero.</exception>
    public void KeepShifts(bool on, Money differenceAllowed)
    {
        if (differenceAllowed.IsNegative)
            throw new ArgumentOutOfRangeException(nameof(differenceAllowed), "An allowed difference is zero or more.");
        (UsesShifts, DifferenceAllowed) = (on, differenceAllowed);
    }

    /// <summary>Sets how far above a hold a capture may go, from 0 % to 100 %.</summary>
    public void AllowCaptureAbove(Rate rate) => CaptureAbove = rate;

    /// <summary>The most that a hold may be captured for, tip included.</summary>
    public Money CaptureMax(Money held) => held + Rounding.PercentOf(held, CaptureAbove);

    /// <summary>The store's clock.</summary>
    public StoreClock Clock => new(TimeZoneId, DayEndsAtHour);
}
