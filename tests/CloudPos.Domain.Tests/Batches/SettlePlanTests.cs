using System.Globalization;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Tests.Batches;

public sealed class SettlePlanTests
{
    private static readonly StoreClock NewYork = new("America/New_York", 4);

    [Theory]
    [InlineData("2026-02-10T12:00:00Z", 23 * 60, "2026-02-11T04:00:00Z")] // 23:00 EST today
    [InlineData("2026-02-11T04:00:00Z", 23 * 60, "2026-02-12T04:00:00Z")] // just ran: tomorrow
    [InlineData("2026-03-08T05:00:00Z", 150, "2026-03-08T07:00:00Z")] // 02:30 does not exist that night: 03:00 EDT
    [InlineData("2026-03-08T07:00:00Z", 150, "2026-03-09T06:30:00Z")] // and the next is 02:30 EDT
    [InlineData("2026-11-01T04:00:00Z", 90, "2026-11-01T05:30:00Z")] // 01:30 comes twice: the first, EDT
    [InlineData("2026-11-01T05:30:00Z", 90, "2026-11-02T06:30:00Z")] // not the second of that night
    public void A_run_comes_round_once_a_day_on_the_stores_clock(string after, int minute, string expected) =>
        Assert.Equal(Instant(expected), DailyTime.Next(NewYork, minute, Instant(after)));

    [Fact]
    public void Warnings_come_60_and_15_minutes_before_each_once()
    {
        var plan = Plan(Instant("2026-02-10T12:00:00Z"));
        var run = plan.NextRunAt!.Value;
        Assert.Null(plan.WarningDue(run.AddMinutes(-61)));
        Assert.Equal(60, plan.WarningDue(run.AddMinutes(-60)));
        plan.NoteWarning(60);
        Assert.Null(plan.WarningDue(run.AddMinutes(-59)));
        Assert.Equal(15, plan.WarningDue(run.AddMinutes(-15)));
        plan.NoteWarning(15);
        Assert.Null(plan.WarningDue(run.AddMinutes(-14)));
        Assert.Null(plan.WarningDue(run));
    }

    [Fact]
    public void A_failed_run_is_tried_again_with_growing_pauses_and_then_given_up_until_tomorrow()
    {
        var plan = Plan(Instant("2026-02-10T12:00:00Z"));
        var now = plan.NextRunAt!.Value;
        foreach (var pause in SettlePlan.RetryPauses)
        {
            Assert.True(plan.NoteRun(failed: true, "host failed", NewYork, now));
            Assert.Equal(now + pause, plan.NextRunAt);
            now = plan.NextRunAt!.Value;
        }

        Assert.False(plan.NoteRun(failed: true, "host failed", NewYork, now));
        Assert.Equal(Instant("2026-02-12T04:00:00Z"), plan.NextRunAt);
        Assert.Equal((0, true), (plan.Tries, plan.LastFailed));
    }

    [Fact]
    public void By_hand_means_never_by_itself()
    {
        var plan = Plan(Instant("2026-02-10T12:00:00Z"));
        plan.Set(null, false, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.Wait, SuccessMail.None, new MailRecipients([]), NewYork, Instant("2026-02-10T12:00:00Z"));
        Assert.Null(plan.NextRunAt);
    }

    private static SettlePlan Plan(DateTimeOffset at)
    {
        var plan = new SettlePlan(new Store(StoreId.New(), IsoId.New(), MerchantId.New(), "Store", "America/New_York"));
        plan.Set(23 * 60, true, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.SettleAnyway, SuccessMail.Consolidated, new MailRecipients(["a@test.example"]), NewYork, at);
        return plan;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
