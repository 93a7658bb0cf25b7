using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Tests.Sales;
using Xunit.Abstractions;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Refunds;

public sealed class RefundableTests(ITestOutputHelper output)
{
    private const int Sales = 1_000;
    private const int StepsMax = 60;

    [Fact]
    public void However_a_sale_was_paid_and_in_whatever_steps_it_goes_back_all_of_it_goes_back_and_no_cent_more()
    {
        var seed = RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        var (split, steps) = (0, 0);
        for (var number = 0; number < Sales; number++)
        {
            var sale = RandomCart.From(dice).RingUp();
            Pay(sale, dice);
            var refunds = new List<Refund>();
            var story = $"Seed {seed}, sale {number}";
            while (Refundable.Of(sale, refunds) is { Left.IsPositive: true } before)
            {
                Assert.True(refunds.Count < StepsMax + 2, $"{story}: it does not come to an end.");
                refunds.Add(Carried(sale, refunds, Step(before, dice, refunds.Count), dice));
                Check(sale, before, Refundable.Of(sale, refunds), refunds, story);
            }

            var paid = Money.Sum(sale.Tenders.Select(t => t.Amount));
            Assert.True(Money.Sum(refunds.Select(r => r.GivenBack)) == paid, $"{story}: what went back is not what was paid.");
            foreach (var tender in sale.Tenders)
                Assert.True(Money.Sum(refunds.SelectMany(r => r.Tenders).Where(t => t.TenderId == tender.Id).Select(t => t.GivenBack)) == tender.Amount, $"{story}: a tender did not get back what it paid.");
            split += sale.Tenders.Count > 1 ? 1 : 0;
            steps += refunds.Count;
        }

        Assert.True(split > Sales / 4 && steps > Sales * 2, "Too few splits or steps to prove anything.");
    }

    [Fact]
    public void The_taxes_that_go_back_with_all_lines_are_those_of_the_sale()
    {
        var seed = RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        for (var number = 0; number < Sales; number++)
        {
            var sale = RandomCart.From(dice).RingUp();
            var kind = dice.Next(2) == 0 ? TenderKind.Cash : TenderKind.Card;
            PayAll(sale, kind);
            var refunds = new List<Refund>();
            foreach (var line in sale.ActiveLines)
            {
                if (Refundable.Of(sale, refunds).Lines.Single(l => l.Line.Id == line.Id) is { MoneyLeft.IsPositive: true } left)
                    refunds.Add(Carried(sale, refunds, [left.Share(left.Left)], dice));
            }

            Assert.True(Money.Sum(refunds.SelectMany(r => r.Lines).Select(l => l.Tax)) == sale.Tax.For(kind), $"Seed {seed}, sale {number}: the taxes differ.");
        }
    }

    [Fact]
    public void A_line_of_a_sale_paid_half_in_cash_goes_back_in_proportion()
    {
        var sale = Empty();
        sale.Add(Item(1_000, 1_040), Quantity.One, Noon);
        var second = sale.Add(Item(3_000, 3_120), Quantity.One, Noon);
        sale.TakeCash(TenderId.New(), new Money(2_000), Cashier, NewYork, Noon, new Money(2_000));
        PayByCard(sale, 2_080);

        var refundable = Refundable.Of(sale, []);
        var line = refundable.Lines.Single(l => l.Line.Id == second.Id);

        Assert.Equal(new Money(3_060), line.MoneyLeft); // half of 30.00 and half of 31.20
        Assert.Equal([new Money(1_500), new Money(1_560)], refundable.Over(line.MoneyLeft).Select(w => w.Amount).Order());
    }

    [Fact]
    public void What_an_open_refund_holds_nobody_else_gives_back_and_what_was_given_up_is_free_again()
    {
        var sale = Paid(2);
        var open = Begun(sale, [], Refundable.Of(sale, []).Lines[0].Share(Quantity.One));
        var held = Refundable.Of(sale, [open]);
        Assert.Equal((1_000, new Money(1_000)), (held.Lines[0].Left.Thousandths, held.Left));

        open.GiveUpRest(NewYork, Noon);
        Assert.Equal(RefundState.Abandoned, open.State);
        Assert.Equal(new Money(2_000), Refundable.Of(sale, [open]).Left);
    }

    [Fact]
    public void Of_a_refund_that_went_back_in_part_the_rest_may_be_asked_for_again()
    {
        var sale = Empty();
        sale.Add(Item(1_000, 1_040), Quantity.One, Noon);
        sale.TakeCash(TenderId.New(), new Money(500), Cashier, NewYork, Noon, new Money(500));
        PayByCard(sale, 520);
        var refund = Begun(sale, [], Refundable.Of(sale, []).Lines[0].Share(Quantity.One));
        refund.PayOut(refund.Tenders.Single(t => t.Kind == TenderKind.Cash).Id, NewYork, Noon);

        refund.GiveUpRest(NewYork, Noon);

        Assert.Equal((RefundState.Done, new Money(500)), (refund.State, refund.GivenBack));
        Assert.Equal(new Money(500), refund.Lines[0].Amount);
        Assert.Equal(new Money(520), Refundable.Of(sale, [refund]).Left);
    }

