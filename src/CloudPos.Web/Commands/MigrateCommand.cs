using CloudPos.Application.Data;

namespace CloudPos.Web.Commands;

/// <summary><c>dotnet CloudPos.Web.dll migrate</c>: brings the database to the present model and ends.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        await DatabaseStart.MigrateAsync(app.Services, CancellationToken.None);
        Console.WriteLine("The database is up to date.");
        return 0;
    }
}
