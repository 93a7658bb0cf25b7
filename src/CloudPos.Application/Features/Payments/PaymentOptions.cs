namespace CloudPos.Application.Features.Payments;

/// <summary>How long payments wait, and for what.</summary>
public sealed class PaymentOptions
{
    /// <summary>After the proxy's window, how long a late approval may still travel before "not found" counts.</summary>
    public TimeSpan WindowMargin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How far apart two "not found" must lie to prove that nothing was processed.</summary>
    public TimeSpan NotFoundGap { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After this long without an outcome a person has to look; Status is still asked.</summary>
    public TimeSpan ReviewAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Pauses before the first, second, … Status; the last one repeats. The first is long enough to read what is going on.</summary>
    public IReadOnlyList<TimeSpan> CheckPauses { get; set; } =
        [TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)];

    /// <summary>The longest pause while Status itself meets an offline or busy PIN pad.</summary>
    public TimeSpan UnansweredPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after the answer to one question for the stage the next one is put.</summary>
    public TimeSpan StagePause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a Status waits before it looks again whether the PIN pad that serves somebody else is free.</summary>
    public TimeSpan TurnPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How soon after the PIN pad was taken a request has to leave. A server that stood still for longer sends nothing: its hold could end under way, and somebody else be let in.</summary>
    public TimeSpan SendWithin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>True where the PIN pad was taken too long ago (a timestamp of the same clock, which only runs forward) for a request to leave.</summary>
    public bool StoodStill(TimeProvider clock, long takenAt) => clock.GetElapsedTime(takenAt) > SendWithin;

    /// <summary>How long a payment may wait for a PIN pad that serves others; then it is given up, unsent.</summary>
    public TimeSpan QueueMax { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A server process whose last sign of life is this old, and stays the last one for half as long again, is taken for dead.</summary>
    public TimeSpan OwnerSilentMax { get; set; } = TimeSpan.FromSeconds(30);
}
