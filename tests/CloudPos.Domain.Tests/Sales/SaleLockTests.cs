using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

/// <summary>What a sale refuses while a payment is under way, partly done or done.</summary>
public sealed class SaleLockTests
{
    private static readonly Dictionary<string, Action<Sale>> Changes = new()
    {
        ["add an item"] = sale => sale.Add(Item(1, 1), Quantity.One, Noon),
        ["change a quantity"] = sale => sale.Change(sale.Lines[0].Id, Quantity.Of(2), Noon),
        ["take a line out"] = sale => sale.Remove(sale.Lines[0].Id, true, Noon),
        ["put a line back"] = sale => sale.Remove(sale.Lines[0].Id, false, Noon),
        ["discount a line"] = sale => sale.DiscountLine(sale.Lines[0].Id, Discount.Of(new Money(1)), Noon),
        ["discount the sale"] = sale => sale.DiscountAll(Discount.Of(new Money(1)), Noon),
        ["clear"] = sale => sale.Clear(true, Noon),
        ["take back"] = sale => sale.Clear(false, Noon),
    };

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    public static TheoryData<string> PaymentNames => ["card", "cash"];

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public void Nothing_of_the_cart_changes_while_an_attempt_is_open(string change)
    {
        var sale = Sample();
        Begun(sale);
        AssertRefused(sale, Changes[change]);
    }

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public void Nothing_of_the_cart_changes_once_a_part_is_paid(string change)
    {
        var sale = Sample();
        PayByCard(sale, 598);
        AssertRefused(sale, Changes[change]);
    }

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public void Nothing_of_the_cart_changes_once_the_sale_is_paid(string change)
    {
        var sale = Sample();
        PayCash(sale, 1_150);
        AssertRefused(sale, Changes[change]);
    }

    [Theory]
    [MemberData(nameof(PaymentNames))]
    public void A_second_payment_is_refused_while_an_attempt_is_open(string payment)
    {
        var sale = Sample();
        var first = Begun(sale);
        AssertRefused(sale, Payment(payment));
        Assert.Equal(first.Id, sale.OpenAttemptId);
    }

    [Theory]
    [MemberData(nameof(PaymentNames))]
    public void A_paid_sale_takes_no_further_payment(string payment)
    {
        var sale = Sample();
        PayByCard(sale, 1_196);
        AssertRefused(sale, Payment(payment));
    }

    [Fact]
    public void Beginning_the_attempt_that_is_open_already_is_refused_too()
    {
        var sale = Sample();
        var attempt = Begun(sale);
        AssertRefused(sale, s => s.BeginAttempt(attempt.Id, Noon));
    }

    [Fact]
    public void An_attempt_that_took_no_card_lets_the_sale_go_on_as_it_was()
    {
        var sale = Sample();
        var attempt = Begun(sale);
        sale.EndAttempt(attempt.Id, Noon);
        Assert.Null(sale.OpenAttemptId);
        Assert.True(sale.CanChange && sale.CanPayByCard);
        Assert.Equal(Pair(1_150, 1_196), sale.Left);
    }

    [Fact]
    public void Sending_the_same_attempt_again_locks_the_sale_anew()
    {
        var sale = Sample();
        var attempt = Begun(sale);
        sale.EndAttempt(attempt.Id, Noon);
        sale.BeginAttempt(attempt.Id, Noon);
        Assert.Equal(attempt.Id, sale.OpenAttemptId);
        Assert.False(sale.CanChange || sale.CanPay);
    }

    [Fact]
    public void The_end_of_another_attempt_does_not_unlock_the_sale()
    {
        var sale = Sample();
        var attempt = Begun(sale);
        sale.EndAttempt(AttemptId.New(), Noon);
        Assert.Equal(attempt.Id, sale.OpenAttemptId);
        Assert.False(sale.CanChange || sale.CanPay);
    }

    [Fact]
    public void A_sale_that_costs_nothing_cannot_be_paid_by_card_but_in_cash()
    {
        var sale = Empty();
        sale.Add(Item(0, 0), Quantity.One, Noon);
        Assert.False(sale.CanPayByCard);
        Assert.Throws<InvalidOperationException>(() => Begun(sale));
        PayCash(sale, 0);
        Assert.Equal((SaleState.Paid, Money.Zero), (sale.State, sale.Paid));
    }

    private static Action<Sale> Payment(string kind) => kind switch
    {
        "card" => sale => Begun(sale),
        "cash" => sale => PayCash(sale, 100_000),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static void AssertRefused(Sale sale, Action<Sale> change)
    {
        var before = Snapshot(sale);
        Assert.Throws<InvalidOperationException>(() => change(sale));
        Assert.Equal(before, Snapshot(sale));
    }

    private static object Snapshot(Sale sale)
    {
        var lines = string.Join(";", sale.Lines.Select(l => (l.Id, l.Quantity, l.IsRemoved, l.Discount, l.Net, l.Tax)));
        return (sale.Version, sale.State, sale.Total, sale.Discount, sale.OpenAttemptId, sale.Left, sale.Tenders.Count, lines);
    }
}
