using Bunit;
using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Register;

namespace CloudPos.Web.Tests.Features.Register;

public sealed class TicketPanelTests : BunitContext
{
    private readonly TillState _state = new();

    [Fact]
    public void Each_total_stands_with_its_words_over_the_button_that_takes_it()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 2, 450, 468))));

        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state));

        Assert.Equal("$9.36", panel.Find("[data-testid=total-card]").TextContent);
        Assert.Equal("$9.00", panel.Find("[data-testid=total-cash]").TextContent);
        Assert.Equal(["Card Price", "Cash Price"], panel.FindAll(".total-label").Select(label => label.TextContent.Trim()));
        Assert.False(panel.Find("[data-testid=pay-card]").HasAttribute("disabled"));
    }

    [Fact]
    public void A_merchant_with_one_price_sees_one_total()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 450)), isDual: false));

        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state));

        Assert.Empty(panel.FindAll("[data-testid=total-cash]"));
        Assert.DoesNotContain("Card Price", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_PIN_pad_the_cart_says_so_and_cash_still_works()
    {
        var sale = Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468)) with { CanPayByCard = false };
        _state.Open(Carts.Till(sale, hasTerminal: false));

        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state));

        Assert.NotEmpty(panel.FindAll("[data-testid=no-terminal]"));
        Assert.True(panel.Find("[data-testid=pay-card]").HasAttribute("disabled"));
        Assert.False(panel.Find("[data-testid=pay-cash]").HasAttribute("disabled"));
    }

    [Fact]
    public void While_money_goes_back_the_cart_does_not_say_that_a_card_pays()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468)), Carts.Payment(PaymentPhase.GivingBack) with { Kind = AttemptKind.Void }));

        Assert.Equal("Giving back", Render<TicketPanel>(p => p.Add(x => x.State, _state)).Find(".cart-head .chip").TextContent);
    }

    [Fact]
    public void An_unknown_code_is_a_strip_in_the_cart_that_can_be_dismissed()
    {
        var isDismissed = false;
        _state.Open(Carts.Till());
        _state.Say(StripKind.NotFound, "012345678905 not found");

        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state).Add(x => x.OnDismissStrip, () => isDismissed = true));
        Assert.Contains("012345678905 not found", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        panel.Find("[aria-label=Dismiss]").Click();

        Assert.True(isDismissed);
    }

    [Fact]
    public void The_undo_strip_names_what_comes_back()
    {
        var isUndone = false;
        _state.Open(Carts.Till());
        _state.Undo = new Undoable(SaleId.New(), null, "Cart cleared");

        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state).Add(x => x.OnUndo, () => isUndone = true));
        Assert.Contains("Cart cleared", panel.Find("[data-testid=undo-strip]").TextContent, StringComparison.Ordinal);
        panel.Find("[data-testid=undo]").Click();

        Assert.True(isUndone);
    }

    [Fact]
    public void The_minus_of_a_single_piece_asks_to_remove_the_line()
    {
        var line = Carts.Line("A", "Latte", 1, 450, 468);
        SaleLineId? removed = null;
        (SaleLineId Line, Quantity Quantity)? changed = null;
        _state.Open(Carts.Till(Carts.Sale(line)));

        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state).Add(x => x.OnRemove, id => removed = id).Add(x => x.OnQuantity, change => changed = change));
        panel.Find("[data-testid=one-more]").Click();
        panel.Find("[data-testid=one-less]").Click();

        Assert.Equal((line.Id, Quantity.Of(2)), changed);
        Assert.Equal(line.Id, removed);
    }

    [Fact]
    public void A_typed_quantity_is_asked_for_once_and_nonsense_is_not()
    {
        var changes = new List<Quantity>();
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468))));
        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state).Add(x => x.OnQuantity, change => changes.Add(change.Quantity)));

        Type("12");
        Type("many");
        Type("1.5");

        Assert.Equal([Quantity.Of(12), new Quantity(1_500)], changes);

        void Type(string text)
        {
            panel.Find(".line-qty").Click();
            panel.Find("[data-testid=quantity-entry]").Change(text);
            panel.Find("form").Submit();
        }
    }

    [Fact]
    public void A_locked_cart_offers_no_changes()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468))));
        _state.OpenPanel(FloorPanel.Cash);

        var panel = Render<TicketPanel>(p => p.Add(x => x.State, _state));

        Assert.Empty(panel.FindAll(".line-actions"));
        Assert.True(panel.Find(".line-qty").HasAttribute("disabled"));
        Assert.True(panel.Find("[data-testid=pay-card]").HasAttribute("disabled"));
    }
}
