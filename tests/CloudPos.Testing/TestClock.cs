namespace CloudPos.Testing;

/// <summary>A clock that runs with the real one and can be set ahead. Timers and delays stay real, unless they are hurried.</summary>
public sealed class TestClock : TimeProvider
{
    private long _aheadTicks;

    /// <summary>Every wait is shorter by this factor; what the clock shows is not.</summary>
    public int Hurry { get; init; } = 1;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Hurry : dueTime, period);

    /// <summary>Jumps ahead.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
}
