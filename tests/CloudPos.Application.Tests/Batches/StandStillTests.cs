using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

/// <summary>A machine that swaps or is moved: between what is put on record as sent and the wire, minutes pass.</summary>
public sealed class StandStillTests(StandStillFixture app) : IClassFixture<StandStillFixture>
{
    [Fact]
    public async Task A_payment_is_not_sent_once_the_PIN_pad_could_be_somebody_elses_and_goes_out_again_when_asked_to()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        app.IsToStandStill = true;

        var stood = await till.SellAsync(PaymentPhase.TerminalFault);

        Assert.Equal(AttemptState.NotStarted, (await till.AttemptAsync(stood.AttemptId)).State);
        Assert.Contains((await till.AttemptAsync(stood.AttemptId)).Entries, e => e.Note?.Contains("Nothing was sent", StringComparison.Ordinal) == true);
        Assert.Empty(await app.Simulator.LedgerAsync(till.Store.Tpn));
        Till.Must(await app.SendAs(till.Store.Cashier, new SendAgain(stood.AttemptId)));
        await till.UntilAsync(stood.AttemptId, PaymentPhase.Approved);
        Assert.Single(await app.Simulator.LedgerAsync(till.Store.Tpn));
    }

    [Fact]
    public async Task A_settlement_is_not_sent_once_a_payment_could_have_come_in_that_nobody_has_compared()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Pharmacy);
        var pad = await PadBatch.OpenAsync(app, app.Tenants.Pharmacy);
        await till.SoldAsync();
        await pad.ReconcileAsync();
        app.IsToStandStill = true;

        var stood = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);

        Assert.Equal(SettlementState.NotDone, stood.State);
        Assert.Equal(0, await pad.SettlesOnTheWireAsync());
        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal((SettlementState.Settled, 1), (settled.State, await pad.SettlesOnTheWireAsync()));
    }
}

public sealed class StandStillFixture : BatchFixture
{
    /// <summary>Once, when something is next put on record as sent.</summary>
    public bool IsToStandStill { get; set; }

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(new StandsStill(this)));
    }

    private sealed class StandsStill(StandStillFixture app) : SaveChangesInterceptor
    {
        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            var tracked = eventData.Context!.ChangeTracker;
            if (app.IsToStandStill && (tracked.Entries<PaymentAttempt>().Any(e => e.Entity.State == AttemptState.Sent)
                || tracked.Entries<Settlement>().Any(e => e.Entity.State == SettlementState.Sent)))
            {
                app.IsToStandStill = false;
                app.Clock.StandStill(TimeSpan.FromMinutes(1));
            }

            return base.SavedChangesAsync(eventData, result, cancellationToken);
        }
    }
}
