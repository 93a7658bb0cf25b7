using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Register;

namespace CloudPos.Web.Tests.Features.Register;

public sealed class TillStateTests
{
    private readonly TillState _state = new();

    [Fact]
    public void The_attempts_id_stays_the_same_until_the_attempt_is_final()
    {
        var offered = _state.NextAttempt;

        _state.Pay(Carts.Payment(PaymentPhase.OnTerminal, offered));
        Assert.Equal(offered, _state.NextAttempt);
        _state.Pay(Carts.Payment(PaymentPhase.Unknown, offered));
        Assert.Equal(offered, _state.NextAttempt);
        _state.Pay(Carts.Payment(PaymentPhase.Declined, offered));

        Assert.NotEqual(offered, _state.NextAttempt);
    }

    [Theory]
    [InlineData(PaymentPhase.Queued)]
    [InlineData(PaymentPhase.OnTerminal)]
    [InlineData(PaymentPhase.Unknown)]
    public void A_payment_whose_end_is_open_cannot_be_closed_away(PaymentPhase phase)
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468))));
        _state.Pay(Carts.Payment(phase));

        Assert.False(_state.ClosePanel());
        Assert.Equal(FloorPanel.Card, _state.Panel);
        Assert.True(_state.IsLocked);
    }

    [Fact]
    public void A_declined_payment_can_be_closed_and_the_cart_goes_on()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468))));
        _state.Pay(Carts.Payment(PaymentPhase.Declined));

        Assert.True(_state.ClosePanel());
        Assert.False(_state.IsLocked);
    }

    [Fact]
    public void Opening_the_till_shows_the_payment_that_runs()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468)), Carts.Payment(PaymentPhase.Unknown)));

        Assert.Equal(FloorPanel.Card, _state.Panel);
        Assert.True(_state.IsPaying);
    }

    [Fact]
    public void Cash_chosen_on_the_PIN_pad_opens_the_cash_panel_by_itself()
    {
        _state.Pay(Carts.Payment(PaymentPhase.NotCharged) with { CashChosen = true, CanPayCash = true });

        Assert.Equal(FloorPanel.Cash, _state.Panel);
    }

    [Fact]
    public void Every_opening_of_the_cash_panel_is_a_tender_of_its_own()
    {
        _state.OpenPanel(FloorPanel.Cash);
        var first = _state.NextTender;
        _state.OpenPanel(FloorPanel.Cash);
        Assert.Equal(first, _state.NextTender);

        _state.ClosePanel();
        _state.OpenPanel(FloorPanel.Cash);

        Assert.NotEqual(first, _state.NextTender);
    }

    [Fact]
    public void The_line_that_was_touched_is_selected_and_the_selection_stays_inside_the_cart()
    {
        var (latte, scone) = (Carts.Line("A", "Latte", 1, 450, 468), Carts.Line("B", "Scone", 1, 325, 338));
        var sale = Carts.Sale(latte, scone);

        _state.Show(sale with { Touched = latte.Id });
        Assert.Equal(latte.Id, _state.Selected);
        _state.Move(-1);
        Assert.Equal(latte.Id, _state.Selected);
        _state.Move(1);
        _state.Move(1);
        Assert.Equal(scone.Id, _state.Selected);

        _state.Show(sale with { Lines = [latte, scone with { IsRemoved = true }], Touched = scone.Id });
        Assert.Equal(latte.Id, _state.Selected);
    }

    [Fact]
    public void A_cleared_cart_can_be_taken_back_after_the_till_is_opened_anew()
    {
        var cleared = SaleId.New();

        _state.Open(Carts.Till(undoable: cleared));

        Assert.Equal(cleared, _state.Undo?.SaleId);
        Assert.Null(_state.Undo?.LineId);
    }

    [Fact]
    public void An_answer_that_says_running_does_not_undo_the_end_that_came_meanwhile()
    {
        var id = AttemptId.New();
        var running = Carts.Payment(PaymentPhase.OnTerminal, id);

        _state.Pay(Carts.Payment(PaymentPhase.Approved, id));

        Assert.True(_state.IsOvertaken(running, shownWhenAsked: running));
    }

    [Fact]
    public void An_ended_attempt_that_is_sent_again_runs_again()
    {
        var ended = Carts.Payment(PaymentPhase.TerminalFault);

        _state.Pay(ended);

        Assert.False(_state.IsOvertaken(Carts.Payment(PaymentPhase.Sending, ended.AttemptId), shownWhenAsked: ended));
    }

    [Fact]
    public void What_cannot_be_taken_is_not_replaced_by_the_part_that_was_chosen_before()
    {
        _state.Show(Carts.Split());
        _state.ChoosePart(1);
        Assert.Equal(Carts.Price(1000, 1040), _state.NextPart);

        _state.RefusePart(true);

        Assert.Null(_state.NextPart);
    }

    [Fact]
    public void Change_after_a_part_in_cash_is_no_paid_sale()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468)) with { IsPaidInPart = true }));

        _state.TakeCash(new CashPaid(SaleId.New(), 1047, new Money(1000), new Money(2000), new Money(1000)) { SaleIsPaid = false });

        Assert.Equal(FloorPanel.CashTaken, _state.Panel);
        Assert.False(_state.IsPaid);
        Assert.Null(_state.PaidSaleId);
        Assert.True(_state.ClosePanel());
    }

    [Fact]
    public void A_cart_that_is_set_aside_leaves_the_till_free_and_its_payment_behind()
    {
        _state.Open(Carts.Till(Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468)), Carts.Payment(PaymentPhase.Unknown)));
        var attempt = _state.NextAttempt;

        _state.SetAside();

        Assert.False(_state.IsPaying || _state.IsLocked);
        Assert.NotEqual(attempt, _state.NextAttempt);
        Assert.Equal(FloorPanel.None, _state.Panel);
    }

    [Fact]
    public void News_of_what_this_register_set_aside_is_told_until_it_is_read()
    {
        var paid = Carts.Parked(ParkedPayment.Paid);
        _state.Park([paid, Carts.Parked(ParkedPayment.Unknown), Carts.Parked(ParkedPayment.NotCharged) with { IsOwn = false }]);
        Assert.Equal([paid.SaleId], _state.News.Select(n => n.SaleId));

        _state.See(paid);

        Assert.Empty(_state.News);
    }

    [Fact]
    public void Each_giving_back_that_has_ended_is_followed_by_one_of_its_own()
    {
        var first = _state.NextGiveBack;
        _state.Pay(Carts.Payment(PaymentPhase.GivingBack, first));
        Assert.Equal(first, _state.NextGiveBack); // a second press is the same void

        _state.Pay(Carts.Payment(PaymentPhase.NotGivenBack, first));

        Assert.NotEqual(first, _state.NextGiveBack);
    }

    [Fact]
    public void Cash_back_that_the_store_hands_out_no_more_is_taken_off_with_its_field()
    {
        var open = Carts.Split() with { CashbackMax = new Money(4_000) };
        _state.Show(open);
        _state.AskCashBack(new Money(2_000));
        _state.Show(open with { Number = 1048 });
        Assert.Equal(new Money(2_000), _state.CashBack);

        _state.Show(open with { CashbackMax = Money.Zero });

        Assert.Equal(Money.Zero, _state.CashBack);
        Assert.NotNull(_state.NextPart);
    }
}
