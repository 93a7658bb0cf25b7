using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

/// <summary>The list of the PIN pad holds what somebody has taken for not charged.</summary>
public sealed class LateChargeTests : IAsyncLifetime
{
    private readonly Seldom _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_a_manager_took_for_not_charged_is_found_by_its_RefId_and_is_to_be_voided_not_sold_again()
    {
        var (till, pad) = (await Till.OpenAsync(_app, Store), await PadBatch.OpenAsync(_app, Store));
        await _app.Simulator.FaultAsync(Store, "approve-then-drop", "Sale");
        var paid = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.AttemptAsync(paid.AttemptId, a => a.State == AttemptState.Unknown);
        _app.Clock.Advance(TimeSpan.FromMinutes(16));
        await _app.Simulator.FaultAsync(Store, "proxy:Communication error", "Status");
        await till.CheckNowAsync(paid.AttemptId);
        await till.AttemptAsync(paid.AttemptId, a => a.State == AttemptState.NeedsReview);
        Till.Must(await _app.SendAs(Store.Manager, new JudgeReview(paid.AttemptId, false, ReviewEvidence.NotOnReport, null, null, "Looked in a hurry.")));
        Till.Must(await till.PayCashAsync(paid.SaleId, 2_000));
        await pad.SellAsync(new Money(1_500)); // a sale of the PIN pad's own stays one

        var compared = await pad.ReconcileAsync();

        Assert.Equal([(Money?)new Money(1_500)], compared.Differences.Select(d => d.Terminal));
        var late = await till.AttemptAsync(paid.AttemptId);
        Assert.Equal((AttemptState.Approved, true), (late.State, late.ToVoidSince is not null));
    }

    /// <summary>Status is asked once, and then when somebody presses.</summary>
    private sealed class Seldom : BatchFixture
    {
        protected override void ConfigureServices(IServiceCollection services)
        {
            base.ConfigureServices(services);
            services.Configure<PaymentOptions>(options => options.CheckPauses = [TimeSpan.FromHours(1)]);
        }
    }
}
