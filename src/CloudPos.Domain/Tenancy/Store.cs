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

    StoreId IStoreOwned.StoreId => Id;

    /// <summary>Sets what is printed on receipts.</summary>
    public void Describe(string? address, string? phone, string? receiptFooter) =>
        (Address, Phone, ReceiptFooter) = (address, phone, receiptFooter);

    /// <summary>Sets how far above a hold a capture may go, from 0 % to 100 %.</summary>
    public void AllowCaptureAbove(Rate rate) => CaptureAbove = rate;

    /// <summary>The most that a hold may be captured for, tip included.</summary>
    public Money CaptureMax(Money held) => held + Rounding.PercentOf(held, CaptureAbove);

    /// <summary>The store's clock.</summary>
    public StoreClock Clock => new(TimeZoneId, DayEndsAtHour);
}
