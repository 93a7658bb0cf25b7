using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

public sealed class CardPaymentTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task An_approved_card_pays_the_sale_and_stands_once_in_the_hosts_ledger()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.True(paid.SaleIsPaid);
        Assert.Equal(new Money(1_196), paid.Charged);
        var attempt = await till.AttemptAsync(paid.AttemptId);
        var booked = Assert.Single(await till.LedgerAsync());
        Assert.Equal((attempt.RefId, 11.96m, "approved"), (booked.RefId, booked.Total, booked.State));
        Assert.Equal(
            [AttemptSignal.Sent, AttemptSignal.Approved],
            attempt.Entries.Select(e => e.Signal));
    }

    [Fact]
    public async Task The_receipt_names_card_and_references_of_the_payment()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var paid = await till.SellAsync(PaymentPhase.Approved);

        var receipt = Till.Must(await app.SendAs(till.Store.Cashier, new GetReceipt(paid.SaleId)));

        var attempt = await till.AttemptAsync(paid.AttemptId);
        var tender = Assert.Single(receipt.Tenders);
        Assert.Equal(("Visa", "1111", attempt.RefId, "PIN pad 1"), (tender.CardBrand, tender.Last4, tender.RefId, tender.TerminalLabel));
        Assert.Matches("^[0-9]{6}$", tender.AuthCode);
        Assert.Equal(attempt.AuthCode, tender.AuthCode);
        Assert.Equal((new Money(1_196), new Money(1_150), "Card Price"), (receipt.Total, receipt.OtherTotal, receipt.PriceLabel));
        Assert.Null(receipt.AmountMismatch);
    }

    [Fact]
    public async Task The_request_carries_who_charges_the_program_and_the_figures_of_the_specifications_sample()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var paid = await till.SellAsync(PaymentPhase.Approved);

        var request = Assert.Single(await till.SalesOnTheWireAsync());

        Dictionary<string, string> expected = new()
        {
            ["Amount"] = "11.96",
            ["PerformedBy"] = till.Store.Cashier.Email,
            ["IsvId"] = "100001",
            ["TPN"] = till.Store.Tpn,
            ["OperationalTimeout"] = "120",
            ["TotalCardAmount"] = "11.96",
            ["TotalCashAmount"] = "11.50",
            ["FeeAmount"] = "0.40",
            ["Tax1Fee"] = "0.02",
            ["Tax2Fee"] = "0.04",
            ["Tax1Label"] = "LocalTax",
            ["Tax2Label"] = "StateTax",
        };
        Assert.All(expected, field => Assert.Equal(field.Value, (string?)request.Element(field.Key)));
        Assert.Equal((await till.AttemptAsync(paid.AttemptId)).RefId, (string?)request.Element("RefId"));
        Assert.Equal("Coffee & cake", (string?)request.Element("Cart")?.Descendants("Item").Single().Element("Name"));
    }

    [Fact]
    public async Task The_reference_of_the_request_is_on_record_before_it_leaves()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id); // nobody touches the PIN pad
        await till.UntilAsync(begun.AttemptId, PaymentPhase.OnTerminal);

        var attempt = await till.AttemptAsync(begun.AttemptId);

        Assert.Matches("^[0-9a-zA-Z]{32}$", attempt.RefId);
        Assert.Equal(AttemptState.Sent, attempt.State);
        await till.UntilScreenAsync("choose-price");
        await till.PressAsync("cancel");
        await till.UntilAsync(begun.AttemptId, PaymentPhase.NotCharged);
    }

    [Fact]
    public async Task A_declined_card_leaves_the_cart_free_and_another_try_is_another_reference()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("decline");
        var declined = await till.SellAsync(PaymentPhase.Declined);

        Assert.True(declined is { SaleIsPaid: false, CanTryAnother: true, CanPayCash: true, CanSendAgain: false });
        Assert.True((await till.SaleAsync(declined.SaleId)).CanChange);
        await till.CustomerAsync("approve");
        var second = await till.PayByCardAsync(declined.SaleId);
        var paid = await till.UntilAsync(second.AttemptId, PaymentPhase.Approved);

        Assert.NotEqual(declined.AttemptId, paid.AttemptId);
        Assert.Equal(2, (await till.SalesOnTheWireAsync()).Select(x => (string?)x.Element("RefId")).Distinct().Count());
        Assert.Single(await till.LedgerAsync());
    }

    [Fact]
    public async Task The_red_key_on_the_PIN_pad_cancels_without_a_charge()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("cancel");

        var ended = await till.SellAsync(PaymentPhase.NotCharged);

        Assert.Equal(AttemptState.Cancelled, ended.State);
        Assert.True(ended is { SaleIsPaid: false, CanTryAnother: true });
        Assert.Empty(await till.LedgerAsync());
    }

    [Fact]
    public async Task A_tip_given_on_the_PIN_pad_is_kept_apart_from_the_sale()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await app.Simulator.SetAsync(till.Store.Tpn, new { tips = true });
        await till.CustomerAsync("approve");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        var booked = Assert.Single(await till.LedgerAsync());
        Assert.True(booked.Tip > 0);
        var tip = new Money((long)(booked.Tip * 100));
        Assert.Equal((new Money(1_196) + tip, tip), (paid.Charged!.Value, paid.Tip!.Value));
        var sale = await till.SaleAsync(paid.SaleId);
        Assert.Equal((new Money(1_196), tip, (string?)null), (sale.Paid, sale.Tip, sale.AmountMismatch));
        Assert.Equal((new Money(1_196), tip), (sale.Tenders[0].Amount, sale.Tenders[0].Tip));
    }

    [Fact]
    public async Task Cash_chosen_on_the_PIN_pad_is_taken_at_the_cash_price_and_tied_to_the_attempt()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("cash");
        var chosen = await till.SellAsync(PaymentPhase.NotCharged);
        Assert.Equal(AttemptState.CashChosen, chosen.State);
        Assert.True(chosen is { CashChosen: true, SaleIsPaid: false, CanPayCash: true });

        var cash = Till.Must(await till.PayCashAsync(chosen.SaleId, 2_000));

        Assert.Equal((new Money(1_150), new Money(850)), (cash.Due, cash.Change));
        var sale = await till.SaleAsync(chosen.SaleId);
        var tender = Assert.Single(sale.Tenders);
        Assert.Equal((SaleState.Paid, TenderKind.Cash, chosen.AttemptId), (sale.State, tender.Kind, tender.AttemptId!.Value));
    }

    [Fact]
    public async Task An_offline_PIN_pad_takes_nothing_and_sending_again_keeps_the_reference()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        var offline = await till.SellAsync(PaymentPhase.TerminalFault);
        Assert.Equal(AttemptState.NotStarted, offline.State);
        Assert.True(offline is { CanSendAgain: true, CanPayCash: true, CanTryAnother: false });
        var before = (await till.AttemptAsync(offline.AttemptId)).RefId;

        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        var again = await till.SendAgainAsync(offline.AttemptId);
        await till.UntilAsync(again.AttemptId, PaymentPhase.Approved);

        Assert.Equal(offline.AttemptId, again.AttemptId);
        Assert.All(await till.SalesOnTheWireAsync(), x => Assert.Equal(before, (string?)x.Element("RefId")));
        Assert.Equal(before, Assert.Single(await till.LedgerAsync()).RefId);
    }

    [Fact]
    public async Task A_PIN_pad_busy_with_its_last_sale_did_not_start_and_is_sent_to_again()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        await app.Simulator.SetAsync(till.Store.Tpn, new { busyAfterSaleMs = 2_500 });
        await till.SellAsync(PaymentPhase.Approved);

        var busy = await till.SellAsync(PaymentPhase.TerminalFault);

        Assert.Equal(AttemptState.NotStarted, busy.State);
        Assert.Equal(AttemptReason.TerminalBusy, (await till.AttemptAsync(busy.AttemptId)).Reason);
        Assert.Single(await till.LedgerAsync());
        await AppFixture.EventuallyAsync(() => app.Simulator.Http.GetStringAsync("/control/terminals"),
            rows => !rows.Contains("\"busy\":true", StringComparison.Ordinal));
        await till.SendAgainAsync(busy.AttemptId);
        await till.UntilAsync(busy.AttemptId, PaymentPhase.Approved);
        Assert.Equal(2, (await till.LedgerAsync()).Count);
    }

    [Fact]
    public async Task Sending_again_what_was_declined_charges_nothing_more()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("decline");
        var declined = await till.SellAsync(PaymentPhase.Declined);

        var late = await till.SendAgainAsync(declined.AttemptId); // the second press of a double click that came late

        Assert.Equal((declined.AttemptId, PaymentPhase.Declined), (late.AttemptId, late.Phase));
        Assert.Null((await till.SaleAsync(declined.SaleId)).OpenAttemptId);
        Assert.Single(await till.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task The_cart_cannot_be_changed_and_cash_not_taken_while_the_card_is_asked_for()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        await till.UntilScreenAsync("choose-price");
        var line = sale.Lines[0].Id;

        Assert.Equal("sale.locked", (await app.SendAs(till.Store.Cashier, new ScanCode(till.Register, TestStore.BeansSku, Quantity.One))).Refusal?.Code);
        Assert.Equal("sale.locked", (await app.SendAs(till.Store.Cashier, new ChangeLine(sale.Id, line, new Quantity(2_000)))).Refusal?.Code);
        Assert.Equal("sale.locked", (await app.SendAs(till.Store.Cashier, new RemoveLine(sale.Id, line, true))).Refusal?.Code);
        Assert.Equal("sale.locked", (await app.SendAs(till.Store.Cashier, new ApplyDiscount(sale.Id, null, Discount.Of(new Money(100))))).Refusal?.Code);
        Assert.Equal("sale.locked", (await app.SendAs(till.Store.Cashier, new ClearSale(sale.Id, true))).Refusal?.Code);
        Assert.Equal("sale.paying", (await till.PayCashAsync(sale.Id, 2_000)).Refusal?.Code);

        await till.PressAsync("tap");
        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.Equal(new Money(1_196), paid.Charged);
    }

    [Fact]
    public async Task A_paid_sale_is_not_charged_again()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var paid = await till.SellAsync(PaymentPhase.Approved);

        var again = await app.SendAs(till.Store.Cashier, new PayByCard(paid.SaleId, Domain.Tenancy.AttemptId.New()));

        Assert.Equal("sale.paid", again.Refusal?.Code);
        Assert.Equal("sale.paid", (await till.PayCashAsync(paid.SaleId, 2_000)).Refusal?.Code);
        Assert.Single(await till.SalesOnTheWireAsync());
    }

    [Fact]
    public async Task A_merchant_with_one_price_sends_no_dual_pricing_block()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Pharmacy);
        await till.CustomerAsync("approve");

        await till.SellAsync(PaymentPhase.Approved);

        var request = Assert.Single(await till.SalesOnTheWireAsync());
        Assert.Equal("11.50", (string?)request.Element("Amount"));
        Assert.Null(request.Element("TotalCardAmount"));
        Assert.NotNull(request.Element("Cart"));
    }
}
