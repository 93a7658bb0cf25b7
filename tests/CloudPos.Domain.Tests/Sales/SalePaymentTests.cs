using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

public sealed class SalePaymentTests
{
    [Fact]
    public void A_card_pays_the_Card_Price_and_covers_both()
    {
        var sale = Sample();
        var attempt = Charged(sale, 1_196);
        sale.BookCard(attempt, NewYork, Noon);

        var tender = Assert.Single(sale.Tenders);
        Assert.Equal((TenderKind.Card, new Money(1_196), Pair(1_150, 1_196)), (tender.Kind, tender.Amount, tender.Covers));
        Assert.Equal(attempt.Id, tender.AttemptId);
        Assert.Equal((SaleState.Paid, DualPrice.Zero, new Money(1_196)), (sale.State, sale.Left, sale.Paid));
        Assert.Null(sale.OpenAttemptId);
    }

    [Fact]
    public void The_same_card_payment_is_booked_once()
    {
        var sale = Sample();
        var attempt = Charged(sale, 700, tip: 102);
        sale.BookCard(attempt, NewYork, Noon);
        var version = sale.Version;
        sale.BookCard(attempt, NewYork, Noon.AddMinutes(1));
        Assert.Single(sale.Tenders);
        Assert.Equal((version, new Money(598), new Money(102)), (sale.Version, sale.Paid, sale.Tip));
    }

    [Fact]
    public void A_partial_approval_leaves_the_right_rest_at_both_prices()
    {
        var sale = Sample();
        PayByCard(sale, 598);
        Assert.Equal(Pair(575, 598), sale.Tenders[0].Covers);
        Assert.Equal(Pair(575, 598), sale.Left);
        Assert.Equal(SaleState.Open, sale.State);
        Assert.Null(sale.BusinessDate);
        Assert.True(sale.CanPayByCard);
        Assert.False(sale.CanChange);
    }

    [Fact]
    public void The_rest_of_a_partial_approval_can_be_paid_in_cash_at_the_Cash_Price()
    {
        var sale = Sample();
        PayByCard(sale, 598);
        var cash = PayCash(sale, 600);
        Assert.Equal((new Money(575), new Money(25)), (cash.Amount, cash.Change));
        Assert.Equal((SaleState.Paid, DualPrice.Zero, new Money(1_173)), (sale.State, sale.Left, sale.Paid));
    }

    [Fact]
    public void The_rest_of_a_partial_approval_can_be_paid_with_another_card()
    {
        var sale = Sample();
        PayByCard(sale, 1);
        Assert.Equal(Pair(1_149, 1_195), sale.Left);
        PayByCard(sale, 1_195);
        Assert.Equal((SaleState.Paid, DualPrice.Zero, new Money(1_196)), (sale.State, sale.Left, sale.Paid));
    }

    [Fact]
    public void What_was_charged_is_booked_and_covers_no_more_than_was_left()
    {
        var sale = Sample();
        sale.BookCard(Charged(sale, 1_300, mismatch: "Charged 13.00 instead of 11.96."), NewYork, Noon);
        var tender = Assert.Single(sale.Tenders);
        Assert.Equal((new Money(1_300), Pair(1_150, 1_196)), (tender.Amount, tender.Covers));
        Assert.Equal((DualPrice.Zero, new Money(1_300)), (sale.Left, sale.Paid));
        Assert.Equal("Charged 13.00 instead of 11.96.", sale.AmountMismatch);
    }

    [Theory]
    [InlineData(1_196, null)] // what was asked for: nothing is apart any more
    [InlineData(1_250, "Charged 13.00 instead of 11.96. $13.00 was booked for a card payment of which the PIN pad charged $12.50.")] // still too much
    public void A_sale_whose_amount_was_asked_and_booked_wants_a_look_only_while_it_is_not_what_was_asked_for(long really, string? says)
    {
        var sale = Sample();
        var attempt = Charged(sale, 1_300, mismatch: "Charged 13.00 instead of 11.96.");
        sale.BookCard(attempt, NewYork, Noon);
        attempt.TakeAmount(new ChargeResult { Charged = new Money(really) }, "$13.00 was booked.", "the answer", Noon, "manager@test");
        sale.TakeAmount(attempt, Noon);
        Assert.Equal((new Money(really), says), (sale.Paid, sale.AmountMismatch));
        Assert.Equal("$13.00 was booked. the answer", attempt.Entries[^1].Note);
    }

