using Bunit;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Payments;
using CloudPos.Web.Tests.Features.Register;

namespace CloudPos.Web.Tests.Features.Payments;

public sealed class CardPaymentPanelTests : BunitContext
{
    private static readonly string[] Chargers = ["send-again", "try-another", "payment-cash"];

    [Theory]
    [InlineData(PaymentPhase.Queued, "queued")]
    [InlineData(PaymentPhase.Sending, "sending")]
    [InlineData(PaymentPhase.OnTerminal, "on-terminal")]
    [InlineData(PaymentPhase.CancelRequested, "cancel-requested")]
    [InlineData(PaymentPhase.Approved, "approved")]
    [InlineData(PaymentPhase.Partial, "partial")]
    [InlineData(PaymentPhase.Declined, "declined")]
    [InlineData(PaymentPhase.Unknown, "unknown")]
    [InlineData(PaymentPhase.NotCharged, "not-charged")]
    [InlineData(PaymentPhase.TerminalFault, "terminal-fault")]
    [InlineData(PaymentPhase.GivingBack, "giving-back")]
    [InlineData(PaymentPhase.GivenBack, "given-back")]
    [InlineData(PaymentPhase.NotGivenBack, "not-given-back")]
    public void Every_state_has_its_name_and_the_head_never_changes(PaymentPhase phase, string name)
    {
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(phase)));

        Assert.Equal(name, panel.Find("[data-testid=payment]").GetAttribute("data-state"));
        Assert.Equal("$52.61", panel.Find(".payment-head .amount").TextContent);
        Assert.Equal("The headline", panel.Find("[data-testid=payment-headline]").TextContent);
    }

    [Fact]
    public void The_stage_of_the_customer_is_shown_with_what_is_behind_him()
    {
        var payment = Carts.Payment(PaymentPhase.OnTerminal) with { Stage = new PaymentStage(StageStep.Card, "Waiting for the card", [StageStep.Tip, StageStep.Card]) };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Equal(["Tip", "Card", "PIN", "Bank"], panel.FindAll(".stage").Select(s => s.TextContent));
        Assert.Equal(["Tip"], panel.FindAll(".stage.is-done").Select(s => s.TextContent));
        Assert.Equal("Card", panel.Find("[aria-current=step]").TextContent);
    }

    [Fact]
    public void A_price_choice_and_a_signature_stand_there_only_once_they_came()
    {
        var payment = Carts.Payment(PaymentPhase.OnTerminal) with { Stage = new PaymentStage(StageStep.Signature, "Sign", [StageStep.Price, StageStep.Card, StageStep.Bank, StageStep.Signature]) };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Equal(["Price", "Tip", "Card", "PIN", "Bank", "Signature"], panel.FindAll(".stage").Select(s => s.TextContent));
        Assert.Equal(["Price", "Card", "Bank"], panel.FindAll(".stage.is-done").Select(s => s.TextContent)); // no tip and no PIN were asked for
    }

    [Fact]
    public void Cash_that_was_charged_on_top_stands_apart_and_a_signature_beside_it()
    {
        var payment = Carts.Payment(PaymentPhase.Approved) with { Charged = new Money(7261), Cashback = new Money(2000), Signature = new Signature("data:image/png;base64,AAAA") };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Equal("$20.00", panel.Find("[data-testid=cash-back]").TextContent);
        Assert.Equal(("data:image/png;base64,AAAA", "The customer's signature"), (panel.Find("[data-testid=signature]").GetAttribute("src"), panel.Find("[data-testid=signature]").GetAttribute("alt")));
    }

    [Fact]
    public void Cash_that_is_to_be_handed_out_for_a_part_comes_before_the_next_tender_and_nothing_charges_again()
    {
        var payment = Carts.Payment(PaymentPhase.Approved) with { SaleIsPaid = false, Cashback = new Money(2000), CanPayCash = true };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Equal("next-tender", Assert.Single(panel.FindAll(".payment-foot > *")).GetAttribute("data-testid"));
    }

    [Fact]
    public void A_PIN_pad_that_tells_nothing_has_no_stages() =>
        Assert.Empty(Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(PaymentPhase.OnTerminal))).FindAll("[data-testid=stages]"));

    [Fact]
    public void Unknown_says_do_not_charge_again_and_offers_nothing_that_charges()
    {
        var payment = Carts.Payment(PaymentPhase.Unknown) with { CanCheckNow = true, NextCheckAt = Carts.Noon.AddMinutes(1), Checks = 3, Detail = "We are checking. Do not charge again." };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Equal("We are checking.", panel.Find(".payment-body > p").TextContent);
        Assert.Equal("Do not charge again.", panel.Find(".do-not").TextContent);
        Assert.Contains("Checked 3 times", panel.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(panel.FindAll("[data-testid=check-now]"));
        Assert.Empty(panel.FindAll("[data-testid=back-to-cart]"));
        Assert.All(Chargers, button => Assert.Empty(panel.FindAll($"[data-testid={button}]")));
    }

    [Fact]
    public void A_manager_decides_at_the_till_only_once_a_person_has_to()
    {
        var asked = 0;
        var payment = Carts.Payment(PaymentPhase.Unknown) with { State = AttemptState.Unknown, CanCheckNow = true };
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment).Add(x => x.OnDecide, () => asked++));
        Assert.Empty(panel.FindAll("[data-testid=manager-decides]"));

        panel.Render(p => p.Add(x => x.Payment, payment with { State = AttemptState.NeedsReview }));
        panel.Find("[data-testid=manager-decides]").Click();

        Assert.Equal(1, asked);
    }

    [Fact]
    public void Declined_offers_another_card_cash_at_the_Cash_Price_and_the_cart()
    {
        var asked = new List<string>();
        var payment = Carts.Payment(PaymentPhase.Declined) with { CanTryAnother = true, CanPayCash = true };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment).Add(x => x.OnAgain, () => asked.Add("again"))
            .Add(x => x.OnCash, () => asked.Add("cash")).Add(x => x.OnBack, () => asked.Add("back")));
        Assert.Contains("$50.59", panel.Find("[data-testid=payment-cash]").TextContent, StringComparison.Ordinal);
        panel.Find("[data-testid=try-another]").Click();
        panel.Find("[data-testid=payment-cash]").Click();
        panel.Find("[data-testid=back-to-cart]").Click();

        Assert.Equal(["again", "cash", "back"], asked);
    }

    [Fact]
    public void A_partial_approval_says_what_is_left_and_takes_only_that()
    {
        var payment = Carts.Payment(PaymentPhase.Partial) with
        { CanTryAnother = true, Charged = new Money(2000), Card = "Visa ····4821", LeftToPay = Carts.Price(3136, 3261) };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Contains("$32.61", panel.Find("[data-testid=try-another]").TextContent, StringComparison.Ordinal);
        Assert.Equal("$32.61", panel.Find("dd.is-left").TextContent);
    }

    [Fact]
    public void Approved_shows_what_was_charged_with_its_tip_and_only_goes_on()
    {
        var payment = Carts.Payment(PaymentPhase.Approved) with { Charged = new Money(5861), Tip = new Money(600) };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment).AddChildContent("<p>the slip</p>"));

        Assert.Equal("$58.61", panel.Find("[data-testid=charged]").TextContent);
        Assert.Contains("$6.00", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("the slip", panel.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(panel.FindAll("[data-testid=next-sale]"));
        Assert.All(Chargers, button => Assert.Empty(panel.FindAll($"[data-testid={button}]")));
    }

    [Fact]
    public void What_came_so_far_stands_with_its_time_and_the_next_check_has_a_bar_that_the_browser_fills()
    {
        var payment = Carts.Payment(PaymentPhase.Unknown) with
        {
            CanCheckNow = true, NextCheckAt = Carts.Noon.AddMinutes(1), Checks = 1,
            Seen = [new CheckSeen(TimeSpan.FromSeconds(0.4), "busy"), new CheckSeen(TimeSpan.FromSeconds(15), "no reply"), new CheckSeen(TimeSpan.FromMinutes(4.5), "not booked")],
        };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Equal(["0 s: busy", "15 s: no reply", "4 min: not booked"], panel.FindAll("[data-testid=checks] > li").Select(l => l.TextContent));
        Assert.Equal("4 min: not booked", Assert.Single(panel.FindAll(".chip-warn")).TextContent);
        Assert.Contains("Checked once. Next check", panel.Find(".countdown").TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-03-02T12:01:00.0000000Z", panel.Find(".countdown .bar > i").GetAttribute("data-fills"));
        Assert.Equal("off", panel.Find(".countdown").GetAttribute("aria-live")); // nobody wants every second read out
    }

    [Fact]
    public void A_new_time_of_the_next_check_is_a_new_bar()
    {
        var payment = Carts.Payment(PaymentPhase.Unknown) with { CanCheckNow = true, NextCheckAt = Carts.Noon };
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        panel.Render(p => p.Add(x => x.Payment, payment with { NextCheckAt = Carts.Noon.AddSeconds(5), Checks = 1 }));

        Assert.Equal("2026-03-02T12:00:05.0000000Z", panel.Find("[data-fills]").GetAttribute("data-fills"));
        Assert.Empty(panel.FindAll("[data-testid=checks]")); // nothing is on record: nothing is said
    }

    [Fact]
    public void Only_who_may_decide_is_led_to_where_it_is_decided()
    {
        var payment = Carts.Payment(PaymentPhase.Unknown) with { CanCheckNow = true, CanSetAside = true };

        Assert.Empty(Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment)).FindAll("[data-testid=manager]"));
        var link = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment).Add(x => x.MayDecide, true)).Find("[data-testid=manager]");
        Assert.Equal(($"/payments/{payment.AttemptId.Value}", "_blank"), (link.GetAttribute("href"), link.GetAttribute("target"))); // the till stays and follows the payment
        Assert.Empty(Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(PaymentPhase.Approved)).Add(x => x.MayDecide, true)).FindAll("[data-testid=manager]"));
    }

    [Fact]
    public void A_hold_is_named_one_and_goes_on_to_the_next_sale()
    {
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(PaymentPhase.Approved) with { Kind = AttemptKind.Auth, SaleIsPaid = false }));

        Assert.Equal("Hold · Sale 1047", panel.FindAll(".payment-head > span")[1].TextContent);
        Assert.Equal("Next sale Enter", Assert.Single(panel.FindAll(".payment-foot button")).TextContent);
        Assert.NotEmpty(panel.FindAll("[data-testid=back-to-cart][data-autofocus]"));
    }

    [Fact]
    public void No_number_stands_without_its_name()
    {
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(PaymentPhase.Unknown) with { Code = "No answer came back. · RefId 01a219eb" }));

        Assert.Equal(["No answer came back ·", "RefId 01a219eb"], panel.FindAll("[data-testid=code] > span").Select(s => s.TextContent));
    }

    [Fact]
    public void While_a_request_is_under_way_no_button_asks_a_second_time()
    {
        var payment = Carts.Payment(PaymentPhase.TerminalFault) with { CanSendAgain = true, CanPayCash = true };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment).Add(x => x.IsBusy, true));

        Assert.All(panel.FindAll("[data-testid=send-again], [data-testid=payment-cash]"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public void A_refusal_stands_in_the_panel_and_takes_nothing_away()
    {
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(PaymentPhase.Declined) with { CanTryAnother = true })
            .Add(x => x.Refusal, new Refusal("terminal.busy", "PIN pad 3 is busy.")));

        Assert.Contains("PIN pad 3 is busy.", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(panel.FindAll("[data-testid=try-another]"));
    }

    [Fact]
    public void Who_waits_may_go_to_another_PIN_pad_pay_cash_or_stop_waiting()
    {
        var other = new OtherTerminal(TerminalId.New(), "PIN pad 1");
        var asked = new List<object>();
        var payment = Carts.Payment(PaymentPhase.Queued) with { CanAskToCancel = true, Others = [other] };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment).Add(x => x.OnOther, id => asked.Add(id))
            .Add(x => x.OnCash, () => asked.Add("cash")).Add(x => x.OnCancel, () => asked.Add("stop")));
        Assert.Equal("Use PIN pad 1", panel.Find("[data-testid=other-terminal]").TextContent.Trim());
        Assert.Contains("Stop waiting", panel.Find("[data-testid=ask-to-cancel]").TextContent, StringComparison.Ordinal);
        panel.Find("[data-testid=other-terminal]").Click();
        panel.Find("[data-testid=payment-cash]").Click();
        panel.Find("[data-testid=ask-to-cancel]").Click();

        Assert.Equal([other.Id, "cash", "stop"], asked);
    }

    [Fact]
    public void A_wish_to_stop_can_be_taken_back_where_nothing_of_it_has_left()
    {
        var taken = 0;
        var asked = Carts.Payment(PaymentPhase.CancelRequested);

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, asked with { CanKeepWaiting = true }).Add(x => x.OnKeepWaiting, () => taken++));
        panel.Find("[data-testid=keep-waiting]").Click();
        Assert.Equal(1, taken);

        panel.Render(p => p.Add(x => x.Payment, asked));
        Assert.Empty(panel.FindAll("[data-testid=keep-waiting]"));
        Assert.Contains("Waiting for the PIN pad", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_can_be_set_aside_and_nothing_in_it_charges()
    {
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(PaymentPhase.Unknown) with { CanSetAside = true, CanCheckNow = true }));

        Assert.NotEmpty(panel.FindAll("[data-testid=set-aside]"));
        Assert.All(Chargers, button => Assert.Empty(panel.FindAll($"[data-testid={button}]")));
    }

    [Fact]
    public void A_partial_approval_can_be_given_back_or_followed_by_any_tender()
    {
        var payment = Carts.Payment(PaymentPhase.Partial) with { CanTryAnother = true, CanGiveBack = true, Charged = new Money(2000), LeftToPay = Carts.Price(3136, 3261) };

        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, payment));

        Assert.Contains("$20.00", panel.Find("[data-testid=give-back]").TextContent, StringComparison.Ordinal);
        Assert.Equal("give-back", panel.FindAll(".payment-foot button")[^1].GetAttribute("data-testid")); // apart from all that goes on
        Assert.NotEmpty(panel.FindAll("[data-testid=next-tender]"));
    }

    [Fact]
    public void A_tender_whose_void_was_refused_stays_paid_and_may_be_returned()
    {
        var panel = Render<CardPaymentPanel>(p => p.Add(x => x.Payment, Carts.Payment(PaymentPhase.NotGivenBack) with { CanReturn = true }).Add(x => x.IsSplit, true));

        Assert.NotEmpty(panel.FindAll("[data-testid=give-back-by-return]"));
        Assert.Contains("To the tenders", panel.Find("[data-testid=back-to-cart]").TextContent, StringComparison.Ordinal);
        Assert.All(Chargers, button => Assert.Empty(panel.FindAll($"[data-testid={button}]")));
    }
}
