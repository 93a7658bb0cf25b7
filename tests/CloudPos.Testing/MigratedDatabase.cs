using CloudPos.Application.Data;
using Microsoft.Data.Sqlite;

namespace CloudPos.Testing;

/// <summary>The embedded database with all migrations applied: by the migrations themselves once per process, then by copying the file.</summary>
internal static class MigratedDatabase
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static byte[]? _file;

    public static async Task LayAsync(IServiceProvider services, string folder)
    {
        await Gate.WaitAsync();
        try
        {
            if (_file is null)
            {
                await DatabaseStart.MigrateAsync(services, CancellationToken.None);
                _file = await ReadAsync(folder);
                return;
            }
        }
        finally
        {
            Gate.Release();
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "cloudpos.db"), _file);
        await DatabaseStart.MigrateAsync(services, CancellationToken.None); // as at every start: finds nothing to do
    }

    private static async Task<byte[]> ReadAsync(string folder)
    {
        await using (var connection = new SqliteConnection(DatabaseProvider.SqliteConnection(folder)))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync();
        }

        return await File.ReadAllBytesAsync(Path.Combine(folder, "cloudpos.db"));
    }
}
