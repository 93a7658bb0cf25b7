using System.Globalization;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Tests.Tenancy;

public sealed class StoreClockTests
{
    [Theory]
    [InlineData("America/New_York", "2026-02-10T04:59:59Z", "11:59 PM")]
    [InlineData("America/New_York", "2026-02-10T05:00:00Z", "12:00 AM")]
    [InlineData("America/New_York", "2026-07-10T13:05:00Z", "9:05 AM")]
    [InlineData("Asia/Kolkata", "2026-06-30T07:00:00Z", "12:30 PM")]
    public void A_time_is_said_as_it_is_read_off_the_wall_in_the_store(string zone, string instant, string expected) =>
        Assert.Equal(expected, new StoreClock(zone, 4).Time(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Theory]
    // an ordinary winter night in New York, UTC−5, day ends at 4
    [InlineData("America/New_York", 4, "2026-02-10T04:59:59Z", "2026-02-09")] // 23:59:59
    [InlineData("America/New_York", 4, "2026-02-10T05:00:00Z", "2026-02-09")] // 00:00
    [InlineData("America/New_York", 4, "2026-02-10T08:59:59Z", "2026-02-09")] // 03:59:59
    [InlineData("America/New_York", 4, "2026-02-10T09:00:00Z", "2026-02-10")] // 04:00
    // day ends at midnight
    [InlineData("America/New_York", 0, "2026-02-10T04:59:59Z", "2026-02-09")]
    [InlineData("America/New_York", 0, "2026-02-10T05:00:00Z", "2026-02-10")]
    // clocks go forward: 02:00 becomes 03:00 at 07:00Z
    [InlineData("America/New_York", 2, "2026-03-08T06:59:59Z", "2026-03-07")] // 01:59:59 EST
    [InlineData("America/New_York", 2, "2026-03-08T07:00:00Z", "2026-03-08")] // 03:00 EDT
    [InlineData("America/New_York", 4, "2026-03-08T07:59:59Z", "2026-03-07")] // 03:59:59 EDT
    [InlineData("America/New_York", 4, "2026-03-08T08:00:00Z", "2026-03-08")] // 04:00 EDT
    // clocks go back: 02:00 becomes 01:00 at 06:00Z, the hour from 1 to 2 comes twice
    [InlineData("America/New_York", 2, "2026-11-01T05:59:59Z", "2026-10-31")] // 01:59:59 EDT
    [InlineData("America/New_York", 2, "2026-11-01T06:59:59Z", "2026-10-31")] // 01:59:59 EST
    [InlineData("America/New_York", 2, "2026-11-01T07:00:00Z", "2026-11-01")] // 02:00 EST
    [InlineData("America/New_York", 0, "2026-11-01T03:59:59Z", "2026-10-31")]
    [InlineData("America/New_York", 0, "2026-11-01T04:00:00Z", "2026-11-01")]
    // no daylight saving, a day ahead and a day behind, half an hour off
    [InlineData("Pacific/Honolulu", 4, "2026-07-01T13:59:59Z", "2026-06-30")]
    [InlineData("Pacific/Honolulu", 4, "2026-07-01T14:00:00Z", "2026-07-01")]
    [InlineData("Asia/Kolkata", 4, "2026-06-30T22:29:59Z", "2026-06-30")]
    [InlineData("Asia/Kolkata", 4, "2026-06-30T22:30:00Z", "2026-07-01")]
    // over a year's end
    [InlineData("America/New_York", 4, "2027-01-01T08:00:00Z", "2026-12-31")]
    public void A_business_day_runs_from_cut_off_to_cut_off_on_the_stores_wall_clock(string zone, int dayEndsAt, string instant, string expected)
    {
        var date = new StoreClock(zone, dayEndsAt).BusinessDate(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture), date);
    }

    [Theory]
    [InlineData("2026-03-08T06:59:00Z", "2026-03-08T01:59:00-05:00")]
    [InlineData("2026-03-08T07:00:00Z", "2026-03-08T03:00:00-04:00")]
    [InlineData("2026-11-01T05:30:00Z", "2026-11-01T01:30:00-04:00")]
    [InlineData("2026-11-01T06:30:00Z", "2026-11-01T01:30:00-05:00")]
    public void Local_time_follows_daylight_saving_both_ways(string instant, string expected)
    {
        var local = new StoreClock("America/New_York", 0).Local(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
        var wanted = DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);
        Assert.Equal((wanted.DateTime, wanted.Offset), (local.DateTime, local.Offset));
    }

    [Fact]
    public void The_business_date_does_not_depend_on_the_offset_in_which_an_instant_is_given()
    {
        var clock = new StoreClock("America/New_York", 4);
        var instant = new DateTimeOffset(2026, 2, 10, 8, 59, 0, TimeSpan.Zero);
        Assert.Equal(clock.BusinessDate(instant), clock.BusinessDate(instant.ToOffset(TimeSpan.FromHours(9))));
    }

    [Fact]
    public void A_zone_that_the_machine_does_not_know_is_refused() =>
        Assert.Throws<TimeZoneNotFoundException>(() => new StoreClock("Nowhere/Atlantis", 4).BusinessDate(DateTimeOffset.UnixEpoch));

    [Fact]
    public void A_store_gives_its_own_zone_and_cut_off_to_its_clock()
    {
        var store = new Store(StoreId.New(), IsoId.New(), MerchantId.New(), "Harbor", "Asia/Kolkata");
        Assert.Equal(new StoreClock("Asia/Kolkata", store.DayEndsAtHour), store.Clock);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("America/Denver")]
    [InlineData("Europe/Berlin")]
    [InlineData("Australia/Lord_Howe")] // half an hour
    [InlineData("America/Havana")] // the gap begins at midnight
    [InlineData("Asia/Kolkata")]
    public void Over_a_year_every_business_day_comes_once_and_in_order_whatever_the_cut_off(string zone)
    {
        foreach (var cutOff in Enumerable.Range(0, 24))
        {
            var clock = new StoreClock(zone, cutOff);
            var at = new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);
            var days = new List<(DateOnly Date, int Slots)>();
            for (var end = at.AddDays(365); at < end; at = at.AddMinutes(15))
            {
                var date = clock.BusinessDate(at);
                if (days.Count == 0 || days[^1].Date != date)
                    days.Add((date, 0));
                days[^1] = (date, days[^1].Slots + 1);
            }

            Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.Date.AddDays(1), pair.Second.Date));
            // 22 to 26 hours: a cut-off that falls into the gap moves to its end, one in the hour that comes twice counts the first
            Assert.All(days.Skip(1).SkipLast(1), day => Assert.InRange(day.Slots, 22 * 4, 26 * 4));
        }
    }

    [Fact]
    public void The_hour_at_which_a_day_ends_can_be_set_and_what_is_no_hour_cannot()
    {
        var store = new Store(StoreId.New(), IsoId.New(), MerchantId.New(), "Harbor", "America/New_York");
        store.EndDayAt(4);
        Assert.Equal(new DateOnly(2026, 2, 9), store.Clock.BusinessDate(new DateTimeOffset(2026, 2, 10, 8, 59, 0, TimeSpan.Zero)));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.EndDayAt(24));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.EndDayAt(-1));
    }
}
