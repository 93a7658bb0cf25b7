using Bunit;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Tips;

namespace CloudPos.Web.Tests.Features.Tips;

public sealed class CaptureDrawerTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 41, 0, TimeSpan.FromHours(-5));

    private readonly Answers _answers = new();

    public CaptureDrawerTests() => _answers.Behind(this).To<CaptureHold, FollowUpBegun>(asked => new Refusal("none", "No PIN pad in this test."));

    [Theory]
    [InlineData("450", "$64.50")]
    [InlineData("4.50", "$64.50")]
    [InlineData("", "$60.00")]
    public void A_tip_is_read_as_in_the_list_of_tips(string typed, string total)
    {
        var drawer = Show();
        drawer.Find("[data-testid=capture-tip]").Change(typed);
        Assert.Equal("Capture " + total, drawer.Find("[data-testid=capture-confirm]").TextContent);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1,50")]
    public void What_is_no_amount_is_said_at_its_field(string typed)
    {
        var drawer = Show();
        drawer.Find("[data-testid=capture-tip]").Change(typed);
        drawer.Find("[data-testid=capture-amount]").Change(typed);
        Assert.Contains($"“{typed}” is not a tip", drawer.Find("[data-testid=capture-tip-error]").TextContent, StringComparison.Ordinal);
        Assert.Contains($"“{typed}” is not an amount", drawer.Find("[data-testid=capture-amount-error]").TextContent, StringComparison.Ordinal);
        Assert.True(drawer.Find("[data-testid=capture-confirm]").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("5000", "50.00")]
    [InlineData("3", "0.03")]
    [InlineData("50", "0.50")]
    [InlineData("50.00", "50.00")]
    public void Digits_are_cents_in_the_amount_as_they_are_in_the_tip(string typed, string shown)
    {
        var drawer = Show();
        drawer.Find("[data-testid=capture-amount]").Change(typed);
        Assert.Equal(shown, drawer.Find("[data-testid=capture-amount]").GetAttribute("value"));
        Assert.Equal("Capture $" + shown, drawer.Find("[data-testid=capture-confirm]").TextContent);
        drawer.Find("[data-testid=capture-tip]").Change(typed);
        Assert.Equal(shown, drawer.Find("[data-testid=capture-tip]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("4320", "0", "$43.20 is $16.80 less than the $60.00 held.")]
    [InlineData("6000", "450", "$64.50 is $4.50 more than the $60.00 held.")]
    public void More_or_less_than_was_held_is_said_and_captured_only_when_it_is_confirmed(string amount, string tip, string words)
    {
        var drawer = Show();
        drawer.Find("[data-testid=capture-amount]").Change(amount);
        drawer.Find("[data-testid=capture-tip]").Change(tip);
        Assert.Contains(words, drawer.Find("[data-testid=capture-asks]").TextContent, StringComparison.Ordinal);
        Assert.True(drawer.Find("[data-testid=capture-confirm]").HasAttribute("disabled"));
        drawer.Find("[data-testid=capture-confirm]").Click();
        Assert.Empty(_answers.Asked);

        drawer.Find("[data-testid=capture-agree]").Change(true);
        drawer.Find("[data-testid=capture-confirm]").Click();
        var sent = Assert.IsType<CaptureHold>(Assert.Single(_answers.Asked));
        Assert.StartsWith(MoneyText.Show(sent.Amount + sent.Tip) + " is", words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_held_is_captured_with_one_press_and_no_question()
    {
        var drawer = Show();
        Assert.Empty(drawer.FindAll("[data-testid=capture-asks]"));
        drawer.Find("[data-testid=capture-confirm]").Click();
        Assert.IsType<CaptureHold>(Assert.Single(_answers.Asked));
    }

    [Fact]
    public void Another_amount_is_another_question()
    {
        var drawer = Show();
        drawer.Find("[data-testid=capture-tip]").Change("450");
        drawer.Find("[data-testid=capture-agree]").Change(true);
        drawer.Find("[data-testid=capture-tip]").Change("500");
        Assert.True(drawer.Find("[data-testid=capture-confirm]").HasAttribute("disabled"));
        Assert.False(drawer.Find("[data-testid=capture-agree]").HasAttribute("checked"));
    }

    private IRenderedComponent<CaptureDrawer> Show() => Render<CaptureDrawer>(p => p.Add(x => x.Hold, new HoldRow(
        AttemptId.New(), AttemptId.New(), "Table 4", "Visa ····1111", "123456", "PIN pad 1", SaleId.New(), 12, "Pier 4", At, TimeSpan.FromHours(1), TimeSpan.FromDays(6),
        new Money(6_000), new Money(6_000), new Money(7_000), new Money(6_000), new Rate(150_000), CanCapture: true, CanRelease: true, MustRelease: false, Known: null)));
}
