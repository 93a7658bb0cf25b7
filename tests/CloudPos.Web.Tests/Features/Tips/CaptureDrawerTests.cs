using Bunit;
using CloudPos.Application.Features.Holds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Tips;

namespace CloudPos.Web.Tests.Features.Tips;

public sealed class CaptureDrawerTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 41, 0, TimeSpan.FromHours(-5));

    public CaptureDrawerTests() => new Answers().Behind(this);

    [Theory]
    [InlineData("450", "$64.50")]
    [InlineData("4.50", "$64.50")]
    [InlineData("", "$60.00")]
    public void A_tip_is_read_as_in_the_list_of_tips(string typed, string total)
    {
        var drawer = Show();
        drawer.Find("[data-testid=capture-tip]").Input(typed);
        Assert.Equal("Capture " + total, drawer.Find("[data-testid=capture-confirm]").TextContent);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1,50")]
    public void What_is_no_amount_is_said_at_its_field(string typed)
    {
        var drawer = Show();
        drawer.Find("[data-testid=capture-tip]").Input(typed);
        drawer.Find("[data-testid=capture-amount]").Input(typed);
        Assert.Contains($"“{typed}” is not a tip", drawer.Find("[data-testid=capture-tip-error]").TextContent, StringComparison.Ordinal);
        Assert.Contains($"“{typed}” is not an amount", drawer.Find("[data-testid=capture-amount-error]").TextContent, StringComparison.Ordinal);
        Assert.True(drawer.Find("[data-testid=capture-confirm]").HasAttribute("disabled"));
    }

    private IRenderedComponent<CaptureDrawer> Show() => Render<CaptureDrawer>(p => p.Add(x => x.Hold, new HoldRow(
        AttemptId.New(), AttemptId.New(), "Table 4", "Visa ····1111", "123456", "PIN pad 1", SaleId.New(), 12, "Pier 4", At, TimeSpan.FromHours(1), TimeSpan.FromDays(6),
        new Money(6_000), new Money(6_000), new Money(7_000), new Money(6_000), new Rate(150_000), CanCapture: true, CanRelease: true, MustRelease: false, Known: null)));
}
