namespace CloudPos.Web.Ui;

/// <summary>What a screen does beside its user.</summary>
internal static class Watching
{
    /// <summary>Takes a turn after each pause until it is over. A turn that fails is followed by the next one.</summary>
    public static async Task EveryAsync(TimeSpan pause, Func<Task> turn, ILogger log, CancellationToken over)
    {
        using var timer = new PeriodicTimer(pause);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
                await TryAsync(turn, log);
        }
        catch (OperationCanceledException)
        {
            // it is over
        }
    }

    /// <summary>One turn. Nobody awaits it, so its failure ends here, in the log.</summary>
    public static async Task TryAsync(Func<Task> turn, ILogger log)
    {
        try
        {
            await turn();
        }
        catch (OperationCanceledException)
        {
            // the screen was closed meanwhile
        }
        catch (ObjectDisposedException)
        {
            // as above: its circuit is gone
        }
#pragma warning disable CA1031 // a database that was away for a moment must not leave the screen standing still
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogWarning(failure, "What a screen does beside its user has failed");
        }
    }
}
