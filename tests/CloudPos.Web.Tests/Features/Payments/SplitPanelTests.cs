using Bunit;
using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Payments;
using CloudPos.Web.Tests.Features.Register;

namespace CloudPos.Web.Tests.Features.Payments;

public sealed class SplitPanelTests : BunitContext
{
    private readonly List<object?> _asked = [];
    private readonly SplitTender _card = Carts.Tender(TenderKind.Card, 2181);
    private readonly SplitTender _cash = Carts.Tender(TenderKind.Cash, 1000);

    [Fact]
    public void The_buttons_say_what_they_take_and_what_is_left_stands_large()
    {
        var panel = Panel();

        Assert.Equal("$20.80", panel.Find("[data-testid=left]").TextContent);
        Assert.Equal("Take $20.80 by card", panel.Find("[data-testid=split-card] span").TextContent);
        Assert.Equal("Take $20.00 cash", panel.Find("[data-testid=split-cash] span").TextContent);
        Assert.Equal(2, panel.FindAll("[data-testid=tender]").Count);
    }

    [Fact]
    public void What_the_Cash_Price_saved_stands_beside_what_was_taken_so_that_the_figures_add_up()
    {
        Assert.Empty(Panel().FindAll("[data-testid=split-saved]"));

        var panel = Render<SplitPanel>(p => p.Add(x => x.Split, Carts.Split(_cash) with { Paid = new Money(3101) }));

        Assert.Equal("$0.80", panel.Find("[data-testid=split-saved]").TextContent);
    }

    [Fact]
    public void A_tender_is_given_back_by_two_presses_on_the_same_button()
    {
        var panel = Panel();
        panel.FindAll("[data-testid=give-back]")[0].Click();
        panel.FindAll("[data-testid=give-back]")[1].Click();
        Assert.Empty(_asked);

        panel.FindAll("[data-testid=give-back]")[1].Click();

        Assert.Equal([_cash.Id], _asked);
    }

