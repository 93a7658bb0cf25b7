using Bunit;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Web.Features.Register;

namespace CloudPos.Web.Tests.Features.Register;

public sealed class SheetErrorTests : BunitContext
{
    private static readonly Refusal Earlier = new("hold.limit", "What was refused before.");

    [Fact]
    public void A_hold_that_cannot_be_read_takes_the_place_of_what_was_refused_before()
    {
        var sheet = Render<HoldSheet>(p => p.Add(x => x.Suggested, new Money(6_000)).Add(x => x.Refusal, Earlier));
        Assert.Contains(Earlier.Message, sheet.Markup, StringComparison.Ordinal);

        sheet.Find("[data-testid=hold-amount]").Input("abc");
        sheet.Find("form").Submit();

        Assert.Contains("“abc” is not an amount", sheet.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Earlier.Message, sheet.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_discount_says_what_to_type()
    {
        var sheet = Render<DiscountSheet>(p => p.Add(x => x.Title, "Discount"));
        sheet.FindAll("form")[0].Submit();
        Assert.Equal("Type a percentage from 0 to 100.", sheet.Find("[data-testid=discount-error]").TextContent);

        sheet.Find("[data-testid=percent]").Click();
        Assert.Empty(sheet.FindAll("[data-testid=discount-error]"));
    }
}
