using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Data;

/// <summary>The database that holds it all.</summary>
public enum DatabaseKind
{
    Sqlite,
    SqlServer,
}

/// <summary>The one switch between the two databases.</summary>
public static class DatabaseProvider
{
    /// <summary>Version from which the embedded database is safe to use: JSON columns, and security fixes.</summary>
    public static readonly Version SqliteVersionMin = new(3, 40);

    /// <param name="connections">Where connections to the embedded database stay open; without it each is opened anew.</param>
    public static void Use(DbContextOptionsBuilder options, DatabaseKind kind, string connection, SqliteConnections? connections = null)
    {
        _ = kind switch
        {
            DatabaseKind.Sqlite => options.UseSqlite(connection, o => o.MigrationsAssembly("CloudPos.Migrations.Sqlite")),
            // no EnableRetryOnFailure: a retried "record and send" could send twice
            DatabaseKind.SqlServer => options.UseSqlServer(connection, o => o.MigrationsAssembly("CloudPos.Migrations.SqlServer")),
        };
        options.AddInterceptors(new TenantIsolation(), new KeepFigures());
        if (kind == DatabaseKind.Sqlite && connections is not null)
            options.AddInterceptors(connections);
        options.ConfigureWarnings(w => w.Ignore(
            RelationalEventId.MultipleCollectionIncludeWarning,
            CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
    }

    /// <summary>The embedded database in a data folder. Waits up to 30 s for another writer.</summary>
    public static string SqliteConnection(string dataFolder) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(dataFolder, "cloudpos.db"),
        DefaultTimeout = 30,
        ForeignKeys = true,
    }.ToString();

    /// <summary>Refuses a SQLite library that is too old; turns write-ahead logging on, so that readers never wait for a writer.</summary>
    /// <exception cref="InvalidOperationException">The library is too old; the message says what to do.</exception>
    public static async Task PrepareSqliteAsync(AppDbContext db, CancellationToken cancel)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            if (!Version.TryParse(connection.ServerVersion, out var version) || version < SqliteVersionMin)
                throw new InvalidOperationException(
                    $"The SQLite library of this machine is {connection.ServerVersion}; CloudPos needs {SqliteVersionMin} or newer. "
                    + "Update the system's SQLite (on Debian and Ubuntu: apt-get install libsqlite3-0), or use SQL Server.");
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            await command.ExecuteNonQueryAsync(cancel);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
