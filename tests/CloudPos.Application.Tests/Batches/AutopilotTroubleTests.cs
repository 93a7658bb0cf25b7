using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

/// <summary>The store settles by itself although something around it fails.</summary>
public sealed class AutopilotTroubleTests : IAsyncLifetime
{
    private readonly Troubled _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_mail_server_that_accepts_and_says_nothing_stops_no_later_night()
    {
        var till = await OpenAsync();
        foreach (var _ in new[] { "one night", "the next" })
        {
            var paid = await till.SoldAsync();
            await JumpToRunAsync();
            await till.AttemptAsync(paid.AttemptId, a => a.State == AttemptState.Settled);
            await AppFixture.EventuallyAsync(ReadPlanAsync, p => p.NextRunAt > _app.Clock.GetUtcNow().AddHours(20));
        }

        await AppFixture.EventuallyAsync(() => Task.FromResult(_app.Log.Lines.Count(l => l.Contains("could not be sent", StringComparison.Ordinal))), failed => failed == 2);
    }

    [Fact]
    public async Task What_a_run_settled_that_was_cut_off_is_told_by_the_next()
    {
        var till = await OpenAsync();
        var pad = await PadBatch.OpenAsync(_app, Store);
        await till.SoldAsync();
        await _app.InDatabaseAsync(Store.System, db =>
        {
            var now = _app.Clock.GetUtcNow();
            return db.SettlePlans.ExecuteUpdateAsync(set => set.SetProperty(p => p.RunDueAt, now.AddMinutes(-1)).SetProperty(p => p.NextRunAt, now.AddMinutes(20)));
        });
        Till.Must(await _app.SendAs(Store.System, new ReconcileBatch(Store.TerminalId)));
        var cut = Till.Must(await _app.SendAs(Store.System, new StartSettlement(Store.TerminalId, SettlementId.New(), SettleKind.Close, false, null)));
        await pad.UntilAsync(cut.Id, s => s.State == SettlementState.Settled);

        await JumpToRunAsync();
        var plan = await AppFixture.EventuallyAsync(ReadPlanAsync, p => p.LastRunAt is not null);
        Assert.Contains("PIN pad 1: Settled", plan.LastOutcome, StringComparison.Ordinal);
        Assert.Equal(1, await pad.SettlesOnTheWireAsync());
    }

    [Fact]
    public async Task One_PIN_pad_that_cannot_be_settled_holds_up_no_other()
    {
        var till = await OpenAsync();
        var paid = await till.SoldAsync();
        _app.Spoiled = await till.OtherPinPadAsync("A PIN pad that comes first");
        await JumpToRunAsync();
        await till.AttemptAsync(paid.AttemptId, a => a.State == AttemptState.Settled);
        var plan = await AppFixture.EventuallyAsync(ReadPlanAsync, p => p.LastFailed);
        Assert.Contains("PIN pad 1: Settled", plan.LastOutcome, StringComparison.Ordinal);
        Assert.Equal(1, plan.Tries);
    }

    private async Task<Till> OpenAsync()
    {
        var till = await Till.OpenAsync(_app, Store);
        await till.CustomerAsync("approve");
        Till.Must(await _app.SendAs(Store.Manager, new SaveSettlePlan(Store.StoreId, "23:00", false, BlockerPolicy.Wait, BlockerPolicy.Wait,
            BlockerPolicy.SettleAnyway, SuccessMail.Consolidated, ["owner@test.example"])));
        return till;
    }

    private Task<SettlePlan> ReadPlanAsync() => _app.InDatabaseAsync(Store.System, db => db.SettlePlans.AsNoTracking().SingleAsync());

    private async Task JumpToRunAsync() => _app.Clock.Advance((await ReadPlanAsync()).NextRunAt!.Value.AddSeconds(1) - _app.Clock.GetUtcNow());

    /// <summary>Its mail server accepts every connection and never says a word; of one PIN pad the database says nothing at all.</summary>
    private sealed class Troubled : BatchFixture
    {
        private readonly TcpListener _mute = new(IPAddress.Loopback, 0);

        public TerminalId? Spoiled { get; set; }

        protected override IEnumerable<(string Key, string? Value)> MoreSettings =>
            [("Mail:Host", "127.0.0.1"), ("Mail:Port", ((IPEndPoint)_mute.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Mail:UseTls", "false"), ("Mail:TimeoutSeconds", "1")];

        public override Task InitializeAsync()
        {
            _mute.Start();
            return base.InitializeAsync();
        }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            _mute.Dispose();
        }

        protected override void ConfigureServices(IServiceCollection services)
        {
            base.ConfigureServices(services);
            services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(new Spoiler(this)));
        }

        private sealed class Spoiler(Troubled app) : DbCommandInterceptor
        {
            public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
                DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
                command.CommandText.Contains("Batches", StringComparison.Ordinal) && app.Spoiled is { } id
                    && command.Parameters.Cast<DbParameter>().Any(p => string.Equals(p.Value?.ToString(), id.Value.ToString(), StringComparison.OrdinalIgnoreCase))
                    ? throw new SaysNoException() : ValueTask.FromResult(result);
        }
    }
}
