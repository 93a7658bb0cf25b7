using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Asks for the stage often, so that a test sees each.</summary>
public sealed class StageFixture : PaymentFixture
{
    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<PaymentOptions>(options => options.StagePause = TimeSpan.FromMilliseconds(50));
    }
}

public sealed class StageTests(StageFixture app) : IClassFixture<StageFixture>
{
    [Fact]
    public async Task The_cashier_sees_what_the_customer_is_at_and_nothing_of_it_once_he_has_paid()
    {
        var till = await OpenAsync();
        await app.Simulator.SetAsync(till.Store.Tpn, new { tips = true });
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);

        var tip = await UntilAsync(till, begun, StageStep.Tip);
        Assert.Equal("Customer is choosing a tip", tip.Headline);
        await till.PressAsync("tip:1.00");
        var card = await UntilAsync(till, begun, StageStep.Card);
        Assert.Equal(("Customer is presenting the card", PaymentPhase.OnTerminal), (card.Headline, card.Phase));
        Assert.Equal([StageStep.Tip, StageStep.Card], card.Stage!.Seen.Where(s => s is StageStep.Tip or StageStep.Card));
        await till.PressAsync("tap");

        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.Null(paid.Stage);
        Assert.Single(await till.WireAsync("Sale"));
    }

    [Fact]
    public async Task A_change_of_the_stage_is_told_to_the_screen_that_watches()
    {
        var till = await OpenAsync();
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await UntilAsync(till, begun, StageStep.Card);
        var told = 0;
        using var watching = app.Services.GetRequiredService<PaymentFeed>().Watch(begun.SaleId, () =>
        {
            Interlocked.Increment(ref told);
            return Task.CompletedTask;
        });

        await till.PressAsync("tap");

        await UntilAsync(till, begun, StageStep.Bank);
        await AppFixture.EventuallyAsync(() => Task.FromResult(Volatile.Read(ref told)), n => n > 0);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
    }

    [Fact]
    public async Task A_PIN_pad_that_refuses_to_tell_does_not_touch_the_payment()
    {
        var till = await OpenAsync();
        await app.Simulator.SetAsync(till.Store.Tpn, new { parameters = new { intermediateStatus = false } });
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("present-card");
        await Task.Delay(400); // several questions, each refused

        var running = await till.LookAsync(begun.AttemptId);

        Assert.Null(running.Stage);
        Assert.Equal("PIN pad 1 is asking for the card", running.Headline);
        await till.PressAsync("tap");
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
    }

    [Fact]
    public async Task Over_XML_nobody_asks_for_a_stage()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await app.Simulator.SetAsync(till.Store.Tpn, new { parameters = new { intermediateStatus = true } });
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");
        await Task.Delay(300);

        Assert.Null((await till.LookAsync(begun.AttemptId)).Stage);
        await till.PressAsync("tap");
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
    }

    private async Task<Till> OpenAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: SpinProtocol.Rest, tellsStages: true);
        await app.Simulator.SetAsync(till.Store.Tpn, new { parameters = new { intermediateStatus = true } });
        return till;
    }

    private static Task<PaymentView> UntilAsync(Till till, PaymentView payment, StageStep step) =>
        till.UntilAsync(payment.AttemptId, p => p.Stage?.Step == step);
}
