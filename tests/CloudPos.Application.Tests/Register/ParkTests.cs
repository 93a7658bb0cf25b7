using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Register;

public sealed class ParkTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private const int Clicks = 6;
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task A_parked_cart_has_the_time_and_its_first_item_for_a_name_and_is_taken_up_at_another_register()
    {
        var first = await Till.OpenAsync(app, app.Tenants.Coffee);
        var second = await Till.AddAsync(app, app.Tenants.Coffee, "Register 3");
        var sale = await first.RingUpAsync();

        var parked = await first.ParkAsync(sale.Id);

        Assert.Matches(@"^\d{1,2}:\d{2} [AP]M Coffee & cake$", parked.Name);
        Assert.Null((await first.OpenTillAsync()).Sale);
        var row = Assert.Single(await second.ParkedAsync(), p => p.SaleId == sale.Id);
        Assert.Equal((sale.Number, "Register 2", false, 1, ParkedPayment.None), (row.Number, row.RegisterName, row.IsOwn, row.ItemCount, row.Payment));
        Assert.True(row.Age >= TimeSpan.Zero && row.Total.Card == new Money(1_196));

        var taken = await second.TakeUpAsync(sale.Id);
        Assert.Equal(sale.Id, (await second.OpenTillAsync()).Sale?.Id);
        Assert.DoesNotContain(await first.ParkedAsync(), p => p.SaleId == sale.Id);
        Till.Must(await second.PayCashAsync(taken.Id, 1_150));
        Assert.Equal(second.Register, (await second.SaleAsync(sale.Id)).RegisterId);
    }

    [Fact]
    public async Task A_register_with_a_cart_parks_that_one_first()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var one = await till.RingUpAsync();
        await till.ParkAsync(one.Id, "Table by the window");
        var two = await till.RingUpAsync();

        var refusal = (await app.SendAs(till.Store.Cashier, new TakeUpSale(one.Id, till.Register))).Refusal;
        Assert.Equal("register.has.cart", refusal?.Code);
        Assert.Contains("Park that one first", refusal!.Message, StringComparison.Ordinal);

        await till.ParkAsync(two.Id);
        Assert.Equal(one.Id, (await till.TakeUpAsync(one.Id)).Id);
        Assert.Equal("Table by the window", (await ParkAgainAsync(till, one.Id)).Name);
        await till.TakeUpAsync(two.Id);
        await till.TakeUpAsync(two.Id); // the second half of a double click
        Till.Must(await till.PayCashAsync(two.Id, 1_150));
        await till.TakeUpAsync(one.Id);
        Till.Must(await till.PayCashAsync(one.Id, 1_150));
    }

    [Fact]
    public async Task A_cart_whose_last_line_was_removed_stands_in_nobodys_way()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var one = await till.RingUpAsync();
        await till.ParkAsync(one.Id);
        var two = await till.RingUpAsync();
        Till.Must(await app.SendAs(till.Store.Cashier, new RemoveLine(two.Id, two.Lines[0].Id, true)));
        Assert.Equal("sale.empty", (await app.SendAs(till.Store.Cashier, new ParkSale(two.Id))).Refusal?.Code);

        await till.TakeUpAsync(one.Id);

        Assert.Equal(SaleState.Cleared, (await till.SaleAsync(two.Id)).State);
        Till.Must(await till.PayCashAsync(one.Id, 1_150));
    }

    [Fact]
    public async Task Parallel_clicks_park_once_and_only_one_of_two_registers_takes_up()
    {
        var first = await Till.OpenAsync(app, app.Tenants.Coffee);
        var second = await Till.AddAsync(app, app.Tenants.Coffee, "Register 3");
        var sale = await first.RingUpAsync();

        var parked = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => Task.Run(() => first.ParkAsync(sale.Id))));
        Assert.Single(parked.Select(p => p.Name).Distinct());
        var taken = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(i => Task.Run(() =>
            app.SendAs(first.Store.Cashier, new TakeUpSale(sale.Id, (i % 2 == 0 ? first : second).Register)))));

        var winner = (await first.SaleAsync(sale.Id)).RegisterId;
        Assert.Equal(Clicks / 2, taken.Count(t => !t.IsRefused));
        Assert.All(taken.Where(t => t.IsRefused), t => Assert.Equal("sale.taken.up", t.Refusal?.Code));
        Till.Must(await (winner == first.Register ? first : second).PayCashAsync(sale.Id, 1_150));
    }

    [Fact]
    public async Task A_parked_cart_is_neither_changed_nor_paid_until_it_is_taken_up()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        await till.PayPartInCashAsync(sale.Id, 500);
        await till.ParkAsync(sale.Id);

        Assert.Equal("sale.parked", (await app.SendAs(till.Store.Cashier, new ChangeLine(sale.Id, sale.Lines[0].Id, Quantity.Of(2)))).Refusal?.Code);
        Assert.Equal("sale.parked", (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New()))).Refusal?.Code);
        Assert.Equal("sale.parked", (await till.PayCashAsync(sale.Id, 2_000)).Refusal?.Code);
        Assert.Equal("sale.parked", (await till.GiveBackAsync(sale.Id, (await till.SplitAsync(sale.Id)).Tenders.Single().Id)).Refusal?.Code);
        Assert.Equal(new Money(500), Assert.Single(await till.ParkedAsync(), p => p.SaleId == sale.Id).Paid);

        await till.TakeUpAsync(sale.Id);
        Assert.True(Till.Must(await till.PayCashAsync(sale.Id, 650)).SaleIsPaid);
    }

    [Fact]
    public async Task While_the_PIN_pad_works_on_it_a_sale_is_not_parked()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var running = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");

        Assert.Equal("sale.paying", (await app.SendAs(till.Store.Cashier, new ParkSale(running.SaleId))).Refusal?.Code);

        await till.PressAsync("cancel");
        await till.UntilAsync(running.AttemptId, PaymentPhase.NotCharged);
    }

    [Fact]
    public async Task What_is_not_known_is_set_aside_the_next_customer_is_served_and_the_charge_that_is_found_is_news()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("never-answer", 300);
        var running = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.AttemptAsync(running.AttemptId, a => a.State == AttemptState.Sent);
        await Task.Delay(800); // the host has approved it; now the line goes down as well
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        var unknown = await till.UntilAsync(running.AttemptId, PaymentPhase.Unknown);
        Assert.True(unknown.CanSetAside);

        await till.ParkAsync(unknown.SaleId);
        Assert.Equal(ParkedPayment.Unknown, (await ParkedRowAsync(till, unknown.SaleId)).Payment);
        var next = await till.RingUpAsync();
        Assert.NotEqual(unknown.SaleId, next.Id);
        Assert.True(Till.Must(await till.PayCashAsync(next.Id, 1_150)).SaleIsPaid);
        Assert.Equal(SaleState.Open, (await till.SaleAsync(unknown.SaleId)).State); // never closed as paid while unknown

        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        await AppFixture.EventuallyAsync(() => till.SaleAsync(unknown.SaleId), s => s.State == SaleState.Paid);
        var news = await ParkedRowAsync(till, unknown.SaleId);
        Assert.True(news is { Payment: ParkedPayment.Paid, IsNews: true, IsOwn: true });
        Assert.Null((await till.OpenTillAsync()).Payment); // told by its strip, not by a panel over the next customer's sale

        Till.Must(await app.SendAs(till.Store.Cashier, new FinishSale(unknown.SaleId)));
        Assert.DoesNotContain(await till.ParkedAsync(), p => p.SaleId == unknown.SaleId);
        Assert.Single(await till.LedgerAsync());
    }

    [Fact]
    public async Task What_was_set_aside_and_proven_not_charged_is_taken_up_and_paid()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await till.ParkAsync(unknown.SaleId);

        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        app.Clock.Advance(Gap);
        await till.AttemptAsync(unknown.AttemptId, a => a.State == AttemptState.NotProcessed);

        Assert.True(await ParkedRowAsync(till, unknown.SaleId) is { Payment: ParkedPayment.NotCharged, IsNews: true });
        Assert.False((await till.LookAsync(unknown.AttemptId)).CanSendAgain); // not while it is parked
        await till.TakeUpAsync(unknown.SaleId);
        Assert.True(Till.Must(await till.PayCashAsync(unknown.SaleId, 1_150)).SaleIsPaid);
    }

    [Fact]
    public async Task An_unknown_sale_that_is_taken_up_again_is_as_locked_as_before()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await till.ParkAsync(unknown.SaleId);
        await till.TakeUpAsync(unknown.SaleId);

        Assert.Equal(unknown.AttemptId, (await till.OpenTillAsync()).Payment?.AttemptId);
        Assert.Equal("sale.paying", (await till.PayCashAsync(unknown.SaleId, 2_000)).Refusal?.Code);

        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);
        app.Clock.Advance(Gap);
        await till.UntilAsync(unknown.AttemptId, PaymentPhase.NotCharged);
        Till.Must(await till.PayCashAsync(unknown.SaleId, 1_150));
    }

    [Fact]
    public async Task A_cleared_cart_comes_back_although_another_one_is_parked()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var parked = await till.RingUpAsync();
        await till.ParkAsync(parked.Id);
        var cart = await till.RingUpAsync();
        Till.Must(await app.SendAs(till.Store.Cashier, new ClearSale(cart.Id, true)));

        Assert.Null((await app.SendAs(till.Store.Cashier, new ClearSale(cart.Id, false))).Refusal);
        Till.Must(await till.PayCashAsync(cart.Id, 1_150));
    }

    private static async Task<ParkedSale> ParkAgainAsync(Till till, SaleId sale) => await till.ParkAsync(sale, "Table by the window");

    private static async Task<ParkedCart> ParkedRowAsync(Till till, SaleId sale) => Assert.Single(await till.ParkedAsync(), p => p.SaleId == sale);
}
