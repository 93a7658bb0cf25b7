using Microsoft.Extensions.Configuration;

namespace CloudPos.Application.Data;

/// <summary>Which database, and where: <c>Database__Provider</c> and <c>ConnectionStrings__CloudPos</c>; by default SQLite in the data folder.</summary>
/// <param name="MigrateOnStart">SQLite always; SQL Server only where <c>Database__MigrateOnStart</c> asks for it.</param>
public sealed record DatabaseSettings(DatabaseKind Kind, string Connection, string DataFolder, bool MigrateOnStart)
{
    /// <exception cref="InvalidOperationException">An unknown provider, or SQL Server without a connection string.</exception>
    public static DatabaseSettings Read(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration["CLOUDPOS_DATA"] is { Length: > 0 } given ? given : "data");
        var provider = configuration["Database:Provider"];
        if (!Enum.TryParse<DatabaseKind>(provider ?? nameof(DatabaseKind.Sqlite), ignoreCase: true, out var kind))
            throw new InvalidOperationException($"Database__Provider is \"{provider}\"; it must be Sqlite or SqlServer.");
        var connection = configuration.GetConnectionString("CloudPos");
        if (kind == DatabaseKind.SqlServer)
        {
            return string.IsNullOrWhiteSpace(connection)
                ? throw new InvalidOperationException("Database__Provider is SqlServer, but ConnectionStrings__CloudPos holds no connection string.")
                : new DatabaseSettings(kind, connection, folder, configuration.GetValue<bool>("Database:MigrateOnStart"));
        }

        return new DatabaseSettings(kind, string.IsNullOrWhiteSpace(connection) ? DatabaseProvider.SqliteConnection(folder) : connection, folder, true);
    }
}