    [Fact]
    public void What_food_benefits_paid_of_a_line_goes_back_to_them_first_and_of_no_other_line()
    {
        var sale = Empty();
        sale.Add(Item(1_000, 1_040) with { Traits = new ProductTraits(true, HealthKind.None, null) }, Quantity.Of(2), Noon);
        sale.Add(Item(3_000, 3_120), Quantity.One, Noon);
        PayByFoodBenefits(sale);
        PayByCard(sale, sale.Left.Card.Cents);
        var (food, card) = (sale.Tenders.Single(t => t.Method == PayMethod.EbtFood).Id, sale.Tenders.Single(t => t.Method == PayMethod.Credit).Id);

        var refundable = Refundable.Of(sale, []);
        Assert.Equal([(food, new Money(1_000))], refundable.Over([refundable.Lines[0].Share(Quantity.One)], first: card));
        Assert.Equal([(card, new Money(3_120))], refundable.Over([refundable.Lines[1].Share(Quantity.One)], first: food));
        Assert.Equal([(food, new Money(2_000)), (card, new Money(3_120))], refundable.Over(refundable.Spread(refundable.Left)).OrderBy(w => w.Amount.Cents));
        Assert.Equal([(food, new Money(2_000)), (card, new Money(3_120))], refundable.Over(refundable.Left).OrderBy(w => w.Amount.Cents));
    }

    [Fact]
    public void Value_that_is_on_a_gift_card_or_on_the_way_there_stays_and_the_other_lines_go_back()
    {
        var (sale, gift) = WithGiftCard();
        var load = AttemptId.New();
        sale.BeginGiftLoad(gift.Id, load, Noon);

        var under = Refundable.Of(sale, []);
        Assert.Equal((new Money(1_000), new Money(2_500)), (under.Left, under.OnGiftCards));
        var line = under.Lines.Single(l => l.IsGift);
        Assert.Equal((default, Money.Zero, default), (line.Left, line.MoneyLeft, line.Back));
        Assert.Equal(new Money(3_500), Refundable.Of(sale, [], [load]).Left);

        sale.EndGiftLoad(load, loaded: true, Noon);
        Assert.Equal(new Money(1_000), Refundable.Of(sale, []).Left);
    }

    [Fact]
    public void An_amount_takes_of_a_gift_card_that_waits_only_what_the_other_lines_cannot_give()
    {
        var refundable = Refundable.Of(WithGiftCard().Sale, []);
        Assert.False(Assert.Single(refundable.Spread(new Money(1_000))).Of.IsGift);
        Assert.Equal(new Money(500), refundable.Spread(new Money(1_500)).Single(s => s.Of.IsGift).Amount);
        Assert.Equal(new Money(3_500), Money.Sum(refundable.Spread(new Money(3_500)).Select(s => s.Amount)));
    }

    [Fact]
    public void What_an_open_refund_holds_has_not_gone_back_before()
    {
        var sale = Paid(2);
        var refund = Begun(sale, [], Refundable.Of(sale, []).Lines[0].Share(Quantity.One));
        var line = Refundable.Of(sale, [refund]).Lines[0];
        Assert.Equal((Quantity.One, default), (line.Held, line.Back));
    }

    [Fact]
    public void Nothing_of_an_unpaid_sale_goes_back() => Assert.True(Refundable.Of(Sample(), []).Left.IsZero);

