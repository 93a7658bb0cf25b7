using CloudPos.Application.Features.Staff;

namespace CloudPos.Web.Commands;

/// <summary><c>dotnet CloudPos.Web.dll create-iso-admin --email you@example.com --iso "Your ISO"</c>: the first person of a new installation.</summary>
/// <remarks>The password comes from <c>CLOUDPOS_ADMIN_PASSWORD</c> or standard input, never from the command line, where others can read it.</remarks>
internal static class CreateIsoAdminCommand
{
    private const string Usage = "usage: create-iso-admin --email you@example.com --iso \"Your ISO\"   (password from CLOUDPOS_ADMIN_PASSWORD or standard input)";

    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        if (args is not ["--email", var email, "--iso", var iso] || !email.Contains('@', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(iso))
            return await FailAsync(Usage);
        var password = app.Configuration["CLOUDPOS_ADMIN_PASSWORD"] ?? await Console.In.ReadLineAsync();
        if (string.IsNullOrEmpty(password))
            return await FailAsync("No password was given. " + Usage);
        await Application.Data.DatabaseStart.MigrateAsync(app.Services, CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var problem = await scope.ServiceProvider.GetRequiredService<FirstIsoAdmin>().CreateAsync(email, iso, password, CancellationToken.None);
        if (problem is not null)
            return await FailAsync(problem);
        Console.WriteLine($"{email} can sign in now as administrator of {iso}.");
        return 0;
    }

    private static async Task<int> FailAsync(string words)
    {
        await Console.Error.WriteLineAsync(words);
        return 1;
    }
}
