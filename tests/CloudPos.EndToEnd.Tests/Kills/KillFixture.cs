using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.EndToEnd.Tests.Kills;

/// <summary>
/// The real register and the real simulator as processes, and beside them, on the same database, a second application without workers:
/// through it cashiers press their buttons, and all that touches the PIN pad happens in the process that is killed.
/// </summary>
public sealed class KillFixture : AppFixture
{
    /// <summary>A customer who stands before a PIN pad does not leave while others are brought to where the server dies, and until it is back.</summary>
    internal const int WindowSeconds = 45;

    /// <summary>The TPNs that the tenants of every fixture do not use.</summary>
    private static readonly string[] MoreTpns = ["220326704501", "220326704502", "220326704503", "220326704504", "220326704505"];

    private readonly List<TestStore> _stores = [];

    public KillFixture() =>
        // what counts in half minutes counts in seconds here; nothing else is different from any other start
        Installation = new Installation(Folder, hasDemo: false,
            [("Payments__WindowMargin", "00:00:01"), ("Payments__NotFoundGap", "00:00:02"), ("Settlement__WindowSeconds", "5"), ("Settlement__WindowMargin", "00:00:01"), ("Settlement__LookPause", "00:00:01"), .. MoreTpns.SelectMany(OnSimulator)]);

    public Installation Installation { get; }

    /// <summary>Each with a PIN pad of its own: as many payments at once can be where the server dies.</summary>
    public IReadOnlyList<TestStore> Stores => _stores;

    protected override bool RunsWorkers => false;

    protected override Application.Data.DatabaseKind Database => Application.Data.DatabaseKind.Sqlite;

    /// <summary>A comparison is asked for here, and reads the report of the very PIN pads.</summary>
    protected override void ConfigureServices(IServiceCollection services) =>
        services.Configure<SpinOptions>(options => options.SimulatorUrl = new Uri(Installation.Simulator));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _stores.AddRange([Tenants.Coffee, Tenants.Pharmacy, Tenants.Foreign]);
        foreach (var tpn in MoreTpns)
            _stores.Add(await TestStore.MakeAsync(this, Tenants.Coffee.IsoId, "Shop " + tpn[^1..], new Rate(40_000), tpn, RegisterIdOf(tpn), AuthKeyOf(tpn)));
        foreach (var store in Stores)
        {
            await InDatabaseAsync(store.System, async db =>
            {
                var terminal = await db.Terminals.SingleAsync(t => t.Id == store.TerminalId);
                terminal.SetParameters(AmountHolds.CardTotal, ComputedBy.Register, WindowSeconds, captureSignature: false);
                return await db.SaveChangesAsync();
            });
        }

        await Installation.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await Installation.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Holds the database as another writer would: the server stands before its next commit until this is disposed.</summary>
    public IDisposable HoldDatabase()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "cloudpos.db"), DefaultTimeout = 30, Pooling = false }.ToString());
        connection.Open();
        connection.BeginTransaction(deferred: false);
        return connection;
    }

    /// <summary>What an earlier, failed round has left open; and what it charged, which the simulator that begins anew does not hold either, as after a settlement.</summary>
    public async Task ForgetAsync()
    {
        foreach (var store in Stores)
        {
            await PatienceAsync(store, WindowSeconds);
            await InDatabaseAsync(store.System, async db =>
            {
                await db.Attempts.Where(a => a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.State, AttemptState.Settled));
                await db.TerminalLeases.Where(l => l.Tpn == store.Tpn).ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, (string?)null));
                return await db.Attempts.Where(a => a.State == AttemptState.Created || a.State == AttemptState.Sent || a.State == AttemptState.Unknown)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.State, AttemptState.Cancelled).SetProperty(a => a.NextCheckAt, (DateTimeOffset?)null));
            });
        }
    }

    private static string RegisterIdOf(string tpn) => tpn[^7..];

    private static string AuthKeyOf(string tpn) => "Kk" + tpn[^8..];

    /// <summary>Behind the four PIN pads that the simulator has by itself.</summary>
    private static IEnumerable<(string, string)> OnSimulator(string tpn)
    {
        var at = $"Simulator__Terminals__{4 + Array.IndexOf(MoreTpns, tpn)}__";
        return [(at + "Tpn", tpn), (at + "RegisterId", RegisterIdOf(tpn)), (at + "AuthKey", AuthKeyOf(tpn)), (at + "Label", "PIN pad 1"), (at + "Merchant", "Shop"), (at + "Model", "P8")];
    }

    /// <summary>How short the proxy's patience is for what never answers, written past the limits of the form.</summary>
    public Task PatienceAsync(TestStore store, int seconds) => InDatabaseAsync(store.System, db => db.Terminals.Where(t => t.Id == store.TerminalId)
        .ExecuteUpdateAsync(set => set.SetProperty(t => t.OperationalTimeoutSeconds, seconds)));
}
