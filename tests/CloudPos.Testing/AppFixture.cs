using CloudPos.Application;
using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CloudPos.Testing;

/// <summary>The real application on a real, migrated database, with the PIN pad simulator over real HTTP. Only time is made.</summary>
/// <remarks>SQLite in a folder of its own; SQL Server (a database of its own, dropped at the end) where <c>CLOUDPOS_TEST_SQLSERVER</c> holds a connection string.</remarks>
public class AppFixture : IAsyncLifetime
{
    /// <summary>The owner of a lease of which this machine knows nothing.</summary>
    public const string AnotherMachine = "another-machine|1|0";

    private IHost? _host;

    public AppFixture() => (Simulator, Clock) = (new SimulatorFixture(Hurry), new TestClock { Hurry = Hurry });

    /// <summary>Where its data is.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "cloudpos-test-" + Guid.NewGuid().ToString("N"));

    public SimulatorFixture Simulator { get; }

    /// <summary>Time as the application sees it. Runs on by itself; <see cref="TestClock.Advance"/> jumps ahead.</summary>
    public TestClock Clock { get; }

    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The fixture has not started.");

    public TestLog Log { get; } = new();

    /// <summary>The tenants that every fixture has: two merchants of one ISO, and a merchant of another.</summary>
    public TestTenants Tenants { get; private set; } = null!;

    /// <summary>Which database this fixture runs on.</summary>
    public DatabaseKind DatabaseKind => Database;

    protected virtual DatabaseKind Database => TestSqlServer.IsConfigured ? DatabaseKind.SqlServer : DatabaseKind.Sqlite;

    protected virtual string? Connection => Database == DatabaseKind.SqlServer ? TestSqlServer.ConnectionTo(Path.GetFileName(Folder)) : null;

    /// <summary>Whether the database starts with <see cref="Tenants"/>; else it is empty.</summary>
    protected virtual bool HasTenants => true;

    /// <summary>By how much every wait of application and simulator is shortened.</summary>
    protected virtual int Hurry => 1;

    /// <summary>Whether the worker that sends payments runs.</summary>
    protected virtual bool RunsWorkers => true;

    public virtual async Task InitializeAsync()
    {
        await Simulator.InitializeAsync();
        await StartAsync();
        await (Connection is null ? MigratedDatabase.LayAsync(Services, Folder) : DatabaseStart.MigrateAsync(Services, CancellationToken.None));
        if (HasTenants)
            Tenants = await TestTenants.MakeAsync(this);
        await _host!.StartAsync();
    }

    public virtual async Task DisposeAsync()
    {
        if (Database == DatabaseKind.SqlServer && _host is not null)
            await DropAsync();
        await StopAsync();
        await Simulator.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Stops the application as a kill would: nothing is said goodbye to. <see cref="RestartAsync"/> brings it back on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
        await _host!.StartAsync();
    }

    /// <summary>Sends through the one door, in a scope of its own.</summary>
    public Task<T> SendAs<T>(Actor actor, IRequest<T> request) => Services.GetRequiredService<ScopedSender>().SendAsync(actor, request);

    /// <summary>Reads or writes the database as an actor, past all use cases. For arranging and for looking, never for acting.</summary>
    public async Task<T> InDatabaseAsync<T>(Actor actor, Func<AppDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(actor);
        return await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    /// <summary>From now on it is another machine's server that holds a PIN pad for this piece of work.</summary>
    public Task GiveToAnotherMachineAsync(Guid holder) => InDatabaseAsync(Tenants.Coffee.System, db => db.TerminalLeases.Where(l => l.HolderId == holder)
        .ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, AnotherMachine)));

    /// <summary>Waits (in real time) until something holds.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> holds, int secondsMax = 20)
    {
        var until = DateTime.UtcNow.AddSeconds(secondsMax);
        while (true)
        {
            var value = await read();
            if (holds(value))
                return value;
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"After {secondsMax} s it still is: {value}");
            await Task.Delay(50);
        }
    }

    private async Task DropAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureDeletedAsync();
    }

    private Task StartAsync()
    {
        _host = BuildHost();
        return Task.CompletedTask;
    }

    /// <summary>Another server process on the same database, not started: its workers do not run. The caller disposes it.</summary>
    public IHost BuildHost(params (string Key, string? Value)[] more)
    {
        Directory.CreateDirectory(Folder);
        var settings = new Dictionary<string, string?>
        {
            ["CLOUDPOS_DATA"] = Folder,
            ["Database:Provider"] = Database.ToString(),
            ["ConnectionStrings:CloudPos"] = Connection,
            ["Spin:SimulatorUrl"] = Simulator.Url,
        };
        foreach (var (key, value) in more.Concat(MoreSettings))
            settings[key] = value;
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(Log);
        builder.Services.AddCloudPosApplication(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        if (!RunsWorkers)
        {
            foreach (var worker in builder.Services.Where(s => s.ImplementationType?.Namespace == typeof(Application.Workers.TerminalWorker).Namespace).ToArray())
                builder.Services.Remove(worker);
        }

        ConfigureServices(builder.Services);
        return builder.Build();
    }

    /// <summary>For a fixture that adds settings.</summary>
    protected virtual IEnumerable<(string Key, string? Value)> MoreSettings => [];

    /// <summary>For a fixture that changes an option.</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    private async Task StopAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync(new CancellationToken(canceled: true));
        _host.Dispose();
        _host = null;
    }
}
