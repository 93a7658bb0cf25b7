using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

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
        Till.Must(await till.PayCashAsync(sale.Id, 2_500));

        var id = AttemptId.New();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, line, i % 2 == 0 ? id : AttemptId.New()))));
        Assert.All(clicks.Where(c => c.Refusal is null), c => Assert.Equal(clicks.First(x => x.Refusal is null).Value!.AttemptId, c.Value!.AttemptId));
        var begun = clicks.First(c => c.Refusal is null).Value!;
        var loaded = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.Contains("$25.00", loaded.Headline, StringComparison.Ordinal);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Reload"));
        Assert.DoesNotContain(Till.Must(await app.SendAs(till.Store.Cashier, new ListGiftLoads(till.Register))).Waiting, w => w.LineId == line);

        var again = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, line, AttemptId.New())));
        Assert.Equal(begun.AttemptId, again.AttemptId);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Reload"));
        Assert.Equal(new Money(7_500), Till.Must(await app.SendAs(till.Store.Cashier, new AskCardBalance(till.Register, PayMethod.Gift))).Balance);
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
