using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using FsCheck;
using FsCheck.Fluent;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

/// <summary>Whatever a cashier does with parts, the parts add up to the cent at both prices, at every step and at the end.</summary>
public sealed class TenderPropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    /// <summary>One thing that is done: take a part by card or cash, get less than asked, give one back, or take all the rest.</summary>
    private sealed record Step(int What, int PerMille, int Which);

    [Fact]
    public void Any_order_of_parts_partial_approvals_and_give_backs_adds_up_at_both_prices()
    {
        var (ended, givenBack, partial) = (0, 0, 0);
        Prop.ForAll(Prices().ToArbitrary(), Steps().ToArbitrary(), (price, steps) =>
        {
            var sale = Rung(price);
            foreach (var step in steps)
            {
                if (sale.State == SaleState.Paid)
                    break;
                Do(sale, step, ref givenBack, ref partial);
                AssertTrue(sale);
            }

            if (sale.State == SaleState.Open)
                Finish(sale, inCash: steps.Length % 2 == 0);
            AssertTrue(sale);
            AssertPaid(sale);
            ended++;
        }).Check(Runs);
        Assert.True(ended >= 2_000 && givenBack > 500 && partial > 500, $"Too little was tried: {ended} sales, {givenBack} given back, {partial} partial approvals.");
    }

    [Fact]
    public void A_part_never_makes_the_rest_free()
    {
        Prop.ForAll(Prices().ToArbitrary(), Gen.Choose(1, 999).ToArbitrary(), (price, perMille) =>
        {
            var sale = Rung(price);
            if (!sale.Total.Cash.IsPositive)
                return;
            PayPart(sale, Share(sale.Left.Card, perMille));
            if (sale.State == SaleState.Open)
                Assert.True(sale.Left.Card.IsPositive && sale.Left.Cash.IsPositive, $"{sale.Left} is left of {sale.Total}.");
        }).Check(Runs);
    }

    [Fact]
    public void What_is_given_back_is_owed_again_to_the_cent_whatever_was_paid_around_it()
    {
        Prop.ForAll(Prices().ToArbitrary(), Gen.Choose(1, 500).Three().ToArbitrary(), (price, shares) =>
        {
            var sale = Rung(price);
            PayPart(sale, Share(sale.Left.Card, shares.Item1));
            if (sale.State == SaleState.Paid)
                return;
            var before = sale.Left;
            TakeCash(sale, Share(sale.Left.Cash, shares.Item2));
            if (sale.State == SaleState.Paid || sale.Tenders.Count < 2)
                return;
            sale.GiveBack(sale.Tenders[1].Id, Noon);
            Assert.Equal(before, sale.Left);
            sale.GiveBack(sale.Tenders[0].Id, Noon);
            Assert.Equal(sale.Total, sale.Left);
            Assert.Equal(Money.Zero, sale.Paid);
            Assert.True(sale.CanChange);
        }).Check(Runs);
    }

    private static void Do(Sale sale, Step step, ref int givenBack, ref int partial)
    {
        var counted = sale.Tenders.Where(t => t.Counts).ToArray();
        switch (step.What)
        {
            case 0 when sale.CanPayByCard:
                PayPart(sale, Share(sale.Left.Card, step.PerMille));
                break;
            case 1 when sale.CanPayByCard:
                var asked = Share(sale.Left.Card, step.PerMille);
                if (asked.Cents < 2)
                    break;
                PayPart(sale, asked, approved: new Money(1 + (step.Which % (asked.Cents - 1))));
                partial++;
                break;
            case 2 when sale.Left.Cash.IsPositive:
                TakeCash(sale, Share(sale.Left.Cash, step.PerMille));
                break;
            case 3 when counted.Length > 0:
                Assert.True(sale.GiveBack(counted[step.Which % counted.Length].Id, Noon));
                givenBack++;
                break;
            case 4 when counted.Length > 0:
                // the second half of a double click
                var once = counted[step.Which % counted.Length].Id;
                Assert.True(sale.GiveBack(once, Noon));
                Assert.False(sale.GiveBack(once, Noon));
                givenBack++;
                break;
        }
    }

    private static void Finish(Sale sale, bool inCash)
    {
        if (inCash || !sale.CanPayByCard)
            sale.TakeCash(TenderId.New(), sale.Left.Cash, Cashier, NewYork, Noon);
        else
            PayPart(sale, sale.Left.Card);
    }

    /// <summary>What holds at every moment.</summary>
    private static void AssertTrue(Sale sale)
    {
        var counted = sale.Tenders.Where(t => t.Counts).ToArray();
        var (left, where) = (sale.Left, $"{sale.Total}, tenders {string.Join(", ", counted.Select(t => $"{t.Kind} {t.Amount.Cents} covers {t.Covers.Cash.Cents}/{t.Covers.Card.Cents}"))}");
        Assert.True(left + DualPrice.Sum(counted.Select(t => t.Covers)) == sale.Total, $"What is left and what is covered are not the total: {where}.");
        Assert.True(!left.Cash.IsNegative && left.Card >= left.Cash, $"{left} is left: {where}.");
        Assert.True(left.Card.IsPositive || !left.Cash.IsPositive, $"Nothing is left by card, but in cash there is: {where}.");
        Assert.All(counted, t => Assert.True(t.Covers.For(t.PricedAt) == t.Amount, $"A tender covers another amount than it pays: {where}."));
        Assert.All(counted, t => Assert.True(!t.Covers.Cash.IsNegative && t.Covers.Card >= t.Covers.Cash, $"A tender covers too little: {where}."));
        Assert.Equal(Money.Sum(counted.Select(t => t.Amount)), sale.Paid);
        Assert.Equal(sale.State == SaleState.Paid, !left.Card.IsPositive && !left.Cash.IsPositive && counted.Length > 0);
    }

    /// <summary>The parts on the receipt, which shows the Card Price as soon as one card paid, come to what was paid.</summary>
    private static void AssertPaid(Sale sale)
    {
        Assert.Equal(SaleState.Paid, sale.State);
        Assert.Equal(DualPrice.Zero, sale.Left);
        var counted = sale.Tenders.Where(t => t.Counts).ToArray();
        var kind = counted.All(t => t.PricedAt == TenderKind.Cash) ? TenderKind.Cash : TenderKind.Card;
        var saved = Money.Sum(counted.Where(t => t.PricedAt != kind).Select(t => t.Covers.For(kind) - t.Covers.For(t.PricedAt)));
        Assert.False(saved.IsNegative);
        Assert.Equal(sale.Paid, sale.Total.For(kind) - saved);
    }

    private static Sale Rung(DualPrice price)
    {
        var sale = Empty();
        sale.Add(Item(price.Cash.Cents, price.Card.Cents), Quantity.One, Noon);
        return sale;
    }

    private static Money Share(Money left, int perMille) => Money.Max(new Money(1), new Money((long)((Int128)left.Cents * perMille / 1_000)));

    private static void TakeCash(Sale sale, Money part)
    {
        if (sale.Left.Cash.IsPositive)
            sale.TakeCash(TenderId.New(), part, Cashier, NewYork, Noon, part);
    }

    private static void PayPart(Sale sale, Money amount, Money? approved = null)
    {
        var id = AttemptId.New();
        var plan = new AttemptPlan(AttemptKind.Sale, PayMethod.Credit, TenderKind.Card, amount, sale, sale.Id);
        var attempt = PaymentAttempt.Of(id, plan, TerminalId.New(), id.Value.ToString("N"), Cashier, Noon);
        sale.BeginAttempt(id, Noon);
        Assert.True(sale.Owes(attempt));
        attempt.Record(AttemptSignal.Sent, AttemptReason.None, null, Noon);
        attempt.Record(approved is null ? AttemptSignal.Approved : AttemptSignal.PartiallyApproved, AttemptReason.None, null, Noon);
        attempt.KeepResult(new ChargeResult { Charged = approved ?? amount }, null);
        sale.BookCard(attempt, NewYork, Noon);
    }

    /// <summary>Cents, shop prices, and amounts at the edge of what a sale holds; the mark-up from nothing to absurd.</summary>
    private static Gen<DualPrice> Prices() =>
        from size in Gen.Frequency((4, Gen.Choose(0, 30)), (4, Gen.Choose(31, 20_000)), (1, Gen.Choose(900_000_000, 999_999_999)))
        from more in Gen.Frequency((3, Gen.Constant(0)), (5, Gen.Choose(1, 60)), (1, Gen.Choose(61, 5_000)))
        let card = size + (long)((Int128)size * more / 1_000) + (more > 60 ? 3 : 0)
        select DualPrice.Of(new Money(size), new Money(Math.Max(1, card)));

    private static Gen<Step[]> Steps() =>
        Gen.ArrayOf(from what in Gen.Choose(0, 4)
                    from perMille in Gen.Frequency((6, Gen.Choose(1, 999)), (1, Gen.Constant(1_000)), (1, Gen.Constant(0)))
                    from which in Gen.Choose(0, 1_000_000)
                    select new Step(what, perMille, which));
}
