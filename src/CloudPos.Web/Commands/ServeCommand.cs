using CloudPos.Application.Data;
using CloudPos.Application.Demo;
using Microsoft.Extensions.Options;

namespace CloudPos.Web.Commands;

/// <summary>The register itself: migrates where it may, fills in demo data where asked, serves.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILogger<Program>>();
        var database = app.Services.GetRequiredService<DatabaseSettings>();
        try
        {
            if (database.MigrateOnStart)
                await DatabaseStart.MigrateAsync(app.Services, CancellationToken.None);
            if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
            {
                await using var scope = app.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            log.LogCritical(failure, "CloudPos cannot start.");
            await Console.Error.WriteLineAsync("CloudPos cannot start: " + failure.Message);
            return 1;
        }

        log.LogInformation("Database: {Kind}. {Keys}", database.Kind, app.Services.GetRequiredService<KeyWrapping>().Words);
        await app.RunAsync();
        return 0;
    }
}
