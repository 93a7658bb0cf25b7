namespace CloudPos.Simulation.Tests.Engine;

/// <summary>Time that passes only by events: whatever is due next happens next, and what is due at once happens in the order of the dice.</summary>
internal sealed class VirtualTime(Dice dice)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 14, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<(Action Run, Func<bool>? IsWanted), (long At, ulong Tie)> _events = new();

    /// <summary>Since the beginning. No two events have the same.</summary>
    public TimeSpan Passed { get; private set; }

    public DateTimeOffset Now => Start + Passed;

    /// <summary>Lets something happen later. What nobody wants any more by then does not happen.</summary>
    public void In(TimeSpan delay, Action run, Func<bool>? isWanted = null) =>
        _events.Enqueue((run, isWanted), ((Passed + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero)).Ticks, dice.Next()));

    /// <summary>Lets the next event happen; false where there is none.</summary>
    public bool Next()
    {
        while (_events.TryDequeue(out var next, out var due))
        {
            if (next.IsWanted?.Invoke() == false)
                continue;
            Passed = TimeSpan.FromTicks(Math.Max(due.At, Passed.Ticks + 1));
            next.Run();
            return true;
        }

        return false;
    }

    /// <summary>Ends after that long.</summary>
    public Task PauseAsync(TimeSpan length, Func<bool>? isWanted = null)
    {
        var over = new TaskCompletionSource();
        In(length, over.SetResult, isWanted);
        return over.Task;
    }
}

/// <summary>The clock of one server process: it may be wrong, and its timers end with the process.</summary>
internal sealed class ServerClock(Server server) : TimeProvider
{
    // shorter delays of the product are random already, by dice that nobody can throw again
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(50);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => server.World.Time.Now + server.Skew;

    public override long GetTimestamp() => server.World.Time.Passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(server, callback, state);
        timer.Change(dueTime > TimeSpan.Zero && dueTime < Jitter ? server.World.Dice.Between(TimeSpan.Zero, Jitter) : dueTime, period);
        return timer;
    }

    private sealed class Timer(Server server, TimerCallback callback, object? state) : ITimer
    {
        private readonly World _world = server.World;
        private readonly int _life = server.Life;
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++_setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
                _world.Time.In(dueTime, () => Fire(period), () => setting == _setting && server.IsLife(_world, _life));
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire(TimeSpan period)
        {
            if (period > TimeSpan.Zero)
                Change(period, period);
            callback(state);
        }
    }
}
