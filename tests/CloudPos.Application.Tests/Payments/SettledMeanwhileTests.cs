using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
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
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = "http-502", transType = "Status", times = 1 } } });
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 2);
        await app.Simulator.Http.GetAsync("/spin/cgi.html?TerminalTransaction=" + Uri.EscapeDataString(
            $"<request><TransType>Settle</TransType><Param>Close</Param><RegisterId>7104411</RegisterId><AuthKey>{till.Store.AuthKey}</AuthKey><TPN>{till.Store.Tpn}</TPN></request>"));

        await till.AttemptAsync(begun.AttemptId, a => a.Checks >= 2);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await till.CheckNowAsync(begun.AttemptId);
        var asked = (await till.AttemptAsync(begun.AttemptId)).Checks;
        await till.AttemptAsync(begun.AttemptId, a => a.Checks > asked || a.State == AttemptState.NotProcessed);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await till.CheckNowAsync(begun.AttemptId);
        await till.AttemptAsync(begun.AttemptId, a => a.Checks > asked + 1 || a.State == AttemptState.NotProcessed);

        // the card was charged, and the charge is settled: whoever sold again would take the money twice
        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(begun.AttemptId)).State);
    }
}
