using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

public sealed class SeveralTillsTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private const int Tabs = 6;
    private const int Rounds = 5;

    [Fact]
    public async Task A_double_click_is_one_attempt_and_one_request()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var till = await Till.OpenAsync(app, app.Tenants.Coffee);
            await till.CustomerAsync("approve", 500);
            var sale = await till.RingUpAsync();
            var id = AttemptId.New();

            var answers = await Task.WhenAll(Enumerable.Range(0, Tabs)
                .Select(_ => Task.Run(() => app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, id)))));

            Assert.All(answers, a => Assert.Equal(id, Till.Must(a).AttemptId));
            await till.UntilAsync(id, PaymentPhase.Approved);
            Assert.Single(await till.SalesOnTheWireAsync());
            Assert.Single(await till.LedgerAsync());
        }
    }

    [Fact]
    public async Task Several_tabs_that_pay_the_same_sale_see_the_one_payment()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve", 1_000);
        var sale = await till.RingUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Tabs)
            .Select(_ => Task.Run(() => app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New())))));

        var running = Assert.Single(answers.Select(a => Till.Must(a).AttemptId).Distinct());
        await till.UntilAsync(running, PaymentPhase.Approved);
        Assert.Single(await till.SalesOnTheWireAsync());
        Assert.Single((await till.SaleAsync(sale.Id)).Tenders);
    }

    [Fact]
    public async Task Two_registers_on_one_PIN_pad_are_served_one_after_the_other()
    {
        var first = await Till.OpenAsync(app, app.Tenants.Coffee);
        var second = await Till.AddAsync(app, app.Tenants.Coffee, "Register 3");
        var running = await first.PayByCardAsync((await first.RingUpAsync()).Id);
        await first.UntilScreenAsync("choose-price");
        var waiting = await second.PayByCardAsync((await second.RingUpAsync()).Id);

        var queued = await second.UntilAsync(waiting.AttemptId, PaymentPhase.Queued);
        Assert.Contains("Register 2", queued.Headline, StringComparison.Ordinal);
        await Task.Delay(1_200); // two looks of the worker
        Assert.Single(await first.SalesOnTheWireAsync());

        await first.CustomerAsync("approve"); // for the next one; the first is still by hand
        await first.PressAsync("tap");
        await first.UntilAsync(running.AttemptId, PaymentPhase.Approved);
        await second.UntilAsync(waiting.AttemptId, PaymentPhase.Approved);

        var wire = await app.Simulator.WireAsync(first.Store.Tpn);
        Assert.All(wire, w => Assert.DoesNotContain("in use", w.Answer ?? "", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, (await first.SalesOnTheWireAsync()).Count);
        Assert.Equal(2, (await first.LedgerAsync()).Count);
    }

    [Fact]
    public async Task Another_merchants_register_on_its_own_PIN_pad_does_not_wait()
    {
        var coffee = await Till.OpenAsync(app, app.Tenants.Coffee);
        var pharmacy = await Till.AddAsync(app, app.Tenants.Pharmacy, "Register 2");
        await pharmacy.CustomerAsync("approve");
        var running = await coffee.PayByCardAsync((await coffee.RingUpAsync()).Id);
        await coffee.UntilScreenAsync("choose-price");

        var paid = await pharmacy.SellAsync(PaymentPhase.Approved);

        Assert.True(paid.SaleIsPaid);
        Assert.Equal(PaymentPhase.OnTerminal, (await coffee.LookAsync(running.AttemptId)).Phase);
        await coffee.PressAsync("cancel");
        await coffee.UntilAsync(running.AttemptId, PaymentPhase.NotCharged);
    }
}
