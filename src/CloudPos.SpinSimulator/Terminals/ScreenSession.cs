using System.Threading.Channels;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>
/// A person in front of the terminal, from the first screen to what they decided. It knows no ledger, and it goes on
/// whether or not anybody still waits for the answer.
/// </summary>
internal abstract class ScreenSession(
    SpinRequest request, Autopilot autopilot, TimeProvider clock, Action<ScreenSession, ScreenView> show)
{
    /// <summary>A terminal nobody touches gives up some time after the register did.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<PressedKey> keys = Channel.CreateUnbounded<PressedKey>();
    private IReadOnlyList<string> allowed = [];

    public SpinRequest Request => request;

    public AutopilotMode Mode => autopilot.Mode;

    /// <summary>The register asked to end it.</summary>
    public bool IsAborted { get; private set; }

    protected Autopilot Autopilot => autopilot;

    protected TimeProvider Clock => clock;

    protected TimeSpan Wait => request.OperationalTimeout + request.Lateness + Patience;

    public void Press(PressedKey key) => keys.Writer.TryWrite(key);

    /// <summary>The red key, pressed by the register: false where the red key does nothing any more.</summary>
    public bool Abort()
    {
        if (!allowed.Contains("cancel"))
        {
            return false;
        }

        IsAborted = true;
        Press(new PressedKey("cancel"));
        return true;
    }

    /// <summary>Ends the wait for a key with <see cref="ChannelClosedException"/>; whoever ends it ignores the outcome.</summary>
    public void End() => keys.Writer.TryComplete();

    protected void Show(ScreenView view)
    {
        allowed = view.Keys;
        show(this, view);
    }

    /// <summary>Null when nothing was pressed in time.</summary>
    protected async Task<PressedKey?> NextKeyAsync(TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero)
        {
            return null;
        }

        using var late = new CancellationTokenSource(wait, clock);
        try
        {
            while (true)
            {
                // a second finger may have pressed a key of the screen before
                var key = await keys.Reader.ReadAsync(late.Token);
                if (allowed.Contains(key.Name))
                {
                    return key;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
