namespace CloudPos.Web.Ui;

/// <summary>What a screen does beside its user for as long as it is open.</summary>
internal static class Watching
{
    /// <summary>Takes a turn after each pause until the screen is closed.</summary>
    public static async Task EveryAsync(TimeSpan pause, Func<Task> turn, ILogger log, CancellationToken closed)
    {
        using var timer = new PeriodicTimer(pause);
        try
        {
            while (await timer.WaitForNextTickAsync(closed))
                await TryAsync(turn, log, closed);
        }
        catch (OperationCanceledException)
        {
            // the screen was closed
        }
    }

    /// <summary>One turn: its failure is logged, and the next turn comes.</summary>
    public static async Task TryAsync(Func<Task> turn, ILogger log, CancellationToken closed)
    {
        try
        {
            await turn();
        }
        catch (Exception) when (closed.IsCancellationRequested)
        {
            // the screen was closed meanwhile; there is nothing left to show
        }
#pragma warning disable CA1031 // a database that was away for a moment must not leave the screen standing still
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogWarning(failure, "A screen could not read; it tries again");
        }
    }
}
