using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

public sealed class SettledMeanwhileTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task After_a_settlement_by_the_PIN_pad_itself_not_found_proves_nothing()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("approve");
        await till.SellAsync(PaymentPhase.Approved);
        await till.CustomerAsync("never-answer");
        await StatusAsync(till, fails: true);
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 2);
        await app.Simulator.Http.GetAsync("/spin/cgi.html?TerminalTransaction=" + Uri.EscapeDataString(
            $"<request><RefId>2</RefId><TransType>Settle</TransType><Param>Close</Param><RegisterId>7104411</RegisterId><AuthKey>{till.Store.AuthKey}</AuthKey><TPN>{till.Store.Tpn}</TPN></request>"));
        await StatusAsync(till, fails: false);

        await AskThreeTimesAsync(till, unknown.AttemptId);

        // the card was charged, and the charge is settled: whoever sold again would take the money twice
        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(unknown.AttemptId)).State);
    }

    [Fact]
    public async Task The_first_charge_of_a_batch_has_the_one_after_it_as_its_witness()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("never-answer");
        var lost = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await app.Simulator.FaultAsync(till.Store, "proxy:Reconnected", "Status", times: 1_000);
        await till.UntilAsync(lost.AttemptId, PaymentPhase.Unknown);
        app.Clock.Advance(TimeSpan.FromMinutes(2)); // the PIN pad is nobody's any more
        var next = await Till.AddAsync(app, till.Store, "Register 5");
        await next.CustomerAsync("approve");
        await next.SellAsync(PaymentPhase.Approved);
        Assert.Equal(2, (await till.LedgerAsync()).Count);
        await app.Simulator.SettleAsync(till.Store);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = Array.Empty<object>() });

        await AskThreeTimesAsync(till, lost.AttemptId);

        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(lost.AttemptId)).State);
    }

    /// <summary>Status, three times, a minute apart: time enough for two "not found" to prove something.</summary>
    private async Task AskThreeTimesAsync(Till till, AttemptId id)
    {
        for (var asked = 0; asked < 3; asked++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            var before = (await till.AttemptAsync(id)).Checks;
            await till.CheckNowAsync(id);
            await till.AttemptAsync(id, a => a.Checks > before || a.State != AttemptState.Unknown);
        }
    }

    private Task StatusAsync(Till till, bool fails) => app.Simulator.SetAsync(till.Store.Tpn,
        new { faults = fails ? new[] { new { fault = "http-502", transType = "Status", times = 1_000 } } : [] });
}
