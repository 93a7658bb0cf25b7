using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Payments;
using CloudPos.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A database that answers "locked" after one second instead of thirty.</summary>
public sealed class ImpatientDatabaseFixture : PaymentFixture
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"cloudpos-test-{Guid.NewGuid():N}.db");

    protected override string Connection => new SqliteConnectionStringBuilder { DataSource = _file, DefaultTimeout = 1 }.ToString();

    public string DatabaseConnection => Connection;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" })
            File.Delete(file);
    }
}

public sealed class DatabaseTroubleTests(ImpatientDatabaseFixture app) : IClassFixture<ImpatientDatabaseFixture>
{
    [Fact]
    public async Task An_approval_that_cannot_be_written_down_at_once_is_not_lost()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        await till.UntilScreenAsync("choose-price");
        await using (var other = new SqliteConnection(app.DatabaseConnection))
        {
            await other.OpenAsync();
            await using var writes = other.BeginTransaction(deferred: false);
            await till.PressAsync("tap");
            await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 1);
            await Task.Delay(3_000);
            await AppFixture.EventuallyAsync(() => Task.FromResult(Locked()), n => n > 0);
            Assert.Equal(AttemptState.Sent, (await till.AttemptAsync(begun.AttemptId)).State);
        }

        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        Assert.True(paid.SaleIsPaid);
        Assert.Single(await till.SalesOnTheWireAsync());
        Assert.Equal(0, await till.StatusOnTheWireAsync()); // the answer in hand was booked, nobody had to ask again

        int Locked() => app.Log.Lines.Count(l => l.Contains("will try again", StringComparison.Ordinal) && l.Contains(nameof(RecordAnswer), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_start_cannot_close_at_once_it_closes_before_anything_is_sent()
    {
        var (first, _, second, queued) = await Till.OneBehindAnotherAsync(app);
        await using (var other = new SqliteConnection(app.DatabaseConnection))
        {
            await other.OpenAsync();
            await using var writes = other.BeginTransaction(deferred: false);
            await app.RestartAsync();
            await AppFixture.EventuallyAsync(() => Task.FromResult(app.Log.Lines.Count(l => l.Contains("Not all that was left open", StringComparison.Ordinal))), n => n > 0);
            Assert.Equal(AttemptState.Created, (await second.AttemptAsync(queued)).State);
        }

        var given = await second.UntilAsync(queued, PaymentPhase.TerminalFault);
        Assert.Equal((AttemptState.NotStarted, true), (given.State, given.CanSendAgain));
        Assert.Single(await first.SalesOnTheWireAsync());
    }
}

/// <summary>The proxy cannot be reached at all.</summary>
public sealed class NoProxyFixture : PaymentFixture
{
    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<SpinOptions>(options => options.SimulatorUrl = new Uri("http://127.0.0.1:9")); // the discard port: nobody listens
    }
}

public sealed class NoProxyTests(NoProxyFixture app) : IClassFixture<NoProxyFixture>
{
    [Fact]
    public async Task Without_a_connection_nothing_was_sent_and_the_key_is_told_to_nobody()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);

        var fault = await till.SellAsync(PaymentPhase.TerminalFault);

        Assert.Equal((AttemptState.NotStarted, true), (fault.State, fault.CanSendAgain));
        Assert.Equal("proxy.unreachable", (await app.SendAs(till.Store.IsoAdmin, new CheckConnection(till.Store.TerminalId))).Refusal?.Code);
        Secrets.AreKept(app, till.Store);
    }
}

public sealed class SecretTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task The_key_of_a_terminal_stands_in_no_log_journal_screen_or_database_row()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("decline");
        await till.SellAsync(PaymentPhase.Declined);
        await till.CustomerAsync("never-answer");
        var last = Till.Must(await app.SendAs(till.Store.Cashier, new Features.Register.GetTill(till.Register))).Sale!;
        var begun = await till.PayByCardAsync(last.Id);
        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        await app.SendAs(till.Store.IsoAdmin, new CheckConnection(till.Store.TerminalId));

        Secrets.AreKept(app, till.Store);
        var story = Till.Must(await app.SendAs(till.Store.Manager, new GetSale(paid.SaleId)));
        Assert.True(story.Attempts.Sum(a => a.Journal.Count) > 4, "There was no story to look through.");
        Secrets.AreNotIn(till.Store, story.Attempts.SelectMany(a => a.Journal).Select(j => j.Words + j.Note));
        Secrets.AreNotIn(till.Store, [paid.ToString()]);
        var terminals = Till.Must(await app.SendAs(till.Store.IsoAdmin, new ListTerminals()));
        Secrets.AreNotIn(till.Store, terminals.Merchants.SelectMany(m => m.Stores).SelectMany(s => s.Terminals).Select(t => t.ToString()));
        var kept = await app.InDatabaseAsync(till.Store.System, db => Task.FromResult(db.Terminals.Select(t => t.ProtectedAuthKey).ToArray()));
        Secrets.AreNotIn(till.Store, kept);
    }

    [Fact]
    public async Task A_wrong_key_is_a_setup_fault_and_is_not_repeated_in_any_text()
    {
        var store = app.Tenants.Pharmacy with { AuthKey = "Wr0ngKey77" };
        await app.InDatabaseAsync(store.System, async db =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var box = scope.ServiceProvider.GetRequiredService<Application.Data.SecretBox>();
            db.Terminals.Single(t => t.Id == store.TerminalId).SetKey(box.Seal(store.MerchantId, store.AuthKey), "77");
            return await db.SaveChangesAsync();
        });
        var till = await Till.OpenAsync(app, store);

        var fault = await till.SellAsync(PaymentPhase.TerminalFault);

        Assert.Equal(AttemptReason.WrongKey, (await till.AttemptAsync(fault.AttemptId)).Reason);
        Assert.Contains("key", fault.Headline, StringComparison.Ordinal);
        Secrets.AreKept(app, store);
    }
}

internal static class Secrets
{
    /// <summary>Neither the key nor the address that carries it is in anything that was logged.</summary>
    public static void AreKept(AppFixture app, TestStore store)
    {
        Assert.True(app.Log.Lines.Count > 20, "Nothing was logged, so nothing was looked through.");
        AreNotIn(store, app.Log.Lines);
    }

    public static void AreNotIn(TestStore store, IEnumerable<string> texts) => Assert.All(texts, text =>
    {
        Assert.DoesNotContain(store.AuthKey, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("TerminalTransaction", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("cgi.html", text, StringComparison.OrdinalIgnoreCase);
    });
}
