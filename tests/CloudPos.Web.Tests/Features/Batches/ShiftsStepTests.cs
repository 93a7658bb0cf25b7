using Bunit;
using CloudPos.Application.Features.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Batches;
using CloudPos.Web.Tests.Features.Register;

namespace CloudPos.Web.Tests.Features.Batches;

public sealed class ShiftsStepTests : BunitContext
{
    private static readonly RegisterId Register = RegisterId.New();

    [Fact]
    public void An_open_drawer_leads_to_its_register_and_shows_no_figure()
    {
        var step = Step(2, Drawer(null));

        Assert.Equal("true", step.Find("[data-testid=eod-shift]").GetAttribute("data-open"));
        Assert.Equal($"/register/{Register.Value}?shift=true", step.Find("[data-testid=eod-close-shift]").GetAttribute("href"));
        Assert.DoesNotContain("$", step.Find("[data-testid=eod-shift]").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 drawer still to count", step.Find("[data-testid=eod-shifts-sum]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_drawer_shows_its_difference_with_the_reason_and_leads_to_its_report()
    {
        var step = Step(3, Drawer(new Money(-200)));

        var row = step.Find("[data-testid=eod-shift]").TextContent;
        Assert.Contains("−$2.00", row, StringComparison.Ordinal);
        Assert.Contains("Change was given twice", row, StringComparison.Ordinal);
        Assert.StartsWith("/shifts/", step.Find("[data-testid=eod-z-report]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("−$2.00", step.Find("[data-testid=eod-shifts-sum]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_shifts_the_step_says_so_and_is_done()
    {
        var off = new DayDrawers(false, []);

        Assert.Contains("without shifts", Render<ShiftsStep>(p => p.Add(x => x.Step, 2).Add(x => x.Drawers, off)).Markup, StringComparison.Ordinal);
        Assert.True(off.IsDone);
    }

    private IRenderedComponent<ShiftsStep> Step(int step, DayShift shift) =>
        Render<ShiftsStep>(p => p.Add(x => x.Step, step).Add(x => x.Drawers, new DayDrawers(true, [shift])));

    private static DayShift Drawer(Money? difference) => new(
        ShiftId.New(), Register, "Register 1", difference is null ? null : 7, new DateOnly(2026, 3, 2), Carts.Noon, "ana@shop.test",
        difference is null ? null : new Money(10_000), difference is { } off ? new Money(10_000) + off : null, difference,
        difference is null ? null : "Change was given twice", null);
}
