using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Data;

/// <summary>Brings the database to the present model. SQLite does it at every start, SQL Server when told to.</summary>
public static class DatabaseStart
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancel)
    {
        var settings = services.GetRequiredService<DatabaseSettings>();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        if (settings.Kind == DatabaseKind.Sqlite)
        {
            Directory.CreateDirectory(settings.DataFolder);
            await DatabaseProvider.PrepareSqliteAsync(db, cancel);
        }

        await db.Database.MigrateAsync(cancel);
        await FillFigures.RunAsync(services, cancel);
    }
}
