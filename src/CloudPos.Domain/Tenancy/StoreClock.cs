using System.Globalization;

namespace CloudPos.Domain.Tenancy;

/// <summary>Turns instants into the store's local time and business date. The only way to a business date.</summary>
/// <remarks>An instant always has one local time, so daylight saving changes are no special case in this direction.</remarks>
public sealed record StoreClock(string TimeZoneId, int DayEndsAtHour)
{
    /// <summary>The wall clock in the store.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the zone.</exception>
    public DateTimeOffset Local(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId));

    /// <summary>An instant as a person in the store reads it off the wall: <c>2:05 PM</c>.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the zone.</exception>
    public string Time(DateTimeOffset instant) => Local(instant).ToString("h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>The business day that an instant belongs to: the local date, or the day before until the cut-off hour.</summary>
    public DateOnly BusinessDate(DateTimeOffset instant)
    {
        var local = Local(instant);
        var date = DateOnly.FromDateTime(local.DateTime);
        return local.Hour < DayEndsAtHour ? date.AddDays(-1) : date;
    }

    /// <summary>When the business day that an instant belongs to began. An hour that is skipped in spring begins with the next one.</summary>
    public DateTimeOffset DayStart(DateTimeOffset instant)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);
        var local = BusinessDate(instant).ToDateTime(new TimeOnly(DayEndsAtHour, 0));
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
