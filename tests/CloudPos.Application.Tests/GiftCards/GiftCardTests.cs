using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.GiftCards;

public sealed class GiftCardTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task What_is_sold_on_a_gift_card_is_put_on_it_once_the_sale_is_paid_and_only_once()
    {
        var till = await OpenAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
        Assert.Equal((new Money(2_500), new Money(2_500)), (sale.Total.Cash, sale.Total.Card));
        var line = sale.Lines[0].Id;
        Assert.Equal("gift.not.paid", (await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, line, AttemptId.New()))).Refusal?.Code);
        Assert.Equal(new Money(2_500), Till.Must(await till.PayCashAsync(sale.Id, 2_500)).GiftToLoad);

        var id = AttemptId.New();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, line, i % 2 == 0 ? id : AttemptId.New()))));
        Assert.All(clicks.Where(c => c.Refusal is null), c => Assert.Equal(clicks.First(x => x.Refusal is null).Value!.AttemptId, c.Value!.AttemptId));
        var begun = clicks.First(c => c.Refusal is null).Value!;
        var loaded = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.Contains("$25.00", loaded.Headline, StringComparison.Ordinal);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Reload"));
        Assert.Null((await till.SaleAsync(sale.Id)).AmountMismatch);
        Assert.DoesNotContain(Till.Must(await app.SendAs(till.Store.Cashier, new ListGiftLoads(till.Register))).Waiting, w => w.LineId == line);

        var again = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, line, AttemptId.New())));
        Assert.Equal(begun.AttemptId, again.AttemptId);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Reload"));
        Assert.Equal(new Money(7_500), Till.Must(await app.SendAs(till.Store.Cashier, new AskCardBalance(till.Register, PayMethod.Gift))).Balance);
    }

    [Fact]
    public async Task A_paid_gift_card_that_is_not_loaded_stands_at_the_till_and_at_the_end_of_the_day()
    {
        var till = await OpenAsync();
        var before = Till.Must(await app.SendAs(till.Store.Cashier, new GetTill(till.Register))).GiftLoadsWaiting;
        var (sale, line) = await SoldAsync(till, GiftLoad.Reload);

        Assert.Equal(before + 1, Till.Must(await app.SendAs(till.Store.Cashier, new GetTill(till.Register))).GiftLoadsWaiting);
        var open = Till.Must(await app.SendAs(till.Store.Manager, new GetEndOfDay(till.Store.StoreId))).Items.Single(i => i.Kind == OpenItemKind.GiftLoad);
        Assert.False(open.Blocks);
        var load = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        await till.UntilAsync(load.AttemptId, PaymentPhase.Approved);
        Assert.Equal(before, Till.Must(await app.SendAs(till.Store.Cashier, new GetTill(till.Register))).GiftLoadsWaiting);
    }

    [Fact]
    public async Task A_card_that_is_refused_leaves_the_value_paid_and_another_card_may_take_it()
    {
        var till = await OpenAsync();
        var (sale, line) = await SoldAsync(till, GiftLoad.Reload);
        await till.CustomerAsync("decline");
        var first = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        await till.UntilAsync(first.AttemptId, PaymentPhase.Declined);
        Assert.Null(Assert.Single(Till.Must(await app.SendAs(till.Store.Cashier, new ListGiftLoads(till.Register))).Waiting, w => w.LineId == line).Payment);

        await till.CustomerAsync("approve");
        var second = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        Assert.NotEqual(first.AttemptId, second.AttemptId);
        await till.UntilAsync(second.AttemptId, PaymentPhase.Approved);
    }

    [Fact]
    public async Task A_card_that_is_active_already_is_refused_and_not_unknown()
    {
        var till = await OpenAsync();
        var (sale, line) = await SoldAsync(till, GiftLoad.Activate);
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        var refused = await till.UntilAsync(begun.AttemptId, PaymentPhase.Declined);
        Assert.Equal(AttemptState.Declined, refused.State);
    }

    [Fact]
    public async Task A_load_whose_answer_was_lost_is_found_by_Status_and_not_sent_twice()
    {
        var till = await OpenAsync(timeoutSeconds: 2);
        var (sale, line) = await SoldAsync(till, GiftLoad.Reload);
        await till.CustomerAsync("never-answer");
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        var loaded = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.Equal(AttemptState.Approved, loaded.State);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Reload"));
    }

    [Fact]
    public async Task A_PIN_pad_that_is_away_leaves_the_load_to_be_sent_again_under_its_RefId()
    {
        var till = await OpenAsync();
        var (sale, line) = await SoldAsync(till, GiftLoad.Reload);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        var waiting = await till.UntilAsync(begun.AttemptId, PaymentPhase.TerminalFault);
        Assert.True(waiting.CanSendAgain);
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        await till.SendAgainAsync(begun.AttemptId);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
    }

    [Fact]
    public async Task A_gift_card_cannot_be_bought_with_a_gift_card()
    {
        var till = await OpenAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(1_000), GiftLoad.Activate)));
        Assert.Equal("gift.for.gift", (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Gift))).Refusal?.Code);
        Till.Must(await app.SendAs(till.Store.Cashier, new ClearSale(sale.Id, true)));
    }

    [Fact]
    public async Task A_discount_on_the_sale_goes_on_no_gift_card()
    {
        var till = await OpenAsync();
        var gift = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(5_000), GiftLoad.Reload)));
        await till.RingUpAsync();
        var cart = Till.Must(await app.SendAs(till.Store.Manager, new ApplyDiscount(gift.Id, null, Discount.Of(new Rate(500_000)))));
        Assert.Equal((new Money(5_575), new Money(5_598)), (cart.Total.Cash, cart.Total.Card)); // 50.00, and half of the coffee with its taxes

        var tooMuch = (await app.SendAs(till.Store.Manager, new ApplyDiscount(gift.Id, null, Discount.Of(new Money(1_001))))).Refusal;
        Assert.Equal(("discount.too.much", "$10.01 is more than the $10.00 that it costs in cash, gift cards apart."), (tooMuch?.Code, tooMuch?.Message));
        cart = Till.Must(await app.SendAs(till.Store.Manager, new ApplyDiscount(gift.Id, null, Discount.Of(new Money(1_000)))));
        Assert.Equal((new Money(5_000), new Money(5_046)), (cart.Total.Cash, cart.Total.Card)); // the coffee's Card Price stays 40 cents and their taxes above
        var paid = await till.UntilAsync((await till.PayByCardAsync(gift.Id)).AttemptId, PaymentPhase.Approved);
        Assert.True(paid.SaleIsPaid);
        Assert.Equal("50.46", (string?)(await till.SalesOnTheWireAsync())[^1].Element("Amount"));
    }

    [Fact]
    public async Task A_gift_card_alone_takes_no_discount_and_the_words_say_why()
    {
        var till = await OpenAsync();
        var gift = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(5_000), GiftLoad.Reload)));
        foreach (var line in new SaleLineId?[] { gift.Lines[0].Id, null })
        {
            foreach (var discount in new[] { Discount.Of(new Rate(500_000)), Discount.Of(new Money(100)) })
            {
                var refused = (await app.SendAs(till.Store.Manager, new ApplyDiscount(gift.Id, line, discount))).Refusal;
                Assert.Equal(("discount.gift", "A gift card takes no discount: what is paid for it is what is put on it."), (refused?.Code, refused?.Message));
            }

            Assert.Equal(new Money(5_000), Till.Must(await app.SendAs(till.Store.Manager, new ApplyDiscount(gift.Id, line, Discount.None))).Total.Cash);
        }

        Till.Must(await app.SendAs(till.Store.Cashier, new ClearSale(gift.Id, true)));
    }

    [Fact]
    public async Task What_went_back_is_not_put_on_a_card_any_more()
    {
        var till = await OpenAsync();
        var (sale, line) = await SoldAsync(till, GiftLoad.Reload);
        Till.Must(await RefundAsync(till, sale, line));

        Assert.DoesNotContain(Till.Must(await app.SendAs(till.Store.Cashier, new ListGiftLoads(till.Register))).Waiting, w => w.LineId == line);
        Assert.Equal("gift.refunded", (await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New()))).Refusal?.Code);
        Assert.Equal(0, await app.Simulator.CountAsync(till.Store.Tpn, "Reload"));
    }

    [Fact]
    public async Task What_is_on_the_card_does_not_go_back_and_the_rest_of_the_sale_does()
    {
        var till = await OpenAsync();
        await till.RingUpAsync();
        var rung = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
        Till.Must(await till.PayCashAsync(rung.Id, rung.Total.Cash.Cents));
        var (sale, line) = (rung.Id, rung.Lines.Single(l => l.Sku == "GIFT").Id);
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);

        var refused = (await RefundAsync(till, sale, line)).Refusal;
        Assert.Equal("refund.gift.loaded", refused?.Code);
        Assert.StartsWith("$25.00 of this is on the gift card already", refused!.Message, StringComparison.Ordinal);
        Assert.Equal("refund.gift.loaded", (await app.SendAs(till.Store.Cashier, new UndoPayment(RefundId.New(), sale, till.Register, "Wrong"))).Refusal?.Code);
        Assert.Equal("refund.too.much", (await app.SendAs(till.Store.Cashier,
            new RefundSale(RefundId.New(), sale, till.Register, [], rung.Total.Cash, "Wrong"))).Refusal?.Code);
        var left = Till.Must(await app.SendAs(till.Store.Cashier, new GetRefundable(sale)));
        Assert.Equal((rung.Total.Cash - new Money(2_500), Money.Zero), (left.Left, left.UndoAmount));
        Assert.NotNull(left.Lines.Single(l => l.LineId == line).OnGiftCard);

        var other = left.Lines.Single(l => l.LineId != line);
        Assert.Equal(left.Left, Till.Must(await RefundAsync(till, sale, other.LineId)).GivenBack);
        Assert.Equal("refund.gift.loaded", (await RefundAsync(till, sale, line)).Refusal?.Code);
    }

    [Fact]
    public async Task A_load_that_meets_the_refund_of_its_line_leaves_one_of_them()
    {
        var till = await OpenAsync();
        for (var round = 0; round < 5; round++)
        {
            var (sale, line) = await SoldAsync(till, GiftLoad.Reload);
            var load = app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New()));
            var refund = RefundAsync(till, sale, line);
            await Task.WhenAll(load, refund);
            Assert.True((await load).Refusal is null != (await refund).Refusal is null, $"{(await load).Refusal?.Code} and {(await refund).Refusal?.Code}");
            if ((await load).Value is { } begun)
                await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        }
    }

    [Fact]
    public async Task A_load_that_never_began_lets_its_line_go_back_and_is_not_sent_again()
    {
        var till = await OpenAsync();
        var (sale, line) = await SoldAsync(till, GiftLoad.Reload);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        await till.UntilAsync(begun.AttemptId, PaymentPhase.TerminalFault);
        Assert.Equal(RefundPhase.Refunded, Till.Must(await RefundAsync(till, sale, line)).Phase);

        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        var asked = await app.Simulator.CountAsync(till.Store.Tpn, "Reload");
        Assert.Equal("gift.moved", (await app.SendAs(till.Store.Cashier, new SendAgain(begun.AttemptId))).Refusal?.Code);
        Assert.Equal(asked, await app.Simulator.CountAsync(till.Store.Tpn, "Reload"));
    }

    [Fact]
    public async Task A_balance_question_that_is_under_way_is_called_what_it_is()
    {
        var till = await OpenAsync();
        await till.CustomerAsync("approve", delayMs: 4_000);
        var asked = app.SendAs(till.Store.Cashier, new AskCardBalance(till.Register, PayMethod.Gift));
        await AppFixture.EventuallyAsync(() => app.InDatabaseAsync(till.Store.System,
            async db => await db.TerminalLeases.AnyAsync(l => l.Tpn == till.Store.Tpn && l.Owner != null)), held => held);

        var again = (await app.SendAs(till.Store.Cashier, new AskCardBalance(till.Register, PayMethod.Gift))).Refusal;
        Assert.Equal(("terminal.busy", "PIN pad 1 is serving a balance question. Ask again in a moment."), (again?.Code, again?.Message));
        var waits = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        Assert.Equal("PIN pad 1 is serving a balance question", (await till.UntilAsync(waits.AttemptId, PaymentPhase.Queued)).Headline);
        Till.Must(await asked);
        await till.UntilAsync(waits.AttemptId, PaymentPhase.Approved);
    }

    [Fact]
    public async Task A_card_that_takes_a_part_of_its_value_is_said_with_what_is_left_to_do()
    {
        var till = await OpenAsync();
        var (sale, line) = await SoldAsync(till, GiftLoad.Reload);
        await app.Simulator.FaultAsync(till.Store, "partial", "Reload");
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, line, AttemptId.New())));
        var part = await till.UntilAsync(begun.AttemptId, PaymentPhase.Partial);
        Assert.Equal(("$12.50 of $25.00 is on the gift card", "The card took no more. $12.50 is paid and not on it: put that on the card at the PIN pad, or give it back."), (part.Headline, part.Detail));
    }

    private Task<Result<RefundView>> RefundAsync(Till till, SaleId sale, SaleLineId line) => app.SendAs(till.Store.Cashier,
        new RefundSale(RefundId.New(), sale, till.Register, [new RefundPick(line, Quantity.One)], null, "Changed mind"));

    private async Task<(SaleId Sale, SaleLineId Line)> SoldAsync(Till till, GiftLoad load)
    {
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), load)));
        Till.Must(await till.PayCashAsync(sale.Id, 2_500));
        return (sale.Id, sale.Lines[0].Id);
    }

    private async Task<Till> OpenAsync(int timeoutSeconds = 120)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds);
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        await till.CustomerAsync("approve");
        return till;
    }
}
