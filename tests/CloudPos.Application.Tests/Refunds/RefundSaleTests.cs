using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Refunds;

public sealed class RefundSaleTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task The_id_of_another_sales_refund_is_no_answer_for_this_one()
    {
        var at = await RefundSteps.OpenAsync(app);
        var (sale, other, id) = (await at.SellAsync(), await at.SellAsync(), RefundId.New());
        Till.Must(await at.AskAsync(other, await at.BeansAsync(other), id: id));

        Assert.Equal("refund.other.sale", (await at.AskAsync(sale, await at.BeansAsync(sale), id: id)).Refusal?.Code);
        Assert.Equal("refund.other.sale", (await app.SendAs(at.Store.Cashier, new UndoPayment(id, sale, at.Till.Register, "Wrong item"))).Refusal?.Code);
        Assert.Equal("refund.other.sale", (await app.SendAs(at.Store.Manager,
            new RefundWithoutReceipt(id, at.Till.Register, [], new Money(700), TenderKind.Cash, "Broken", null))).Refusal?.Code);
        Assert.Empty((await at.LeftAsync(sale)).Refunds);
    }

    [Fact]
    public async Task Cash_goes_back_out_of_the_drawer_of_the_register_where_it_is_given_back()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellForCashAsync();

        var done = await at.RefundAsync(sale, await at.BeansAsync(sale));

        Assert.Equal((RefundPhase.Refunded, new Money(1_850), new Money(1_850)), (done.Phase, done.GivenBack, done.FromDrawer));
        var row = await at.RowAsync(done.RefundId);
        var tender = Assert.Single(row.Tenders);
        Assert.Equal((TenderKind.Cash, at.Till.Register, true, new Money(1_850)), (tender.Kind, row.RegisterId, tender.DoneAt is not null, tender.GivenBack));
        Assert.Equal(new Money(1_850), (await at.Till.SaleAsync(sale)).Refunded);
    }

    [Fact]
    public async Task The_sale_its_receipt_and_the_list_say_what_went_back()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellForCashAsync();
        var done = await at.RefundAsync(sale, await at.BeansAsync(sale));

        var receipt = Till.Must(await app.SendAs(at.Store.Cashier, new GetReceipt(sale)));
        Assert.Equal((done.RefundId, new Money(1_850)), (receipt.Refunds.Single().RefundId, receipt.Refunds.Single().Amount));
        var page = Till.Must(await app.SendAs(at.Store.Manager, new ListSales(new SalesFilter($"{receipt.Number}", null, null, null, SaleTenderFilter.Any), 0, 50)));
        var row = Assert.Single(page.Rows, r => r.Id == sale);
        Assert.Equal((new Money(3_000), new Money(1_850)), (row.Paid, row.Refunded));
        Assert.Equal(new SaleSums(Money.Sum(page.Rows.Select(r => r.Paid)), Money.Sum(page.Rows.Select(r => r.Tip)), Money.Sum(page.Rows.Select(r => r.Refunded))), page.Sums);
        var slip = Till.Must(await app.SendAs(at.Store.Cashier, new GetRefundReceipt(done.RefundId)));
        Assert.Equal((receipt.Number, new Money(1_850), "Cash"), (slip.SaleNumber, slip.Total, slip.Parts.Single().Name));
        Assert.Single(Till.Must(await app.SendAs(at.Store.Manager, new GetSale(sale))).Refunds);
    }

    [Fact]
    public async Task An_amount_goes_back_without_lines_and_takes_its_taxes_along()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellForCashAsync();

        var done = await at.RefundAsync(sale, [], new Money(1_000));

        Assert.Empty(done.Lines);
        var row = await at.RowAsync(done.RefundId);
        Assert.Equal((2, new Money(1_000), new Money(50)), (row.Lines.Count, Money.Sum(row.Lines.Select(l => l.Amount)), Money.Sum(row.Lines.Select(l => l.Tax))));
        Assert.Equal("refund.too.much", (await at.AskAsync(sale, [], new Money(2_001))).Refusal?.Code);
        Assert.Equal(new Money(2_000), (await at.RefundAsync(sale, await at.AllAsync(sale))).GivenBack);
    }

    [Fact]
    public async Task Fifty_requests_at_once_never_give_back_more_than_was_paid()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellForCashAsync();
        var beans = await at.BeansAsync(sale);

        var asked = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? at.AskAsync(sale, beans) : at.AskAsync(sale, [], new Money(700))));

        var given = asked.Where(r => r.Refusal is null).Select(r => r.Value!.RefundId).Distinct().ToArray();
        Assert.NotEmpty(given);
        var refunds = await app.InDatabaseAsync(at.Store.System, db => db.Refunds.AsNoTracking().Include(r => r.Lines).Include(r => r.Tenders).Where(r => r.SaleId == sale).ToListAsync());
        Assert.Equal(given.Length, refunds.Count);
        Assert.True(Money.Sum(refunds.Select(r => r.GivenBack)) <= new Money(3_000));
        Assert.True(refunds.SelectMany(r => r.Lines).Where(l => l.SaleLineId == beans[0].LineId).Sum(l => l.Quantity.Thousandths) <= 1_000);
        Assert.Equal(Money.Sum(refunds.Select(r => r.GivenBack)), (await at.Till.SaleAsync(sale)).Refunded);
        Assert.All(asked.Where(r => r.Refusal is not null), r => Assert.Contains(r.Refusal!.Code, new[] { "refund.quantity", "refund.too.much", "refund.nothing.left", "refund.nothing", "sale.moved" }));
    }

    [Fact]
    public async Task A_double_click_and_a_second_tab_are_one_refund_and_get_one_answer()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        var (id, beans) = (RefundId.New(), await at.BeansAsync(sale));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => at.AskAsync(sale, beans, id: id)));

        Assert.All(answers, a => Assert.Equal(id, a.Value?.RefundId));
        await at.UntilAsync(id, RefundPhase.Refunded);
        Assert.Equal((1, 11.96m), (await at.OnTheWireAsync("Return"), await at.PaidAtTheHostAsync()));
    }

    [Fact]
    public async Task While_a_refund_is_unknown_its_lines_are_locked_and_Status_finds_out()
    {
        var at = await RefundSteps.OpenAsync(app, timeoutSeconds: 1);
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("never-answer");
        var begun = await at.RefundAsync(sale, await at.BeansAsync(sale));
        await AppFixture.EventuallyAsync(at.Till.LedgerAsync, l => l.Count == 2);
        await app.Simulator.OnlineAsync(at.Store.Tpn, false);
        var unknown = await at.UntilAsync(begun.RefundId, RefundPhase.Unknown);

        Assert.Equal((true, false, false), (unknown.CanCheckNow, unknown.CanPayOut, unknown.CanGiveUpRest));
        Assert.Equal("refund.running", (await app.SendAs(at.Store.Cashier, new GiveUpRefundRest(begun.RefundId))).Refusal?.Code);
        Assert.Equal(0, (await at.LeftAsync(sale)).Lines.Single(l => l.Sku == TestStore.BeansSku).Left.Thousandths);
        Assert.Contains(begun.RefundId, Till.Must(await app.SendAs(at.Store.Cashier, new ListOpenRefunds(at.Till.Register))).Refunds.Select(r => r.RefundId));

        await app.Simulator.OnlineAsync(at.Store.Tpn, true);
        Till.Must(await app.SendAs(at.Store.Cashier, new CheckRefundNow(begun.RefundId)));
        var done = await at.UntilAsync(begun.RefundId, RefundPhase.Refunded);

        Assert.Equal((new Money(1_924), 1), (done.GivenBack, await at.OnTheWireAsync("Return")));
    }

    [Fact]
    public async Task A_declined_return_may_be_tried_again_under_a_new_RefId()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("decline");
        var declined = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Declined);
        await at.Till.CustomerAsync("approve");

        var twice = await Task.WhenAll(at.RetryAsync(declined, RefundRetry.SameAgain), at.RetryAsync(declined, RefundRetry.SameAgain));
        Assert.All(twice, v => Assert.NotEqual(declined.Waiting!.AttemptId, v.Parts.Single().AttemptId));
        await at.UntilAsync(declined.RefundId, RefundPhase.Refunded);

        var attempts = await at.AttemptsAsync(declined.RefundId);
        Assert.Equal([AttemptState.Declined, AttemptState.Approved], attempts.Select(a => a.State));
        Assert.NotEqual(attempts[0].RefId, attempts[1].RefId);
    }

    [Fact]
    public async Task A_declined_return_goes_out_of_the_drawer_with_approval_only()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("decline");
        var declined = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Declined);
        var failed = declined.Waiting!.AttemptId!.Value;
        Assert.Equal("approval.needed", (await app.SendAs(at.Store.Cashier, new RetryRefundPart(declined.RefundId, failed, RefundRetry.Cash))).Refusal?.Code);

        var manager = await at.PersonAsync(StaffRole.Manager);
        var done = await at.RetryAsync(declined, RefundRetry.Cash, manager);

        Assert.Equal((RefundPhase.Refunded, new Money(1_924), manager.Email), (done.Phase, done.FromDrawer, done.ApprovedBy));
        Assert.Equal(new Money(1_196), (await at.LeftAsync(sale)).Tenders.Single().Left); // the card gave it, whatever way it went
    }

    [Fact]
    public async Task A_late_approval_of_what_went_another_way_is_booked_and_shouted_about()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("decline");
        var declined = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Declined);
        await at.RetryAsync(declined, RefundRetry.Cash, await at.PersonAsync(StaffRole.Manager));
        var late = new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None, new ChargeResult { Charged = new Money(1_924) }, false, null, "late");

        for (var i = 0; i < 2; i++)
            Assert.Null((await app.SendAs(at.Store.System, new RecordAnswer(declined.Waiting!.AttemptId!.Value, late))).Refusal);

        var row = await at.RowAsync(declined.RefundId);
        Assert.Equal((new Money(3_848), 2), (row.GivenBack, row.Tenders.Count));
        var sold = await at.Till.SaleAsync(sale);
        Assert.Equal(new Money(3_848), sold.Refunded);
        Assert.Contains("gone back twice", sold.AmountMismatch, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cash_instead_of_the_card_needs_an_approval_that_the_server_has_checked()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        var beans = await at.BeansAsync(sale);
        RefundWay[] inCash = [new((await at.LeftAsync(sale)).Tenders.Single().TenderId, new Money(1_924), RefundTo.Cash)];

        Assert.Equal("approval.needed", (await at.AskAsync(sale, beans, ways: inCash)).Refusal?.Code);
        Assert.Equal("approval.wrong", (await at.AskAsync(sale, beans, ways: inCash, approval: await at.PersonAsync(StaffRole.Cashier))).Refusal?.Code);
        var done = Till.Must(await at.AskAsync(sale, beans, ways: inCash, by: at.Store.Manager)); // who may approve, may do it alone

        Assert.Equal((RefundPhase.Refunded, new Money(1_924), at.Store.Manager.Email), (done.Phase, done.FromDrawer, done.ApprovedBy));
        Assert.Equal(0, await at.OnTheWireAsync("Return"));
    }

    [Fact]
    public async Task What_goes_back_by_each_way_adds_up_and_stays_within_each_tender()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        var (beans, card) = (await at.BeansAsync(sale), (await at.LeftAsync(sale)).Tenders.Single().TenderId);

        Assert.Equal("refund.split", (await at.AskAsync(sale, beans, ways: [new(card, new Money(1_900))])).Refusal?.Code);
        Assert.Equal("tender.unknown", (await at.AskAsync(sale, beans, ways: [new(TenderId.New(), new Money(1_924))])).Refusal?.Code);
        Assert.Equal("refund.split", (await at.AskAsync(sale, beans, ways: [new(card, new Money(2_924)), new(card, new Money(-1_000))])).Refusal?.Code);
        Assert.Equal("refund.quantity", (await at.AskAsync(sale, [beans[0] with { Quantity = new Quantity(1_001) }])).Refusal?.Code);
        Assert.Equal("refund.quantity", (await at.AskAsync(sale, [beans[0], beans[0]])).Refusal?.Code);
        Assert.Equal("line.unknown", (await at.AskAsync(sale, [new RefundPick(SaleLineId.New(), Quantity.One)])).Refusal?.Code);
        Assert.Equal("refund.nothing", (await at.AskAsync(sale, [])).Refusal?.Code);
        Assert.Equal("refund.nothing", (await at.AskAsync(sale, [], Money.Zero)).Refusal?.Code);
        Assert.Equal("input.invalid", (await app.SendAs(at.Store.Cashier, new RefundSale(RefundId.New(), sale, at.Till.Register, beans, null, " "))).Refusal?.Code);
        Assert.Empty(Till.Must(await app.SendAs(at.Store.Cashier, new ListRefunds(sale))).Refunds);
    }

    [Fact]
    public async Task A_sale_split_between_cash_and_card_goes_back_to_both_by_itself()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellInTwoAsync(new Money(1_000));

        var plan = Till.Must(await app.SendAs(at.Store.Cashier, new PlanRefund(sale, await at.BeansAsync(sale), null)));
        var begun = await at.RefundAsync(sale, await at.BeansAsync(sale));
        var done = await at.UntilAsync(begun.RefundId, RefundPhase.Refunded);

        Assert.Equal(plan.Amount, done.GivenBack);
        Assert.Equal([TenderKind.Cash, TenderKind.Card], done.Parts.Select(p => p.Kind));
        Assert.StartsWith($"Give {MoneyText.Show(done.Parts[0].Amount)} from the drawer. The customer sees {MoneyText.Show(done.Parts[1].Amount)} on {done.Parts[1].Name} in two to five days.", done.Detail, StringComparison.Ordinal);
        Assert.Equal(plan.Ways.Select(w => w.Amount), done.Parts.Select(p => p.Amount));
        Assert.Equal((await at.LeftAsync(sale)).Paid, done.GivenBack + (await at.LeftAsync(sale)).Left);
        await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);
        Assert.Equal((0m, Money.Zero), (await at.PaidAtTheHostAsync(), (await at.LeftAsync(sale)).Left));
    }

    [Fact]
    public async Task What_food_benefits_paid_goes_back_to_them_and_what_a_card_paid_to_the_card()
    {
        var at = await RefundSteps.OpenAsync(app);
        Till.Must(await app.SendAs(at.Store.Manager, new SaveTenderRules(at.Store.StoreId, new TenderRules(true, TenderKind.Card, true, true, true, false))));
        await SetTraitsAsync(at, new ProductTraits(true, HealthKind.None, null));
        await at.Till.RingUpAsync();
        var sale = Till.Must(await app.ScanAsync(at.Store, TestStore.BeansSku, at.Till.Register));
        await SetTraitsAsync(at, ProductTraits.None);
        var food = Till.Must(await app.SendAs(at.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.EbtFood)));
        await at.Till.UntilAsync(food.AttemptId, p => !p.SaleIsPaid && p.Phase == PaymentPhase.Approved);
        await at.Till.UntilAsync((await at.Till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Approved);
        var tenders = (await at.Till.SaleAsync(sale.Id)).Tenders.ToDictionary(t => t.Id, t => t.Method);

        var coffee = (await at.LeftAsync(sale.Id)).Lines.Single(l => l.Sku == TestStore.CoffeeSku);
        Assert.Equal([(PayMethod.EbtFood, new Money(1_850))], await WaysAsync(await at.BeansAsync(sale.Id)));
        Assert.Equal([(PayMethod.Credit, new Money(1_196))], await WaysAsync([new RefundPick(coffee.LineId, Quantity.One)]));

        // nor do they become cash, whoever approves it
        var manager = await at.PersonAsync(StaffRole.Manager);
        var benefits = tenders.Single(t => t.Value == PayMethod.EbtFood).Key;
        Assert.Equal("refund.ebt.food", (await at.AskAsync(sale.Id, await at.BeansAsync(sale.Id), null, [new RefundWay(benefits, new Money(1_850), RefundTo.Cash)], manager)).Refusal?.Code);
        await app.Simulator.OnlineAsync(at.Store.Tpn, false);
        var failed = await at.UntilAsync((await at.RefundAsync(sale.Id, await at.BeansAsync(sale.Id))).RefundId, RefundPhase.NotGiven);
        await app.Simulator.OnlineAsync(at.Store.Tpn, true);
        Assert.Equal("refund.ebt.food", (await app.SendAs(at.Store.Cashier, new RetryRefundPart(failed.RefundId, failed.Waiting!.AttemptId!.Value, RefundRetry.Cash, manager))).Refusal?.Code);

        async Task<IEnumerable<(PayMethod, Money)>> WaysAsync(RefundPick[] lines) =>
            Till.Must(await app.SendAs(at.Store.Cashier, new PlanRefund(sale.Id, lines, null))).Ways.Select(w => (tenders[w.TenderId], w.Amount));
    }

    [Fact]
    public async Task Two_cards_get_their_parts_back_one_after_the_other()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellOnTwoCardsAsync();

        var done = await at.UntilAsync((await at.UndoAsync(sale)).RefundId, RefundPhase.Refunded);

        Assert.Equal((2, "void", "void"), (done.Parts.Count, done.Parts[0].Verb, done.Parts[1].Verb));
        Assert.Equal(0m, await at.PaidAtTheHostAsync());
    }

    [Fact]
    public async Task A_refund_that_was_to_stop_may_go_on_and_the_pin_pad_decides()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("manual");
        var begun = await at.RefundAsync(sale, await at.BeansAsync(sale));
        await at.UntilAsync(begun.RefundId, RefundPhase.OnTerminal);
        await AppFixture.EventuallyAsync(() => at.OnTheWireAsync("Return"), n => n == 1);
        var asked = Till.Must(await app.SendAs(at.Store.Cashier, new CancelRefund(begun.RefundId)));
        Assert.Equal((RefundPhase.CancelRequested, true, false), (asked.Phase, asked.CanKeepWaiting, asked.CanAskToCancel));

        var waiting = Till.Must(await app.SendAs(at.Store.Cashier, new KeepRefundWaiting(begun.RefundId)));

        Assert.Equal((RefundPhase.OnTerminal, false, true), (waiting.Phase, waiting.CanKeepWaiting, waiting.CanAskToCancel));
        await at.Till.PressAsync("tap");
        var done = await at.UntilAsync(begun.RefundId, RefundPhase.Refunded);
        Assert.Equal((new Money(1_924), 1), (done.GivenBack, await at.OnTheWireAsync("Return")));
    }

    [Fact]
    public async Task The_rest_of_a_refund_that_failed_in_part_is_given_up_and_may_be_asked_for_again()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellInTwoAsync(new Money(1_000));
        await at.Till.CustomerAsync("decline");
        var failed = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Declined);
        var cash = failed.Parts.Single(p => p.Kind == TenderKind.Cash).Amount;
        var beans = (await at.LeftAsync(sale)).Lines.Single(l => l.Sku == TestStore.BeansSku);
        Assert.Equal((Quantity.One, default), (beans.Held, beans.Back));

        var given = Till.Must(await app.SendAs(at.Store.Cashier, new GiveUpRefundRest(failed.RefundId)));

        Assert.Equal((RefundPhase.Refunded, cash), (given.Phase, given.GivenBack));
        var left = await at.LeftAsync(sale);
        Assert.Equal(left.Paid - cash, left.Left);
    }

    [Fact]
    public async Task The_sale_is_found_by_number_code_and_card_and_only_in_the_store()
    {
        var at = await RefundSteps.OpenAsync(app);
        var sale = await at.SellAsync();
        var number = (await at.Till.SaleAsync(sale)).Number;

        foreach (var text in new[] { $"{number}", $"#{number}", SaleCode.Of(number), $" sale{number} " })
            Assert.Equal(sale, Assert.Single(await FindAsync(new FindSales(at.Till.Register, text))).SaleId);
        Assert.Contains(await FindAsync(new FindSales(at.Till.Register, null, "1111")), s => s.SaleId == sale);
        Assert.Equal(sale, (await FindAsync(new FindSales(at.Till.Register, null)))[0].SaleId);
        Assert.Empty(await FindAsync(new FindSales(at.Till.Register, "999999")));
        Assert.Equal("sale.code", (await app.SendAs(at.Store.Cashier, new FindSales(at.Till.Register, "COFFEE"))).Refusal?.Code);
        Assert.Equal("input.invalid", (await app.SendAs(at.Store.Cashier, new FindSales(at.Till.Register, null, "11"))).Refusal?.Code);

        async Task<IReadOnlyList<FoundSale>> FindAsync(FindSales request) => Till.Must(await app.SendAs(at.Store.Cashier, request)).Sales;
    }

    private Task SetTraitsAsync(RefundSteps at, ProductTraits traits) => app.InDatabaseAsync(at.Store.System, async db =>
    {
        (await db.Products.SingleAsync(p => p.Id == at.Store.Beans)).SetTraits(traits);
        return await db.SaveChangesAsync();
    });
}
