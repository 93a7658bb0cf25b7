using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Simulation.Tests.Checks;
using CloudPos.Simulation.Tests.Wire;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>Where worlds happen, one after the other: two servers and the place of their database.</summary>
internal sealed class Runner : IDisposable
{
    /// <summary>More than any world uses up: a register whose payment only a person can settle is left alone.</summary>
    public const int Registers = 40;

    private static readonly IsoId Iso = IsoId.New();
    private static readonly MerchantId Merchant = MerchantId.New();
    private static readonly StoreId Store = StoreId.New();

    public static TerminalId Terminal { get; } = TerminalId.New();

    private static readonly RegisterId[] AllRegisters = [.. Enumerable.Range(0, Registers).Select(_ => RegisterId.New())];
    private static readonly Lock Gate = new();
    private static byte[]? _template;

    private string? _restore;
    private Books? _books;

    private readonly string _folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "cloudpos-world-" + Guid.NewGuid().ToString("N"));

    public Runner()
    {
        Directory.CreateDirectory(_folder);
        Servers = [new Server("server A", _folder), new Server("server B", _folder)];
        lock (Gate)
        {
            _template ??= MakeTemplate();
        }

        System.IO.File.WriteAllBytes(File, _template);
        System.IO.File.WriteAllBytes(AsNew, _template);
    }

    public IReadOnlyList<Server> Servers { get; }

    private string AsNew => File + ".new";

    public string File => Path.Combine(_folder, "cloudpos.db");

    public static Actor Cashier { get; } = Actor.User(Iso, Merchant, [Store], "cashier@test.cloudpos.test", Domain.Staff.StaffRole.Cashier);

    public static Actor Manager { get; } = Actor.User(Iso, Merchant, null, "manager@test.cloudpos.test", Domain.Staff.StaffRole.Manager);

    /// <summary>As the product's, but it does not wait long for a lock: in a world of one thread nobody would ever let go of it.</summary>
    public static string Connection(string folder) =>
        new SqliteConnectionStringBuilder(DatabaseProvider.SqliteConnection(folder)) { DefaultTimeout = 1 }.ToString();

    public static RegisterId Register(int number) => AllRegisters[number];

    /// <summary>Does work on a thread of its own, on which every continuation runs at once: whoever captured a context would leave the world.</summary>
    public static void OnOwnThread(Action<Runner> work)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var runner = new Runner();
                work(runner);
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>What is committed.</summary>
    public Books Books => _books ??= new Books(File);

    /// <summary>A migrated database with a shop in it and nothing sold: in the same file, so that whoever has it open keeps it open.</summary>
    public void Renew()
    {
        using var connection = Open();
        Execute(connection, $"ATTACH '{AsNew}' AS new;");
        Execute(connection, _restore ??= Restore(connection));
    }

    public void Dispose()
    {
        _books?.Dispose();
        CloseAll();
        foreach (var server in Servers)
            server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // table names of our own
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Each table as it was.</summary>
    private static string Restore(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence')";
        using var tables = command.ExecuteReader();
        var sql = new System.Text.StringBuilder("BEGIN;");
        while (tables.Read())
            sql.Append(System.Globalization.CultureInfo.InvariantCulture, $"DELETE FROM main.\"{tables.GetString(0)}\"; INSERT INTO main.\"{tables.GetString(0)}\" SELECT * FROM new.\"{tables.GetString(0)}\";");
        return sql.Append("COMMIT;").ToString();
    }

    private void CloseAll()
    {
        foreach (var server in Servers)
            server.Services.GetRequiredService<SqliteConnections>().CloseIdle();
        using var any = new SqliteConnection(Connection(_folder));
        SqliteConnection.ClearPool(any);
    }

    private byte[] MakeTemplate()
    {
        using (var world = new World(this, new WorldPlan(0, Mishaps: [])))
        {
            Servers[0].Enter(world);
            FillAsync(Servers[0].Services).GetAwaiter().GetResult();
            Servers[0].Leave();
        }

        CloseAll();
        using (var connection = Open())
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
        return System.IO.File.ReadAllBytes(File);
    }

    private static async Task FillAsync(IServiceProvider services)
    {
        await DatabaseStart.MigrateAsync(services, CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(Actor.System(Iso, null));
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var secrets = scope.ServiceProvider.GetRequiredService<SecretBox>();
        db.Isos.Add(new Iso(Iso, "ISO"));
        db.Merchants.Add(new Merchant(Merchant, Iso, "Merchant", new Rate(40_000)));
        var (local, state, category) = (TaxId.New(), TaxId.New(), CategoryId.New());
        db.Taxes.Add(new Tax(local, Iso, Merchant, "LocalTax", new Rate(50_000), TaxKind.Local));
        db.Taxes.Add(new Tax(state, Iso, Merchant, "StateTax", new Rate(100_000), TaxKind.State));
        db.Categories.Add(new Category(category, Iso, Merchant, "Drinks", 0));
        db.Stores.Add(new Store(Store, Iso, Merchant, "Store", "America/New_York"));
        var terminal = new Terminal(Terminal, Iso, Merchant, Store, PinPad.Definition.Tpn);
        terminal.Describe("PIN pad 1", PinPad.Definition.RegisterId, TerminalModel.P8, TerminalEndpoint.Simulator);
        terminal.SetKey(secrets.Seal(Merchant, PinPad.Definition.AuthKey), "9x");
        terminal.SetParameters(AmountHolds.CardTotal, ComputedBy.Register, World.WindowSeconds, captureSignature: false);
        db.Terminals.Add(terminal);
        for (var i = 0; i < Registers; i++)
            db.Registers.Add(new Register(AllRegisters[i], Iso, Merchant, Store, $"Register {i + 1}"));
        db.SaleCounters.Add(new SaleCounter(Store, Iso, Merchant));
        Add("COFFEE", 1_000, [local, state]);
        Add("BEANS", 1_850, []);
        Add("MUFFIN", 333, [local]);
        await db.SaveChangesAsync();

        void Add(string sku, long cents, TaxId[] taxes)
        {
            var product = new Product(ProductId.New(), Iso, Merchant, sku);
            product.Describe(sku, null, sku, category, new Money(cents), null, "ITM", null, true, taxes);
            db.Products.Add(product);
        }
    }
}
