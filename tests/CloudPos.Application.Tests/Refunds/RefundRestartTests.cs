using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Refunds;

/// <summary>The application is killed in the middle of a refund and comes back on the same data.</summary>
public sealed class RefundRestartTests : IAsyncLifetime
{
    private readonly PaymentFixture _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_return_on_the_PIN_pad_is_found_by_Status_and_never_sent_again()
    {
        var at = await RefundSteps.OpenAsync(_app);
        var sale = await at.SellAsync();
        await at.Till.CustomerAsync("manual");
        var begun = await at.RefundAsync(sale, await at.BeansAsync(sale));
        await at.UntilAsync(begun.RefundId, RefundPhase.OnTerminal);
        await AppFixture.EventuallyAsync(() => at.OnTheWireAsync("Return"), n => n == 1);

        await _app.RestartAsync();
        var unknown = await at.UntilAsync(begun.RefundId, RefundPhase.Unknown);
        Assert.Contains("Do not give cash", unknown.Detail, StringComparison.Ordinal);
        await at.Till.PressAsync("tap"); // the customer never noticed
        var done = await at.UntilAsync(begun.RefundId, RefundPhase.Refunded);

        Assert.Equal((new Money(1_924), 1, 11.96m), (done.GivenBack, await at.OnTheWireAsync("Return"), await at.PaidAtTheHostAsync()));
        Assert.Equal(new Money(1_924), (await at.Till.SaleAsync(sale)).Refunded);
    }
}
