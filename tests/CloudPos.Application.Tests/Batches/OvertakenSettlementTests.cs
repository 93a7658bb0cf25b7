using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

/// <summary>A settlement that waits for the PIN pad while its batch moves on.</summary>
public sealed class OvertakenSettlementTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    private TestStore Store => app.Tenants.Coffee;

    [Fact]
    public async Task It_is_not_sent_once_the_PIN_pad_has_closed_its_batch_by_itself()
    {
        var (till, pad) = (await Till.OpenAsync(app, Store), await PadBatch.OpenAsync(app, Store));
        await PaidAsync(till);
        Assert.Equal(0, (await pad.ReconcileAsync()).Open);
        var begun = await pad.SettleAsync();
        await app.Simulator.SettleAsync(Store); // by the PIN pad's own clock
        var next = await PaidAsync(till); // answers under the next batch number
        Assert.Equal([BatchState.ClosedElsewhere, BatchState.Open], (await pad.BatchesAsync()).Select(b => b.State));

        var dispatched = await app.SendAs(Store.System, new DispatchSettlement(begun.Id));

        Assert.Equal("settlement.overtaken", dispatched.Refusal?.Code);
        Assert.Equal(SettlementState.NotDone, (await pad.UntilAsync(begun.Id, s => !s.IsOpen)).State);
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(next)).State);
    }

    /// <summary>As the worker does it.</summary>
    private async Task<AttemptId> PaidAsync(Till till)
    {
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        var order = Till.Must(await app.SendAs(Store.System, new DispatchAttempt(begun.AttemptId)));
        var answer = await app.Services.GetRequiredService<ICardTerminal>().SendAsync(order);
        Till.Must(await app.SendAs(Store.System, new RecordAnswer(begun.AttemptId, answer, order.Attempt.SentAt)));
        Till.Must(await app.SendAs(Store.Cashier, new FinishSale(begun.SaleId)));
        return begun.AttemptId;
    }
}
