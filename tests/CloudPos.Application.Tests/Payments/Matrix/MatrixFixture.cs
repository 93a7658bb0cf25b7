using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Payments;
using CloudPos.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>The application where waits are twenty times shorter, where Status is asked only when a test says so, and where commits can fail.</summary>
public sealed class MatrixFixture : AppFixture
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9"); // the discard port: nobody listens

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"cloudpos-test-{Guid.NewGuid():N}.db");

    public MatrixFixture() => Saves = new SaveTrouble(Connection);

    internal SaveTrouble Saves { get; }

    protected override int Hurry => 20;

    protected override DatabaseKind Database => DatabaseKind.Sqlite;

    // "locked" after one second instead of thirty
    protected override string Connection => new SqliteConnectionStringBuilder { DataSource = _file, DefaultTimeout = 1, ForeignKeys = true }.ToString();

    /// <summary>The proxy's place is empty.</summary>
    public void ProxyIsThere(bool there) =>
        Services.GetRequiredService<IOptions<SpinOptions>>().Value.SimulatorUrl = there ? new Uri(Simulator.Url) : Nowhere;

    /// <summary>What an earlier case has left open is out of this one's way.</summary>
    public Task ForgetAsync(TestStore store) => InDatabaseAsync(store.System, async db =>
    {
        await db.Attempts.Where(a => a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.State, AttemptState.Cancelled).SetProperty(a => a.NextCheckAt, (DateTimeOffset?)null));
        await db.Attempts.Where(a => a.TerminalId == store.TerminalId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.BatchNumber, (string?)null)); // the simulator begins at batch 1 again
        return await db.TerminalLeases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, (string?)null).SetProperty(l => l.HolderId, (Guid?)null));
    });

    public override async Task DisposeAsync()
    {
        Saves.Heal();
        await base.DisposeAsync();
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" })
            File.Delete(file);
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(Saves));
        services.Configure<PaymentOptions>(options =>
        {
            var never = TimeSpan.FromHours(5);
            (options.CheckPauses, options.UnansweredPause, options.WindowMargin) = ([never], never, TimeSpan.FromSeconds(1));
        });
    }
}