    [Fact]
    public void A_tip_comes_on_top_and_is_kept_apart()
    {
        var sale = Sample();
        PayByCard(sale, 1_396, tip: 200);
        Assert.Equal((new Money(1_196), new Money(200)), (sale.Tenders[0].Amount, sale.Tenders[0].Tip));
        Assert.Equal((SaleState.Paid, new Money(1_196), new Money(200)), (sale.State, sale.Paid, sale.Tip));
    }

    [Fact]
    public void A_tip_does_not_pay_for_goods()
    {
        var sale = Sample();
        PayByCard(sale, 1_196, tip: 598); // 5.98 for the sale, 5.98 for the staff
        Assert.Equal((SaleState.Open, Pair(575, 598)), (sale.State, sale.Left));
        PayByCard(sale, 600, tip: 2);
        Assert.Equal((SaleState.Paid, new Money(1_196), new Money(600)), (sale.State, sale.Paid, sale.Tip));
    }

    [Fact]
    public void Cash_pays_the_Cash_Price_and_gives_change()
    {
        var sale = Sample();
        var id = TenderId.New();
        var tender = sale.TakeCash(id, new Money(2_000), Cashier, NewYork, Noon);
        Assert.Equal((id, TenderKind.Cash), (tender.Id, tender.Kind));
        Assert.Equal((new Money(1_150), new Money(2_000), new Money(850)), (tender.Amount, tender.Received, tender.Change));
        Assert.Equal(Pair(1_150, 1_196), tender.Covers);
        Assert.Null(tender.AttemptId);
        Assert.Equal((SaleState.Paid, new Money(1_150)), (sale.State, sale.Paid));
    }

    [Fact]
    public void Exact_cash_gives_no_change() => Assert.Equal(Money.Zero, PayCash(Sample(), 1_150).Change);

    [Theory]
    [InlineData(1_149)]
    [InlineData(0)]
    [InlineData(-1_150)]
    public void Too_little_cash_is_refused(long received)
    {
        var sale = Sample();
        Assert.Throws<InvalidOperationException>(() => PayCash(sale, received));
        Assert.Equal((SaleState.Open, 0, Pair(1_150, 1_196)), (sale.State, sale.Tenders.Count, sale.Left));
    }

    [Fact]
    public void A_customer_who_chose_cash_on_the_PIN_pad_pays_cash()
    {
        var sale = Sample();
        var attempt = Begun(sale);
        sale.ChooseCash(attempt.Id, Noon);
        Assert.Equal((null, attempt.Id), (sale.OpenAttemptId, sale.CashChosenAttemptId));

        var tender = PayCash(sale, 1_200);
        Assert.Equal((TenderKind.Cash, new Money(1_150), attempt.Id), (tender.Kind, tender.Amount, tender.AttemptId));
        Assert.Equal(SaleState.Paid, sale.State);
        Assert.Null(sale.CashChosenAttemptId);
    }

    [Fact]
    public void A_customer_who_chose_cash_may_still_pay_by_card()
    {
        var sale = Sample();
        sale.ChooseCash(Begun(sale).Id, Noon);
        PayByCard(sale, 1_196);
        Assert.Null(sale.CashChosenAttemptId);
        Assert.Equal((SaleState.Paid, TenderKind.Card), (sale.State, Assert.Single(sale.Tenders).Kind));
    }

    [Theory]
    [InlineData("2026-02-11T04:59:00Z", "2026-02-10")] // 23:59
    [InlineData("2026-02-11T08:59:00Z", "2026-02-10")] // 03:59, before the day ends
    [InlineData("2026-02-11T09:00:00Z", "2026-02-11")] // 04:00
    public void Paying_sets_the_business_date_by_the_stores_clock(string instant, string expected)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        var (inCash, byCard) = (Sample(), Sample());
        inCash.TakeCash(TenderId.New(), new Money(1_150), "drawer@example.com", NewYork, at);
        byCard.BookCard(Charged(byCard, 1_196), NewYork, at);

        var date = DateOnly.ParseExact(expected, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((date, at, "drawer@example.com"), (inCash.BusinessDate!.Value, inCash.PaidAt!.Value, inCash.PaidBy));
        Assert.Equal((date, at, Cashier), (byCard.BusinessDate!.Value, byCard.PaidAt!.Value, byCard.PaidBy));
    }

    [Fact]
    public void A_sale_in_two_parts_is_of_the_day_of_the_last_part()
    {
        var sale = Sample();
        sale.BookCard(Charged(sale, 598), NewYork, Noon);
        sale.TakeCash(TenderId.New(), new Money(575), Cashier, NewYork, Noon.AddDays(1));
        Assert.Equal(new DateOnly(2026, 2, 11), sale.BusinessDate);
    }
}
