using System.Data.Common;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

public sealed class SettleTroubleTests(TroubledSettleFixture app) : IClassFixture<TroubledSettleFixture>
{
    [Fact]
    public async Task A_PIN_pad_that_cannot_be_given_back_at_once_is_given_back_soon_and_the_settlement_goes_out()
    {
        var (_, pad) = await DayAsync();
        (app.RefusesSent, app.RefusesFreeing) = (true, true);

        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);

        Assert.Equal((SettlementState.Settled, 1), (settled.State, await pad.SettlesOnTheWireAsync()));
        Assert.Equal((false, false), (app.RefusesSent, app.RefusesFreeing));
    }

    [Fact]
    public async Task A_PIN_pad_that_cannot_be_given_back_once_it_has_settled_sells_again_soon()
    {
        var (till, pad) = await DayAsync();
        app.RefusesFreeing = true;
        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal((SettlementState.Settled, 1), (settled.State, await pad.SettlesOnTheWireAsync()));
        Assert.False(app.RefusesFreeing);

        await till.SellAsync(PaymentPhase.Approved);
    }

    [Fact]
    public async Task A_PIN_pad_that_cannot_be_given_back_after_a_balance_gives_the_balance_and_sells_again_soon()
    {
        var (till, _) = await DayAsync();
        app.RefusesFreeing = true;
        Assert.True(Till.Must(await app.SendAs(till.Store.Cashier, new AskCardBalance(till.Register, PayMethod.Gift))).Balance.IsPositive);
        Assert.False(app.RefusesFreeing);

        app.Clock.Advance(TimeSpan.FromSeconds(5)); // the next sign of life
        await till.SellAsync(PaymentPhase.Approved);
    }

    /// <summary>One payment, compared.</summary>
    private async Task<(Till Till, PadBatch Pad)> DayAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Pharmacy);
        var pad = await PadBatch.OpenAsync(app, app.Tenants.Pharmacy);
        await till.SoldAsync();
        await pad.ReconcileAsync();
        return (till, pad);
    }
}

/// <summary>A database that says no once to "sent", and once to giving the PIN pad back.</summary>
public sealed class TroubledSettleFixture : BatchFixture
{
    public bool RefusesSent { get; set; }

    public bool RefusesFreeing { get; set; }

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<SettleOptions>(options => options.WindowSeconds = 420); // a hold that nobody ends lasts longer than any test waits
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(new RefusesToSay(this), new RefusesToFree(this)));
    }

    private sealed class RefusesToSay(TroubledSettleFixture app) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (!app.RefusesSent || !eventData.Context!.ChangeTracker.Entries<Settlement>().Any(e => e.Entity.State == SettlementState.Sent))
                return base.SavingChangesAsync(eventData, result, cancellationToken);
            app.RefusesSent = false;
            throw new DbUpdateException("The database said no to sent.");
        }
    }

    private sealed class RefusesToFree(TroubledSettleFixture app) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (!app.RefusesFreeing || app.RefusesSent || !command.CommandText.Contains("\"Owner\" = NULL", StringComparison.Ordinal))
                return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
            app.RefusesFreeing = false;
            throw new DbUpdateException("The database said no to freeing.");
        }
    }
}
