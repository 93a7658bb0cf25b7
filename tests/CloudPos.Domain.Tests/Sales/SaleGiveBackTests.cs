using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

public sealed class SaleGiveBackTests
{
    [Fact]
    public void While_a_tender_goes_back_through_the_PIN_pad_nothing_else_pays_or_goes_back()
    {
        var sale = Sample();
        PayByCard(sale, 500);
        var tender = sale.Tenders[0];
        sale.BeginGivingBack(tender.Id, AttemptId.New(), Noon);

        Assert.False(sale.CanPay || sale.CanChange || sale.CanGiveBack);
        Assert.Throws<InvalidOperationException>(() => PayCash(sale, 2_000));
        Assert.Throws<InvalidOperationException>(() => sale.BeginGivingBack(tender.Id, AttemptId.New(), Noon));
    }

    [Fact]
    public void Cash_is_not_given_back_through_the_PIN_pad()
    {
        var sale = Sample();
        var tender = sale.TakeCash(TenderId.New(), new Money(500), Cashier, NewYork, Noon, new Money(500));

        Assert.Throws<InvalidOperationException>(() => sale.BeginGivingBack(tender.Id, AttemptId.New(), Noon));
    }

    [Fact]
    public void A_tender_that_has_gone_back_does_not_go_back_again()
    {
        var sale = Sample();
        PayByCard(sale, 500);
        sale.GiveBack(sale.Tenders[0].Id, Noon);

        Assert.Throws<InvalidOperationException>(() => sale.BeginGivingBack(sale.Tenders[0].Id, AttemptId.New(), Noon));
        Assert.Equal(sale.Total, sale.Left);
    }

    [Fact]
    public void A_parked_sale_is_neither_changed_nor_paid_nor_given_back_until_it_is_taken_up()
    {
        var sale = Sample();
        PayByCard(sale, 500);
        sale.Park("10:42 Espresso", Noon);

        Assert.False(sale.CanChange || sale.CanPay || sale.CanGiveBack);
        sale.TakeUp(sale.RegisterId, Noon);
        Assert.True(sale is { CanPay: true, CanGiveBack: true });
    }

    [Fact]
    public void A_late_charge_does_not_close_a_sale_while_another_payment_is_not_known()
    {
        var sale = Sample();
        var late = Begun(sale);
        sale.EndAttempt(late.Id, Noon); // taken for not processed
        var unknown = Begun(sale);

        sale.BookCard(Approved(late, 1_196), NewYork, Noon);
        Assert.Equal(SaleState.Open, sale.State);
        Assert.Equal(unknown.Id, sale.OpenAttemptId);

        sale.EndAttempt(unknown.Id, Noon); // it came to nothing
        sale.CloseIfPaid(Cashier, NewYork, Noon);
        Assert.Equal(SaleState.Paid, sale.State);
        Assert.Single(sale.Tenders);
    }

    [Fact]
    public void A_late_charge_and_the_payment_that_was_not_known_are_one_too_many_and_that_is_marked()
    {
        var sale = Sample();
        var late = Begun(sale);
        sale.EndAttempt(late.Id, Noon);
        var unknown = Begun(sale);
        sale.BookCard(Approved(late, 1_196), NewYork, Noon);

        sale.BookCard(Approved(unknown, 1_196), NewYork, Noon);

        Assert.Equal(SaleState.Paid, sale.State);
        Assert.NotNull(unknown.ToVoidSince);
        Assert.Null(late.ToVoidSince);
        Assert.Equal(DualPrice.Zero, sale.Tenders[1].Covers);
    }

    [Fact]
    public void A_payment_that_has_been_sent_does_not_move_to_another_PIN_pad()
    {
        var attempt = Begun(Sample());
        var other = TerminalId.New();
        attempt.MoveTo(other, Noon);
        Assert.Equal(other, attempt.TerminalId);

        attempt.Record(AttemptSignal.Sent, AttemptReason.None, null, Noon);
        attempt.Record(AttemptSignal.NotStarted, AttemptReason.TerminalBusy, null, Noon);
        attempt.Record(AttemptSignal.SendAgain, AttemptReason.None, null, Noon);

        Assert.False(attempt.CanMove); // a PIN pad knows its RefId
        Assert.Throws<InvalidOperationException>(() => attempt.MoveTo(TerminalId.New(), Noon));
    }

    private static PaymentAttempt Approved(PaymentAttempt attempt, long charged)
    {
        attempt.Record(AttemptSignal.Sent, AttemptReason.None, null, Noon);
        attempt.Record(AttemptSignal.Approved, AttemptReason.None, null, Noon);
        attempt.KeepResult(new ChargeResult { Charged = new Money(charged) }, null);
        return attempt;
    }
}
