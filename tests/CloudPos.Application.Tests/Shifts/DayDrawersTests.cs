using CloudPos.Application.Features.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Shifts;

/// <summary>Steps 2 and 3 of the end of the day: which drawers are open, and what the closed ones differ by.</summary>
public sealed class DayDrawersTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task An_open_drawer_is_not_done_and_tells_nothing_of_what_should_be_in_it()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var none = await DayAsync(drawer);
        Assert.True(none is { UsesShifts: true, IsDone: true, Shifts.Count: 0 });

        await drawer.OpenAsync(10_000);
        await drawer.SellAsync();

        var day = await DayAsync(drawer);
        Assert.Equal((1, false, Money.Zero), (day.Open, day.IsDone, day.Difference));
        Assert.True(Assert.Single(day.Shifts) is { IsOpen: true, ZNumber: null, Expected: null, Counted: null, Difference: null });
    }

    [Fact]
    public async Task Closed_drawers_show_their_count_and_add_up_to_the_difference_of_the_day()
    {
        var first = await Drawer.InNewShopAsync(app);
        var second = await first.AnotherAsync("Register 2");
        var tally = await first.CountAsync(await first.OpenAsync(10_000), 9_800);
        Assert.False((await first.CloseAsync(tally, "Change was given twice")).IsRefused);
        await second.CloseExactAsync(await second.OpenAsync(5_000));

        var day = await DayAsync(first);

        Assert.Equal((0, true, new Money(-200)), (day.Open, day.IsDone, day.Difference));
        Assert.Contains(day.Shifts, s => (s.RegisterId, s.Expected, s.Counted, s.Difference, s.Reason) == (first.Register, new Money(10_000), new Money(9_800), new Money(-200), "Change was given twice"));
    }

    private async Task<DayDrawers> DayAsync(Drawer drawer) => (await app.SendAs(drawer.Store.Manager, new GetEndOfDay(drawer.Store.StoreId))).Value!.Drawers;
}
