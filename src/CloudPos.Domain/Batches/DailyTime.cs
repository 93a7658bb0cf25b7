using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>A time of day in a store, and the instants at which it comes round.</summary>
public static class DailyTime
{
    /// <summary>The next instant after <paramref name="after"/> at which the store's clock shows the time.</summary>
    /// <remarks>A time that the clock jumps over in spring comes when the clock has jumped; a time that it shows twice in autumn comes at the first.</remarks>
    /// <param name="minuteOfDay">Minutes after midnight, 0 to 1439, on the store's wall clock.</param>
    public static DateTimeOffset Next(StoreClock clock, int minuteOfDay, DateTimeOffset after)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(clock.TimeZoneId);
        var day = DateOnly.FromDateTime(clock.Local(after).DateTime);
        for (var ahead = -1; ; ahead++)
        {
            if (Instant(zone, day.AddDays(ahead), minuteOfDay) is var instant && instant > after)
                return instant;
        }
    }

    private static DateTimeOffset Instant(TimeZoneInfo zone, DateOnly day, int minuteOfDay)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minuteOfDay);
        if (zone.IsInvalidTime(wall))
        {
            while (zone.IsInvalidTime(wall))
                wall = wall.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