    [Theory]
    [InlineData("20.81", "more than")]
    [InlineData("4,50", "not an amount")]
    [InlineData("0", "above zero")]
    [InlineData("99999999999", "more than $9,999,999.99")]
    public void What_cannot_be_taken_is_said_at_the_field_and_disables_the_buttons(string typed, string words)
    {
        var panel = Panel();

        panel.Find("[data-testid=split-amount]").Change(typed);

        Assert.Contains(words, panel.Find("[data-testid=split-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal([Money.Zero], _asked);
        Assert.True(panel.Find("[data-testid=split-card]").HasAttribute("disabled") && panel.Find("[data-testid=split-cash]").HasAttribute("disabled"));
    }

    [Fact]
    public void A_typed_amount_is_asked_for_and_a_chosen_part_takes_its_place_in_an_empty_field()
    {
        var panel = Panel();
        panel.Find("[data-testid=split-amount]").Change("7.50");

        panel.FindAll("[data-testid=split-quick]")[1].Click();

        Assert.Equal([new Money(750), 1], _asked);
        Assert.Null(panel.Find("[data-testid=split-amount]").GetAttribute("value"));
    }

    [Fact]
    public void Other_cards_stand_with_what_each_takes_of_the_part_and_never_more_than_it_may()
    {
        var gift = new OtherTender(PayMethod.Gift, TenderKind.Card, new Money(2080));
        var food = new OtherTender(PayMethod.EbtFood, TenderKind.Cash, new Money(750));
        var split = Carts.Split(_card, _cash) with { Others = [gift, food] };
        var panel = Render<SplitPanel>(p => p.Add(x => x.Split, split).Add(x => x.Next, split.Quick[0].Amount).Add(x => x.OnOther, other => _asked.Add(other)));

        var buttons = panel.FindAll("[data-testid=split-other]");
        Assert.Equal(["Gift card $20.80", "EBT food $7.50"], buttons.Select(b => b.TextContent.Trim()));
        buttons[1].Click();
        Assert.Equal([food], _asked);

        panel.Render(p => p.Add(x => x.Next, (DualPrice?)null));
        Assert.All(panel.FindAll("[data-testid=split-other]"), b => Assert.True(b.HasAttribute("disabled")));
    }

    [Fact]
    public void Cash_back_is_charged_on_top_by_debit_or_EBT_cash_and_by_nothing_else()
    {
        var gift = new OtherTender(PayMethod.Gift, TenderKind.Card, new Money(2080));
        var ebt = new OtherTender(PayMethod.EbtCash, TenderKind.Cash, new Money(2000));
        var split = Carts.Split(_card, _cash) with { Others = [gift, ebt], CashbackMax = new Money(20_000) };
        var panel = Render<SplitPanel>(p => p.Add(x => x.Split, split).Add(x => x.Next, split.Quick[0].Amount).Add(x => x.OnCashBack, amount => _asked.Add(amount)));
        panel.Find("[data-testid=split-cashback]").Change("40");
        Assert.Equal([new Money(4000)], _asked);

        panel.Render(p => p.Add(x => x.CashBack, new Money(4000)));

        Assert.Equal("Take $60.80 by debit", panel.Find("[data-testid=split-card] span").TextContent);
        Assert.Equal(["Gift card $20.80", "EBT cash $60.00"], panel.FindAll("[data-testid=split-other]").Select(b => b.TextContent.Trim()));
        Assert.Equal([true, false], panel.FindAll("[data-testid=split-other]").Select(b => b.HasAttribute("disabled")));
        Assert.True(panel.Find("[data-testid=split-cash]").HasAttribute("disabled"));
        Assert.Contains("$40.00 from the drawer", panel.Find("[data-testid=next-words]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200.01", "At most $200.00")]
    [InlineData("twenty", "not an amount")]
    [InlineData("-5", "not an amount")]
    public void Cash_back_that_is_not_handed_out_is_said_at_its_field_and_takes_nothing(string typed, string words)
    {
        var split = Carts.Split(_card) with { CashbackMax = new Money(20_000) };
        var panel = Render<SplitPanel>(p => p.Add(x => x.Split, split).Add(x => x.Next, split.Quick[0].Amount).Add(x => x.OnCashBack, amount => _asked.Add(amount)));

        panel.Find("[data-testid=split-cashback]").Change(typed);

        Assert.Contains(words, panel.Find("[data-testid=split-back-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal([null], _asked);
        Assert.True(panel.Find("[data-testid=split-card]").HasAttribute("disabled"));
    }

    [Fact]
    public void Leaving_with_money_taken_offers_to_keep_paying_to_park_and_to_give_all_back_in_two_presses()
    {
        var panel = Panel(isLeaving: true);

        Assert.Equal("abandon", panel.Find("[data-testid=split]").GetAttribute("data-state"));
        Assert.Contains("$31.81", panel.Find("[data-testid=park-paid]").TextContent, StringComparison.Ordinal);
        panel.Find("[data-testid=give-back-all]").Click();
        Assert.Empty(_asked);
        panel.Find("[data-testid=give-back-all]").Click();
        panel.Find("[data-testid=keep-paying]").Click();

        Assert.Equal(["all", "keep"], _asked);
    }

    private IRenderedComponent<SplitPanel> Panel(bool isLeaving = false)
    {
        var split = Carts.Split(_card, _cash);
        return Render<SplitPanel>(p => p.Add(x => x.Split, split).Add(x => x.Next, split.Quick[0].Amount).Add(x => x.IsLeaving, isLeaving)
            .Add(x => x.OnType, amount => _asked.Add(amount)).Add(x => x.OnQuick, index => _asked.Add(index))
            .Add(x => x.OnGiveBack, (TenderId id) => _asked.Add(id)).Add(x => x.OnGiveBackAll, () => _asked.Add("all")).Add(x => x.OnKeep, () => _asked.Add("keep")));
    }
}
