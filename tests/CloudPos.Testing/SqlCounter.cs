namespace CloudPos.Testing;

/// <summary>Counts the commands that reach the database, out of what the application logs.</summary>
public static class SqlCounter
{
    private const string Executed = "Executed DbCommand";

    /// <summary>How many commands the work took. Nothing else may use the fixture meanwhile.</summary>
    public static async Task<int> CountAsync(AppFixture app, Func<Task> work)
    {
        var before = Count(app);
        await work();
        return Count(app) - before;
    }

    /// <summary>The commands that the work sent, as text. Nothing else may use the fixture meanwhile.</summary>
    public static async Task<IReadOnlyList<string>> SqlAsync(AppFixture app, Func<Task> work)
    {
        var before = app.Log.Lines.Count;
        await work();
        return [.. app.Log.Lines.Skip(before).Where(line => line.Contains(Executed, StringComparison.Ordinal)).Select(line => line[(line.IndexOf('\n', StringComparison.Ordinal) + 1)..])];
    }

    private static int Count(AppFixture app) => app.Log.Lines.Count(line => line.Contains(Executed, StringComparison.Ordinal));
}
