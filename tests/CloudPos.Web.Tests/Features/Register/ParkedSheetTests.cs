using Bunit;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Web.Features.Register;

namespace CloudPos.Web.Tests.Features.Register;

public sealed class ParkedSheetTests : BunitContext
{
    private readonly List<object?> _asked = [];

    [Fact]
    public void Each_cart_says_whose_it_is_how_old_what_is_paid_and_what_is_known_of_its_payment()
    {
        var row = Sheet(false, Carts.Parked(ParkedPayment.Unknown) with { Paid = new Money(2000) }).Find("[data-testid=parked-cart]");

        Assert.Contains("Sale 1049 · 3 items · Register 1 · 4 minutes ago", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Payment not known yet", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("$20.00 paid", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_with_a_cart_says_that_it_parks_that_one_first()
    {
        var cart = Carts.Parked(ParkedPayment.None);

        var button = Sheet(true, cart).Find("[data-testid=take-up]");
        Assert.Equal("Park mine, take up", button.TextContent);
        button.Click();

        Assert.Equal([cart.SaleId], _asked);
    }

    [Fact]
    public void What_is_paid_is_not_taken_up_but_read()
    {
        var sheet = Sheet(false, Carts.Parked(ParkedPayment.Paid));

        Assert.Empty(sheet.FindAll("[data-testid=take-up]"));
        sheet.Find("[data-testid=seen]").Click();

        Assert.IsType<ParkedCart>(Assert.Single(_asked));
    }

    [Fact]
    public void A_cart_is_parked_under_a_name()
    {
        var sheet = Sheet(true);
        sheet.Find("[data-testid=park-name]").Change("Table by the window");

        sheet.Find("form").Submit();

        Assert.Equal(["Table by the window"], _asked);
    }

    private IRenderedComponent<ParkedSheet> Sheet(bool canPark, params ParkedCart[] carts) => Render<ParkedSheet>(p => p
        .Add(x => x.Parked, carts).Add(x => x.CanPark, canPark).Add(x => x.OnTakeUp, id => _asked.Add(id))
        .Add(x => x.OnSeen, cart => _asked.Add(cart)).Add(x => x.OnPark, (string? name) => _asked.Add(name)));
}
