namespace CloudPos.Testing;

/// <summary>A clock that runs with the real one and can be set ahead. Timers and delays stay real, unless they are hurried.</summary>
public sealed class TestClock : TimeProvider
{
    private long _aheadTicks;
    private long _stoodStillTicks;

    /// <summary>Every wait is shorter by this factor; what the clock shows is not.</summary>
    public int Hurry { get; init; } = 1;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Hurry : dueTime, period);

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _stoodStillTicks) * (TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Jumps ahead.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    /// <summary>The process did nothing for so long: that passes by every clock.</summary>
    public void StandStill(TimeSpan length)
    {
        Advance(length);
        Interlocked.Add(ref _stoodStillTicks, length.Ticks);
    }
}