    [Fact]
    public void A_charge_that_was_one_too_many_is_no_part_of_a_refund()
    {
        var sale = Sample();
        var late = Charged(sale, 1_196);
        sale.EndAttempt(late.Id, Noon);
        PayCash(sale, 1_150);
        sale.BookCard(late, NewYork, Noon);

        Assert.Equal(new Money(1_150), Refundable.Of(sale, []).Left);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_001)]
    public void More_than_is_left_or_nothing_is_no_share(int thousandths)
    {
        var line = Refundable.Of(Paid(2), []).Lines[0];
        Assert.Throws<ArgumentOutOfRangeException>(() => line.Share(new Quantity(thousandths)));
    }

    [Fact]
    public void An_amount_above_what_is_left_is_refused()
    {
        var refundable = Refundable.Of(Paid(2), []);
        Assert.Throws<ArgumentOutOfRangeException>(() => refundable.Over(new Money(2_001)));
        Assert.Throws<ArgumentOutOfRangeException>(() => refundable.Spread(new Money(2_001)));
    }

    private static (Sale Sale, SaleLine Gift) WithGiftCard()
    {
        var sale = Empty();
        sale.Add(Item(1_000, 1_000), Quantity.One, Noon);
        var gift = sale.Add(Item(2_500, 2_500) with { GiftLoad = GiftLoad.Reload }, Quantity.One, Noon);
        PayCash(sale, 3_500);
        return (sale, gift);
    }

    private static Sale Paid(int pieces)
    {
        var sale = Empty();
        sale.Add(Item(1_000, 1_000), Quantity.Of(pieces), Noon);
        PayCash(sale, sale.Left.Cash.Cents);
        return sale;
    }

    private static void Pay(Sale sale, Random dice)
    {
        for (var parts = dice.Next(4); parts > 0 && sale.Left.Card.IsPositive && sale.Left.Cash.IsPositive; parts--)
        {
            if (dice.Next(2) == 0)
                PayByCard(sale, dice.NextInt64(1, sale.Left.Card.Cents + 1), dice.Next(3) == 0 ? 100 : 0);
            else
                sale.TakeCash(TenderId.New(), sale.Left.Cash, Cashier, NewYork, Noon, new Money(dice.NextInt64(1, sale.Left.Cash.Cents + 1)));
        }

        if (sale.State == SaleState.Open)
            PayAll(sale, dice.Next(2) == 0 ? TenderKind.Cash : TenderKind.Card);
    }

    private static void PayAll(Sale sale, TenderKind kind)
    {
        if (kind == TenderKind.Cash || !sale.Left.Card.IsPositive)
            PayCash(sale, sale.Left.Cash.Cents);
        else
            PayByCard(sale, sale.Left.Card.Cents);
    }

    /// <summary>Some pieces of some lines, or an amount; after many steps all that is left, so that it ends.</summary>
    private static IReadOnlyList<RefundShare> Step(Refundable left, Random dice, int step)
    {
        if (step >= StepsMax)
            return left.Spread(left.Left);
        if (dice.Next(3) > 0)
        {
            RefundShare[] lines = [.. left.Lines.Where(l => l.Left.Thousandths > 0 && dice.Next(2) == 0)
                .Select(l => l.Share(dice.Next(2) == 0 ? l.Left : new Quantity(dice.Next(1, l.Left.Thousandths + 1))))];
            if (Money.Sum(lines.Select(l => l.Amount)).IsPositive)
                return lines;
        }

        return left.Spread(new Money(dice.NextInt64(1, left.Left.Cents + 1)));
    }

    /// <summary>A refund that went through; now and then one that gave back only a part before it was given up.</summary>
    private static Refund Carried(Sale sale, IReadOnlyCollection<Refund> others, IReadOnlyList<RefundShare> shares, Random dice)
    {
        var refund = Begun(sale, others, [.. shares]);
        var parts = refund.Tenders.ToArray();
        var stopsAt = parts.Length > 1 && dice.Next(6) == 0 ? dice.Next(1, parts.Length) : parts.Length;
        for (var i = 0; i < stopsAt; i++)
            refund.Book(parts[i].Id, parts[i].Amount, Money.Zero, NewYork, Noon);
        if (refund.State == RefundState.Open)
            refund.GiveUpRest(NewYork, Noon);
        return refund;
    }

    private static Refund Begun(Sale sale, IReadOnlyCollection<Refund> others, params RefundShare[] shares)
    {
        var refund = new Refund(RefundId.New(), sale, sale, sale.RegisterId, sale.Number, "Damaged", Cashier, null, Noon);
        foreach (var share in shares)
            refund.Add(new RefundLine(refund, share.Of.Line.Id, share.Of.Line.ProductId, share.Of.Line.Sku, share.Of.Line.Name, share.Quantity, share.Amount, share.Tax), Noon);
        foreach (var (tender, amount) in Refundable.Of(sale, others).Over(Money.Sum(shares.Select(s => s.Amount))))
        {
            var original = sale.Tenders.Single(t => t.Id == tender);
            refund.Add(new RefundTender(RefundTenderId.New(), refund, tender, original.Kind, original.Method, amount), Noon);
        }

        return refund;
    }

    private static void Check(Sale sale, Refundable before, Refundable after, List<Refund> refunds, string story)
    {
        Assert.True(after.Left < before.Left, $"{story}: a refund gave nothing back.");
        Assert.True(after.Lines.All(l => !l.MoneyLeft.IsNegative && l.TaxLeft <= l.MoneyLeft && l.Left.Thousandths >= 0), $"{story}: a line gave more than it had.");
        Assert.True(after.Tenders.All(t => t.Left <= t.Tender.Amount && !t.Left.IsNegative), $"{story}: a tender gave more than it had.");
        Assert.True(Money.Sum(after.Lines.Select(l => l.MoneyLeft)) == Money.Sum(after.Tenders.Select(t => t.Left)), $"{story}: lines and tenders disagree on what is left.");
        Assert.True(Money.Sum(refunds.Select(r => r.GivenBack)) + after.Left == Money.Sum(sale.Tenders.Select(t => t.Amount)), $"{story}: a cent is missing.");
        foreach (var line in sale.ActiveLines)
        {
            var back = refunds.SelectMany(r => r.Lines).Where(l => l.SaleLineId == line.Id).Sum(l => l.Quantity.Thousandths);
            Assert.True(back <= line.Quantity.Thousandths, $"{story}: more came back than was sold.");
        }
    }
}
