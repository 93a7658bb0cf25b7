using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Batches;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A payment that never started, whose PIN pad the database did not take back at once.</summary>
public sealed class SentAgainTests(TroubledSettleFixture app) : IClassFixture<TroubledSettleFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1_500)] // by then the answer was recorded once more
    public async Task It_goes_out_again_at_once_whether_the_cashier_hurries_or_not(int afterMilliseconds)
    {
        var (till, fault) = await NeverStartedAsync();
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        await Task.Delay(afterMilliseconds);

        await till.SendAgainAsync(fault.AttemptId);

        await till.UntilAsync(fault.AttemptId, PaymentPhase.Approved);
    }

    [Fact]
    public async Task It_goes_out_again_at_once_where_the_server_was_restarted_in_between()
    {
        var (till, fault) = await NeverStartedAsync();
        await app.RestartAsync();
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);

        await till.SendAgainAsync(fault.AttemptId);

        await till.UntilAsync(fault.AttemptId, PaymentPhase.Approved);
    }

    private async Task<(Till Till, PaymentView Fault)> NeverStartedAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        app.RefusesFreeing = true;
        var fault = await till.SellAsync(PaymentPhase.TerminalFault);
        await AppFixture.EventuallyAsync(() => Task.FromResult(app.RefusesFreeing), refuses => !refuses);
        return (till, fault);
    }
}
