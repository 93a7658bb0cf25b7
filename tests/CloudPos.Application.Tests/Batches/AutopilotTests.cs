using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Mail;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Batches;

/// <summary>The store settles by itself: at its time, once over all servers, with warnings, retries and mails.</summary>
public sealed class AutopilotTests : IAsyncLifetime
{
    private readonly BatchFixture _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task At_its_time_the_store_is_compared_settled_and_told()
    {
        var (till, pad, paid) = await DayAsync();
        await PlanAsync(BlockerPolicy.Wait, "owner@test.example");
        await JumpToRunAsync();
        await till.AttemptAsync(paid, a => a.State == AttemptState.Settled);
        var mail = await AppFixture.EventuallyAsync(MailsAsync, m => m.Count > 0 && m.TrueForAll(t => t.Length > 0));
        Assert.Contains("Settled", Assert.Single(mail), StringComparison.Ordinal);
        Assert.Equal(1, await pad.SettlesOnTheWireAsync());
        var plan = await AppFixture.EventuallyAsync(ReadPlanAsync, p => p.NextRunAt > _app.Clock.GetUtcNow().AddHours(20)); // it tells first, then it is on record
        Assert.True(plan is { LastFailed: false, Tries: 0 });
    }

    [Fact]
    public async Task A_difference_makes_it_wait_tell_and_try_again()
    {
        var (till, pad, paid) = await DayAsync();
        await pad.SellAsync(new Money(1_420));
        await PlanAsync(BlockerPolicy.Wait, "owner@test.example");
        await JumpToRunAsync();
        var plan = await AppFixture.EventuallyAsync(ReadPlanAsync, p => p.LastFailed);
        Assert.Equal(1, plan.Tries);
        Assert.Contains("difference", plan.LastOutcome, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(paid)).State);
        Assert.Contains("Not settled", Assert.Single(await AppFixture.EventuallyAsync(MailsAsync, m => m.Count > 0 && m.TrueForAll(t => t.Length > 0))), StringComparison.Ordinal);
        var warning = Till.Must(await _app.SendAs(Store.Manager, new GetSettleWarning(null)));
        Assert.True(warning.IsFailure);

