using Bunit;
using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Payments;

namespace CloudPos.Web.Tests.Features.Payments;

public sealed class CashPanelTests : BunitContext
{
    private readonly List<Money> _taken = [];

    [Theory]
    [InlineData(5059, "5100 5500 6000 10000")]
    [InlineData(2121, "2200 2500 3000 4000 5000")]
    [InlineData(2000, "2500 3000 4000 5000 10000")]
    [InlineData(1, "100 500 1000 2000 5000")]
    [InlineData(1234567, "1234600 1235000 1236000 1240000")]
    public void Likely_notes_are_above_what_is_due_each_once_smallest_first(long due, string expected) =>
        Assert.Equal(expected, string.Join(' ', CashNotes.Likely(new Money(due)).Select(note => note.Cents)));

    [Fact]
    public void Whole_dollars_are_said_as_the_note_says_them()
    {
        Assert.Equal("$20", CashNotes.Label(new Money(2000)));
        Assert.Equal("$1,235", CashNotes.Label(new Money(123500)));
        Assert.Equal("$50.59", CashNotes.Label(new Money(5059)));
    }

    [Fact]
    public void Enter_without_an_amount_takes_the_exact_amount()
    {
        Panel().Find("form").Submit();

        Assert.Equal([new Money(5059)], _taken);
    }

    [Fact]
    public void One_tap_on_a_note_takes_it()
    {
        Panel().FindAll("[data-testid=cash-note]")[2].Click();

        Assert.Equal([new Money(6000)], _taken);
    }

    [Fact]
    public void A_typed_amount_is_taken()
    {
        var panel = Panel();
        panel.Find("[data-testid=cash-received]").Change("60.59");
        panel.Find("form").Submit();

        Assert.Equal([new Money(6059)], _taken);
    }

    [Theory]
    [InlineData("sixty", "is not an amount")]
    [InlineData("50,59", "is not an amount")]
    [InlineData("-60", "is not an amount")]
    [InlineData("50.58", "is less than the $50.59 to pay")]
    public void A_wrong_amount_is_explained_and_kept_and_nothing_is_taken(string typed, string sentence)
    {
        var panel = Panel();
        panel.Find("[data-testid=cash-received]").Change(typed);
        panel.Find("form").Submit();

        Assert.Empty(_taken);
        Assert.Contains(sentence, panel.Find("[data-testid=cash-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, panel.Find("[data-testid=cash-received]").GetAttribute("value"));
    }

    [Fact]
    public void An_amount_that_nobody_hands_over_is_asked_about_once_before_it_is_taken()
    {
        var panel = Panel();
        panel.Find("[data-testid=cash-received]").Change("1000000");
        panel.Find("form").Submit();
        Assert.Empty(_taken);
        Assert.Contains("$1,000,000.00 for $50.59?", panel.Find("[data-testid=cash-error]").TextContent, StringComparison.Ordinal);

        panel.Find("[data-testid=cash-received]").Change("100000");
        panel.Find("form").Submit();
        Assert.Empty(_taken); // another amount is another question

        panel.Find("form").Submit();
        Assert.Equal([new Money(10_000_000)], _taken);
    }

    [Theory]
    [InlineData(417, 20_000, false)]
    [InlineData(417, 20_001, true)]
    [InlineData(10_000, 20_000, false)]
    [InlineData(10_001, 30_000, false)]
    [InlineData(0, 10_000, false)]
    public void The_next_hundred_and_one_note_more_are_likely(long due, long received, bool isUnlikely) =>
        Assert.Equal(isUnlikely, CashRules.IsUnlikely(new Money(received), new Money(due)));

    [Fact]
    public void A_sale_that_sold_a_gift_card_offers_to_load_it_once_it_is_paid()
    {
        var pressed = 0;
        var paid = new CashPaid(SaleId.New(), 12, new Money(2_500), new Money(2_500), Money.Zero);
        Assert.Empty(Render<CashTakenPanel>(p => p.Add(x => x.Paid, paid)).FindAll("[data-testid=gift-next]"));

        var panel = Render<CashTakenPanel>(p => p.Add(x => x.Paid, paid with { GiftToLoad = new Money(2_500) }).Add(x => x.OnGift, () => pressed++));
        Assert.Contains("Put $25.00 on the gift card", panel.Find("[data-testid=gift-next]").TextContent, StringComparison.Ordinal);
        panel.Find("[data-testid=gift-next]").Click();
        Assert.Equal(1, pressed);
    }

    [Fact]
    public void Cash_chosen_on_the_PIN_pad_is_said_with_what_happened_to_the_card()
    {
        var panel = Render<CashPanel>(p => p.Add(x => x.Due, new Money(5059)).Add(x => x.SaleNumber, 1).Add(x => x.ChosenOnPinPad, true));

        Assert.Contains("The customer chose cash on the PIN pad", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<CashPanel> Panel() => Render<CashPanel>(p => p
        .Add(x => x.Due, new Money(5059)).Add(x => x.SaleNumber, 1047).Add(x => x.OnTake, money => _taken.Add(money)));
}
