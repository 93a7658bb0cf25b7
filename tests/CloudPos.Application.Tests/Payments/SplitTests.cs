using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>One sale, several tenders: 11.50 in cash, 11.96 by card.</summary>
public sealed class SplitTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private const int Clicks = 6;

    [Fact]
    public async Task A_card_and_the_rest_in_cash_pay_to_the_cent_and_the_receipt_adds_up()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();

        var card = await till.PayPartByCardAsync(sale.Id, 500);
        Assert.True(card is { SaleIsPaid: false, IsPart: true, CanGiveBack: true });
        Assert.Equal(DualPrice.Amounts(new Money(669), new Money(696)), card.LeftToPay); // 5.00 of 11.96 is 4.81 of 11.50
        var cash = Till.Must(await till.PayCashAsync(sale.Id, 669));

        Assert.True(cash is { SaleIsPaid: true, Change.Cents: 0 });
        var receipt = Till.Must(await app.SendAs(till.Store.Cashier, new GetReceipt(sale.Id)));
        Assert.Equal(new Money(1_169), receipt.Paid);
        Assert.Equal(new Money(27), receipt.SavedInCash);
        Assert.Equal(receipt.Paid, receipt.Total + receipt.AddedOnPinPad + receipt.Tip - receipt.SavedInCash);
        Assert.Equal(receipt.Total, Money.Sum(receipt.Tenders.Select(t => t.Share)));
        Assert.Equal([TenderKind.Card, TenderKind.Cash], receipt.Tenders.Select(t => t.PricedAt));
        Assert.Equal(5.00m, Assert.Single(await till.LedgerAsync()).Total);
    }

    [Fact]
    public async Task A_part_goes_out_without_the_dual_pricing_block_and_its_cart_says_what_this_card_pays()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        await till.PayPartInCashAsync(sale.Id, 500);

        await till.PayPartByCardAsync(sale.Id, 300);

        var request = Assert.Single(await till.SalesOnTheWireAsync());
        Assert.Equal("3.00", (string?)request.Element("Amount"));
        Assert.DoesNotContain(request.Descendants(), e => e.Name.LocalName == "FeeCalculated");
        var total = Assert.Single(request.Descendants("Amount"), a => a.Element("Total") is not null);
        Assert.Equal(("This payment", "3.00"), ((string?)total.Element("Name"), (string?)total.Element("Value")));
        Assert.Contains(request.Descendants("Amount"), a => (string?)a.Element("Name") == "Paid before" && (string?)a.Element("Value") == "-5.20");
        Assert.Equal("Register 2", (string?)request.Descendants("PosID").Single());
    }

    [Fact]
    public async Task The_whole_sale_still_goes_out_with_the_block_after_everything_was_given_back()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        await till.PayPartInCashAsync(sale.Id, 500);
        Till.Must(await till.GiveBackAsync(sale.Id, (await till.SplitAsync(sale.Id)).Tenders.Single().Id));

        var paid = await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Approved);

        Assert.True(paid.SaleIsPaid);
        Assert.Contains((await till.SalesOnTheWireAsync()).Single().Descendants(), e => e.Name.LocalName == "FeeCalculated");
        var receipt = Till.Must(await app.SendAs(till.Store.Cashier, new GetReceipt(sale.Id)));
        Assert.Equal(new Money(1_196), receipt.Paid);
        Assert.Equal(new Money(500), Assert.Single(receipt.GivenBack).Amount);
        Assert.Single(receipt.Tenders);
        var row = Assert.Single(Till.Must(await app.SendAs(till.Store.Manager, new ListSales(
            new SalesFilter(sale.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null, null, SaleTenderFilter.Any), 0, 50))).Rows, r => r.Id == sale.Id);
        Assert.Equal(TenderKind.Card, row.Tender);
    }

    [Fact]
    public async Task A_card_that_held_less_keeps_its_part_and_the_rest_is_shown_at_both_prices()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("partial");
        var sale = await till.RingUpAsync();

        var part = await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Partial);
        var split = await till.SplitAsync(sale.Id);

        var tender = Assert.Single(split.Tenders);
        Assert.Equal(split.Total.Card, tender.Amount + split.Left.Card);
        Assert.Contains("the card held", tender.Detail, StringComparison.Ordinal);
        Assert.True(part.CanGiveBack && part.TenderId == tender.Id);
        Assert.True(Till.Must(await till.PayCashAsync(sale.Id, split.Left.Cash.Cents)).SaleIsPaid);
    }

    [Fact]
    public async Task Three_parts_and_a_half_leave_nothing_over()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        var third = (await till.SplitAsync(sale.Id)).Quick.Single(q => q.Label == "⅓").Amount;

        await till.PayPartByCardAsync(sale.Id, third.Card.Cents);
        await till.PayPartInCashAsync(sale.Id, (await till.SplitAsync(sale.Id)).Quick.Single(q => q.Label == "½").Amount.Cash.Cents);
        var rest = (await till.SplitAsync(sale.Id)).Left;
        var paid = await till.PayPartByCardAsync(sale.Id, rest.Card.Cents);

        Assert.True(paid.SaleIsPaid);
        var booked = await till.SaleAsync(sale.Id);
        Assert.Equal(booked.Total, DualPrice.Sum(booked.Tenders.Select(t => t.Covers)));
    }

    [Fact]
    public async Task What_was_typed_is_shown_as_each_price_takes_it()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();

        var ten = await till.SplitAsync(sale.Id, 1_000);
        Assert.Equal(DualPrice.Amounts(new Money(1_000), new Money(1_000)), ten.Typed);
        Assert.Equal(new Money(1_040), ten.InCash?.Card);
        Assert.Equal(new Money(1_150), (await till.SplitAsync(sale.Id, 1_180)).Typed?.Cash); // no more than cash owes
        Assert.Null((await till.SplitAsync(sale.Id, 1_197)).Typed);
        Till.Must(await till.PayCashAsync(sale.Id, 1_150));
    }

    [Fact]
    public async Task More_than_is_left_nothing_and_less_than_nothing_are_refused_in_words()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        foreach (var (cents, code) in new[] { (1_197L, "amount.too.much"), (0L, "input.invalid"), (-1L, "input.invalid") })
        {
            Assert.Equal(code, (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Amount: new Money(cents)))).Refusal?.Code);
            var cash = (await app.SendAs(till.Store.Cashier, new PayCash(sale.Id, TenderId.New(), new Money(5_000), Part: new Money(cents)))).Refusal;
            Assert.Equal(code, cash?.Code);
        }

        Assert.Equal("cash.too.little", (await app.SendAs(till.Store.Cashier, new PayCash(sale.Id, TenderId.New(), new Money(499), Part: new Money(500)))).Refusal?.Code);
        Assert.Empty((await till.SaleAsync(sale.Id)).Tenders);
    }

    [Fact]
    public async Task A_PIN_pad_that_adds_fee_and_tax_itself_takes_no_part_and_no_rest()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            (await db.Terminals.SingleAsync(t => t.Id == till.Store.TerminalId)).SetParameters(AmountHolds.CardTotal, ComputedBy.Terminal, 120, false);
            return await db.SaveChangesAsync();
        });
        var sale = await till.RingUpAsync();

        Assert.Equal("terminal.no.part", (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Amount: new Money(500)))).Refusal?.Code);
        await till.PayPartInCashAsync(sale.Id, 500);
        Assert.Equal("terminal.no.rest", (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New()))).Refusal?.Code);
        Assert.True(Till.Must(await till.PayCashAsync(sale.Id, 650)).SaleIsPaid);
        await Till.PatienceAsync(app, till.Store, 120);
    }

    [Fact]
    public async Task Parallel_clicks_on_a_part_are_one_attempt_or_one_tender()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        var (attempt, tender) = (AttemptId.New(), TenderId.New());

        var cards = await InParallel(() => app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, attempt, Amount: new Money(400))));
        Assert.All(cards, c => Assert.Equal(attempt, Till.Must(c).AttemptId));
        await till.UntilAsync(attempt, PaymentPhase.Approved);
        var cash = await InParallel(() => app.SendAs(till.Store.Cashier, new PayCash(sale.Id, tender, new Money(500), Part: new Money(300))));

        Assert.All(cash, c => Assert.Equal(new Money(200), Till.Must(c).Change));
        Assert.Equal([300L, 400L], (await till.SaleAsync(sale.Id)).Tenders.Select(t => t.Amount.Cents).Order());
        Assert.Single(await till.LedgerAsync());
        Till.Must(await till.PayCashAsync(sale.Id, 1_150));
    }

    [Fact]
    public async Task A_till_that_is_opened_anew_shows_what_is_paid_and_no_payment_that_needs_no_decision()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        await till.PayPartByCardAsync(sale.Id, 500);

        var view = await till.OpenTillAsync();

        Assert.Null(view.Payment);
        Assert.True(view.Sale is { IsPaidInPart: true, Paid.Cents: 500, CanChange: false });
        Till.Must(await till.PayCashAsync(sale.Id, 1_150));
        Assert.Equal(2, (await till.OpenTillAsync()).LastSale?.Tenders);
    }

    private static async Task<T[]> InParallel<T>(Func<Task<T>> act) => await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => Task.Run(act)));
}