        var compared = await pad.ReconcileAsync();
        Till.Must(await _app.SendAs(Store.Manager, new AdoptLine(compared.Id, compared.Differences[0].Number, AttemptId.New(), null, null)));
        _app.Clock.Advance(TimeSpan.FromMinutes(3)); // the first pause is over
        await till.AttemptAsync(paid, a => a.State == AttemptState.Settled);
    }

    [Fact]
    public async Task Where_the_plan_says_so_it_settles_all_the_same_and_says_why()
    {
        var (till, pad, paid) = await DayAsync();
        await pad.SellAsync(new Money(1_420));
        await PlanAsync(BlockerPolicy.SettleAnyway);
        await JumpToRunAsync();
        await till.AttemptAsync(paid, a => a.State == AttemptState.Settled);
        Assert.Contains("autopilot", (await pad.BatchesAsync())[0].DifferenceWhy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_merchants_list_hears_of_every_store_and_who_stands_on_both_lists_gets_one_mail()
    {
        var (till, _, paid) = await DayAsync();
        await PlanAsync(BlockerPolicy.Wait, "store@test.example", "both@test.example");
        Till.Must(await _app.SendAs(Store.Manager, new SaveSettleRecipients(Store.StoreId, ["chain@test.example", " BOTH@test.example"])));
        await JumpToRunAsync();
        await till.AttemptAsync(paid, a => a.State == AttemptState.Settled);
        var mail = Assert.Single(await AppFixture.EventuallyAsync(MailsAsync, m => m.Count > 0 && m.TrueForAll(t => t.Length > 0)));
        foreach (var address in new[] { "store@test.example", "chain@test.example", "both@test.example" })
            Assert.Equal(2, mail.Split("X-Receiver: " + address, StringSplitOptions.None).Length); // once
        Assert.DoesNotContain("BOTH", mail, StringComparison.Ordinal);
        var plan = Till.Must(await _app.SendAs(Store.Manager, new GetEndOfDay(Store.StoreId))).Plan;
        Assert.Equal(["chain@test.example", "BOTH@test.example"], plan.MerchantRecipients);
    }

    [Fact]
    public async Task The_merchants_list_is_set_by_who_runs_all_stores_and_takes_at_most_fifteen_addresses()
    {
        var ofOneStore = Actor.User(Store.IsoId, Store.MerchantId, [Store.StoreId], "one@test.cloudpos.test", StaffRole.Manager);
        Assert.Equal("not.allowed", (await _app.SendAs(ofOneStore, new SaveSettleRecipients(Store.StoreId, ["a@test.example"]))).Refusal?.Code);
        Assert.False(Till.Must(await _app.SendAs(ofOneStore, new GetEndOfDay(Store.StoreId))).Plan.MaySetMerchants);
        var many = Enumerable.Range(0, 16).Select(i => $"a{i}@test.example").ToArray();
        Assert.Equal("At most 15 addresses.", (await _app.SendAs(Store.Manager, new SaveSettleRecipients(Store.StoreId, many))).Refusal?.Message);
        foreach (var wrong in new[] { "no address", new string('a', 90) + "@test.example" })
            Assert.Equal("Each line is one e-mail address of at most 100 characters.", (await _app.SendAs(Store.Manager, new SaveSettleRecipients(Store.StoreId, [wrong]))).Refusal?.Message);
        Till.Must(await _app.SendAs(Store.Manager, new SaveSettleRecipients(Store.StoreId, many[..15])));
        Assert.Equal(15, Till.Must(await _app.SendAs(Store.Manager, new GetEndOfDay(Store.StoreId))).Plan.MerchantRecipients.Count);
    }

    [Fact]
    public async Task Warnings_tell_the_open_list_before()
    {
        await DayAsync();
        await PlanAsync(BlockerPolicy.Wait, "owner@test.example");
        await PaymentThatStaysUnknownAsync();
        var run = (await ReadPlanAsync()).NextRunAt!.Value;
        _app.Clock.Advance(run.AddMinutes(-30) - _app.Clock.GetUtcNow());
        var mail = await AppFixture.EventuallyAsync(MailsAsync, m => m.Count > 0 && m.TrueForAll(t => t.Length > 0));
        Assert.Contains("60 minutes", Assert.Single(mail), StringComparison.Ordinal);
        var warning = Till.Must(await _app.SendAs(Store.Cashier, new GetSettleWarning(Store.RegisterId)));
        Assert.False(warning.IsFailure);
        Assert.Contains("Payment ", warning.Words, StringComparison.Ordinal);
        _app.Clock.Advance(run.AddSeconds(-90) - _app.Clock.GetUtcNow());
        Assert.Contains("in 1 minute.", Till.Must(await _app.SendAs(Store.Cashier, new GetSettleWarning(Store.RegisterId))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_servers_one_runs()
    {
        var (_, pad, _) = await DayAsync();
        await PlanAsync(BlockerPolicy.Wait);
        await _app.InDatabaseAsync(Store.System, async db =>
        {
            // due, but the worker has not looked yet: both are asked at once
            var plan = await db.SettlePlans.SingleAsync();
            plan.BeginRun(_app.Clock.GetUtcNow().AddSeconds(-1));
            return await db.SaveChangesAsync();
        });
        using var other = _app.BuildHost();
        var runs = await Task.WhenAll(
            _app.SendAs(Store.System, new AutoSettleStore(Store.StoreId)),
            other.Services.GetRequiredService<ScopedSender>().SendAsync(Store.System, new AutoSettleStore(Store.StoreId)));
        Assert.True(runs.Count(r => !r.IsRefused) <= 1, string.Join(", ", runs.Select(r => r.Refusal?.Code ?? "ran")));
        await AppFixture.EventuallyAsync(pad.SettlesOnTheWireAsync, count => count == 1);
    }

    private async Task<(Till, PadBatch, AttemptId)> DayAsync()
    {
        var till = await Till.OpenAsync(_app, Store);
        var pad = await PadBatch.OpenAsync(_app, Store);
        var paid = await till.SoldAsync();
        return (till, pad, paid.AttemptId);
    }

    private async Task PaymentThatStaysUnknownAsync()
    {
        var till = await Till.AddAsync(_app, Store, "Register 3");
        await Till.PatienceAsync(_app, Store, 1);
        await till.CustomerAsync("never-answer");
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 2);
        await _app.Simulator.OnlineAsync(Store.Tpn, false);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);
    }

    private async Task PlanAsync(BlockerPolicy differences, params string[] recipients) => Till.Must(await _app.SendAs(Store.Manager,
        new SaveSettlePlan(Store.StoreId, "23:00", false, BlockerPolicy.Wait, differences, BlockerPolicy.SettleAnyway, SuccessMail.Consolidated, recipients)));

    private Task<SettlePlan> ReadPlanAsync() => _app.InDatabaseAsync(Store.System, db => db.SettlePlans.AsNoTracking().SingleAsync());

    private async Task JumpToRunAsync() => _app.Clock.Advance((await ReadPlanAsync()).NextRunAt!.Value.AddSeconds(1) - _app.Clock.GetUtcNow());

    /// <summary>The mails that lie in the data folder.</summary>
    private Task<List<string>> MailsAsync()
    {
        var folder = Path.Combine(_app.Services.GetRequiredService<Application.Data.DatabaseSettings>().DataFolder, "mail");
        return Task.FromResult(Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Select(File.ReadAllText)] : new List<string>());
    }
}
