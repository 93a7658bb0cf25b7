namespace CloudPos.Simulation.Tests.Engine;

/// <summary>What the schedule says at a step: go on, wait a while, or fail.</summary>
internal readonly record struct Chance(TimeSpan Pause, Exception? Fails = null);

/// <summary>Everything that goes wrong, and when. In a random world the dice arm it, in an enumerated one the plan.</summary>
internal sealed class Trouble(World world, Dice dice, int pausesPermille)
{
    private readonly List<(int At, Mishap Mishap)> _armed = [];
    private bool _isOver;

    /// <summary>Steps so far, over all servers.</summary>
    public int Steps { get; private set; }

    /// <summary>Steps since somebody first pressed Pay, but for those of a worker that only looks, and for a read right after another of the same work.</summary>
    public List<(int Step, Step What)> Marks { get; } = [];

    /// <summary>Mishaps that happened.</summary>
    public int Happened { get; private set; }

    /// <summary>Lets a mishap happen at the first step of its kind from <paramref name="step"/> on.</summary>
    public void Arm(int step, Mishap mishap) => _armed.Add((step, mishap));

    /// <summary>From now on all is well.</summary>
    public void End()
    {
        _isOver = true;
        _armed.Clear();
    }

    public Chance At(Server server, Step step)
    {
        Steps++;
        if (world.KeepsMarks && world.Payments > 0 && Server.Doing != "loop" && !Server.ReadsOn(step.Kind))
            Marks.Add((Steps, step));
        var frozen = server.FrozenUntil - world.Time.Now;
        if (_isOver)
            return new Chance(frozen);
        for (var i = 0; i < _armed.Count; i++)
        {
            var (at, mishap) = _armed[i];
            if (at > Steps || !mishap.Fits(step))
                continue;
            _armed.RemoveAt(i);
            Happened++;
            world.Tell("trouble", () => $"{mishap.Words} ({server.Name}, {Server.Doing}, {step.What})");
            return mishap.Happen(world, server);
        }

        var pause = pausesPermille > 0 && dice.Permille(pausesPermille) ? dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(30)) : TimeSpan.Zero;
        return new Chance(frozen > pause ? frozen : pause);
    }
}
