using System.Net.Http.Json;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Status goes through the same proxy as a sale: it waits for its turn at the PIN pad, and while it is put nobody else is served.</summary>
public sealed class QuestionTurnTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    private static readonly TimeSpan LeaseOver = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan EarlierTestsOver = TimeSpan.FromMinutes(11); // their leases and their queue

    private static readonly TerminalAnswer Approved = new(AttemptSignal.Approved, AttemptReason.None,
        new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0");

    [Fact]
    public async Task While_the_PIN_pad_serves_another_payment_nothing_is_asked()
    {
        var (till, unknown) = await UnknownAsync();
        app.Clock.Advance(LeaseOver);
        var (other, running) = await SentAsync(till);

        Assert.Equal(AttemptState.Unknown, await ResolveAsync(till, unknown));
        Assert.Equal(0, await till.StatusOnTheWireAsync());
        var waiting = await till.AttemptAsync(unknown);
        Assert.Equal((0, true), (waiting.Checks, waiting.NextCheckAt > app.Clock.GetUtcNow()));

        Till.Must(await app.SendAs(other.Store.System, new RecordAnswer(running, Approved)));
        await ResolveAsync(till, unknown);
        Assert.True(await till.StatusOnTheWireAsync() > 0);
    }

    [Fact]
    public async Task Several_servers_that_look_at_once_put_one_question()
    {
        var (till, unknown) = await UnknownAsync();
        await DelayStatusAsync(till, 6_000);
        var first = Task.Run(() => ResolveAsync(till, unknown));
        await Testing.AppFixture.EventuallyAsync(till.StatusOnTheWireAsync, asked => asked == 1);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ResolveAsync(till, unknown))));
        Assert.False(first.IsCompleted, "The others were to come while the first one asks.");
        Assert.Equal(1, await till.StatusOnTheWireAsync());

        await first;
        Assert.Equal(2, await till.StatusOnTheWireAsync()); // as credit, then as any card: one question
        Assert.Equal(1, (await till.AttemptAsync(unknown)).Checks); // and its answer was saved, whatever the others did meanwhile
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Check_now_pressed_while_the_PIN_pad_is_being_asked_does_not_throw_its_answer_away(bool isInTheBackOffice)
    {
        var (till, unknown) = await UnknownAsync();
        await DelayStatusAsync(till, 1_500);
        var question = Task.Run(() => ResolveAsync(till, unknown));
        await Testing.AppFixture.EventuallyAsync(till.StatusOnTheWireAsync, asked => asked == 1);

        if (isInTheBackOffice)
            Assert.Equal(1, Till.Must(await app.SendAs(till.Store.Manager, new CheckPayments(unknown))));
        else
            await till.CheckNowAsync(unknown);
        Assert.False(question.IsCompleted, "It was to be pressed while the PIN pad is being asked.");

        await question;
        Assert.Equal(1, (await till.AttemptAsync(unknown)).Checks);
    }

    [Fact]
    public async Task While_the_PIN_pad_is_asked_no_payment_goes_out()
    {
        var (till, unknown) = await UnknownAsync();
        app.Clock.Advance(LeaseOver);
        var next = await Till.AddAsync(app, till.Store, "Register 3");
        var waiting = await next.PayByCardAsync((await next.RingUpAsync()).Id);
        await DelayStatusAsync(till, 1_500);

        var question = Task.Run(() => ResolveAsync(till, unknown));
        await Testing.AppFixture.EventuallyAsync(till.StatusOnTheWireAsync, asked => asked == 1);
        Assert.Equal("terminal.busy", (await app.SendAs(next.Store.System, new DispatchAttempt(waiting.AttemptId))).Refusal?.Code);
        await question;

        Till.Must(await app.SendAs(next.Store.System, new DispatchAttempt(waiting.AttemptId)));
        Till.Must(await app.SendAs(next.Store.System, new RecordAnswer(waiting.AttemptId, Approved)));
    }

    [Fact]
    public async Task A_server_that_died_while_it_asked_keeps_nobody_waiting_for_long()
    {
        var (till, unknown) = await UnknownAsync();
        var now = app.Clock.GetUtcNow();
        await app.InDatabaseAsync(till.Store.System, db => db.TerminalLeases.Where(l => l.Tpn == till.Store.Tpn).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.AskedBy, AppFixture.AnotherMachine).SetProperty(l => l.AskedUntil, now.AddSeconds(30))));
        await ResolveAsync(till, unknown);
        Assert.Equal(0, await till.StatusOnTheWireAsync());

        app.Clock.Advance(TimeSpan.FromSeconds(31));
        await ResolveAsync(till, unknown);
        Assert.True(await till.StatusOnTheWireAsync() > 0);
    }

    [Fact]
    public async Task A_question_whose_end_could_not_be_written_down_is_not_kept_alive_by_the_server_that_put_it()
    {
        var (till, unknown) = await UnknownAsync();
        var until = app.Clock.GetUtcNow().AddSeconds(30);
        await using var scope = app.Services.CreateAsyncScope();
        var self = scope.ServiceProvider.GetRequiredService<LeaseOwner>().Name;
        await app.InDatabaseAsync(till.Store.System, db => db.TerminalLeases.Where(l => l.Tpn == till.Store.Tpn).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.AskedBy, self).SetProperty(l => l.AskedUntil, until)));

        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await scope.ServiceProvider.GetRequiredService<TerminalLeases>().KeepAsync(CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        await ResolveAsync(till, unknown);

        Assert.True(await till.StatusOnTheWireAsync() > 0);
    }

    /// <summary>Found by the simulation (seed 83): both servers went for a payment, one met a busy database and freed what the other one was charging on.</summary>
    [Fact]
    public async Task A_server_that_failed_to_take_the_PIN_pad_does_not_free_what_another_one_holds_for_the_same_payment()
    {
        var (till, _) = await UnknownAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        using var another = new LeaseOwner();
        var (mine, others, payment) = (scope.ServiceProvider.GetRequiredService<TerminalLeases>(), new TerminalLeases(db, another, app.Clock), Guid.NewGuid());
        await db.TerminalLeases.ExecuteDeleteAsync();
        Assert.NotNull(await others.TryTakeAsync(till.Store.Tpn, payment, "Register 1", TimeSpan.FromMinutes(1), CancellationToken.None));

        await mine.FreeMineAsync(payment, CancellationToken.None);
        Assert.Equal(payment, (await mine.HeldForAsync(till.Store.Tpn, CancellationToken.None))?.Id);

        await others.FreeMineAsync(payment, CancellationToken.None);
        Assert.Null(await mine.HeldForAsync(till.Store.Tpn, CancellationToken.None));
    }

    [Fact]
    public async Task A_not_found_that_was_asked_for_inside_the_window_does_not_count_however_late_it_comes()
    {
        var (till, unknown) = await UnknownAsync();
        await DelayStatusAsync(till, 1_500);
        var question = Task.Run(() => ResolveAsync(till, unknown));
        await Testing.AppFixture.EventuallyAsync(till.StatusOnTheWireAsync, asked => asked == 1);
        app.Clock.Advance(TimeSpan.FromMinutes(3)); // the answer arrives when the window is over
        await question;

        Assert.Null((await till.AttemptAsync(unknown)).NotFoundSince);
    }

    private async Task<(Till Till, AttemptId Id)> UnknownAsync()
    {
        app.Clock.Advance(EarlierTestsOver);
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var (_, id) = await SentAsync(till, till);
        await app.SendAs(till.Store.System, new SweepAttempt(id));
        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(id)).State);
        return (till, id);
    }

    private async Task<(Till Till, AttemptId Id)> SentAsync(Till beside, Till? at = null)
    {
        var till = at ?? await Till.AddAsync(app, beside.Store, "Register");
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(begun.AttemptId)));
        return (till, begun.AttemptId);
    }

    private async Task<AttemptState> ResolveAsync(Till till, AttemptId id) => Till.Must(await app.SendAs(till.Store.System, new ResolveAttempt(id)));

    private async Task DelayStatusAsync(Till till, int milliseconds) => (await app.Simulator.Http.PostAsJsonAsync(
        $"/control/terminals/{till.Store.Tpn}/faults", new { fault = "delay", transType = "Status", delayMs = milliseconds })).EnsureSuccessStatusCode();
}
