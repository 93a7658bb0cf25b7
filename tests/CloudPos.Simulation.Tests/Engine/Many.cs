using System.Diagnostics;
using System.Globalization;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>Many worlds, as many at a time as there are processors, and what became of them.</summary>
internal sealed class Many
{
    private const int StoryLinesMax = 250;

    private readonly Lock _gate = new();
    private TimeSpan _took;

    public int Worlds { get; private set; }

    public long Payments { get; private set; }

    public long Requests { get; private set; }

    public long Mishaps { get; private set; }

    public long Steps { get; private set; }

    public TimeSpan Passed { get; private set; }

    public List<(WorldPlan Plan, WorldEnd End)> Broken { get; } = [];

    /// <summary>The line that is printed and published.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Worlds} worlds, {Payments} card payments, {Requests} requests on the wire, {Mishaps} mishaps, {Steps} steps, {Passed.TotalDays:0.0} days of virtual time; {_took.TotalSeconds:0} s, {Environment.CpuUsage.TotalTime.TotalSeconds:0} s of processor; {Broken.Count} broken");

    /// <summary>Lives all plans through. Stops early once some are broken: one story is enough to mend.</summary>
    public static Many Run<T>(IEnumerable<T> items, Func<T, WorldPlan> planOf, int brokenMax = 10) => Run(items, (_, item) => [planOf(item)], brokenMax);

    /// <summary>As above, where it takes a world to know which worlds an item stands for.</summary>
    public static Many Run<T>(IEnumerable<T> items, Func<Runner, T, IEnumerable<WorldPlan>> plansOf, int brokenMax = 10)
    {
        var many = new Many();
        var clock = Stopwatch.StartNew();
        using var left = items.GetEnumerator();
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() => Runner.OnOwnThread(many.Work(left, plansOf, brokenMax)))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        many._took = clock.Elapsed;
        return many;
    }

    /// <summary>The broken world of the lowest seed again, telling.</summary>
    public string StoryOfTheFirst()
    {
        var (plan, end) = Broken.OrderBy(b => b.Plan.Seed).First();
        return $"{end.Broken}\nCLOUDPOS_SIMULATION_SEED={plan.Seed} lives it through alone. The end of its story:\n" + StoryOf(plan);
    }

    /// <summary>The end of a world's story, lived through again.</summary>
    public static string StoryOf(WorldPlan plan)
    {
        WorldEnd? told = null;
        Runner.OnOwnThread(runner =>
        {
            using var world = new World(runner, plan, tells: true);
            told = world.Run();
        });
        return string.Join('\n', told!.Story.TakeLast(StoryLinesMax));
    }

    private Action<Runner> Work<T>(IEnumerator<T> left, Func<Runner, T, IEnumerable<WorldPlan>> plansOf, int brokenMax) => runner =>
    {
        while (Next(left, brokenMax) is { } item)
        {
            foreach (var plan in plansOf(runner, item.Value))
            {
                using var world = new World(runner, plan);
                Add(plan, world.Run());
            }
        }
    };

    private (T Value, bool _)? Next<T>(IEnumerator<T> left, int brokenMax)
    {
        lock (_gate)
            return Broken.Count < brokenMax && left.MoveNext() ? (left.Current, true) : null;
    }

    private void Add(WorldPlan plan, WorldEnd end)
    {
        lock (_gate)
        {
            Worlds++;
            Payments += end.Payments;
            Requests += end.Requests;
            Mishaps += end.Mishaps;
            Steps += end.Steps;
            Passed += end.Passed;
            if (end.Broken is not null)
                Broken.Add((plan, end));
        }
    }
}
