using Bunit;
using CloudPos.Application.Features.Register;
using CloudPos.Web.Features.Register;

namespace CloudPos.Web.Tests.Features.Register;

public sealed class ParkedTabsTests : BunitContext
{
    [Fact]
    public void On_a_small_screen_their_number_tells_the_most_urgent_of_them()
    {
        var all = Tabs(Carts.Parked(ParkedPayment.Paid), Carts.Parked(ParkedPayment.Unknown), Carts.Parked(ParkedPayment.None));

        Assert.Equal("Unknown", all.GetAttribute("data-payment"));
        Assert.True(all.ClassList.Contains("is-warn"));
        Assert.Contains("Payment not known yet", all.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Carts_without_a_payment_and_those_of_other_registers_alarm_nobody()
    {
        var all = Tabs(Carts.Parked(ParkedPayment.None), Carts.Parked(ParkedPayment.NeedsReview) with { IsOwn = false });

        Assert.Equal("All 2 parked carts (Shift+F4)", all.GetAttribute("aria-label"));
        Assert.False(all.ClassList.Contains("is-warn"));
    }

    private AngleSharp.Dom.IElement Tabs(params ParkedCart[] carts) => Render<ParkedTabs>(p => p.Add(x => x.Parked, carts)).Find("[data-testid=parked-more]");
}
