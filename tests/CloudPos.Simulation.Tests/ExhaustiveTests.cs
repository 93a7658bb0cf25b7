using System.Globalization;
using CloudPos.Simulation.Tests.Engine;
using Xunit.Abstractions;

namespace CloudPos.Simulation.Tests;

/// <summary>One payment on each of two registers, one PIN pad, two server processes: not sampled, enumerated.</summary>
/// <remarks>
/// A step is a place at which a server reads, writes, commits, has committed, sends or has an answer. A fault of the wire is armed before
/// each sending, because arming it earlier is the same world; what happens to a process, a clock, a PIN pad or a cashier happens at each
/// step at which something persists or travels, because between two of those nothing changes that anybody else could see.
/// </remarks>
public sealed class ExhaustiveTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_single_fault_at_every_step_ends_well()
    {
        IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> singles = [];
        Runner.OnOwnThread(runner => singles = After(runner, []));
        var many = Many.Run(singles, Plan);
        output.WriteLine($"{Mishaps.All.Count} mishaps at {singles.Select(s => s[0].Step).Distinct().Count()} steps, {singles.Count} places: {many.Words}");
        Assert.True(singles.Count > 5 * Mishaps.All.Count, "Hardly a step was found.");
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : Told(many));
    }

    /// <summary>All of them with 1: hours. With n every n-th of them.</summary>
    [OnRequest("CLOUDPOS_SIMULATION_PAIRS")]
    public void Every_pair_of_faults_at_every_pair_of_steps_ends_well()
    {
        var every = int.Parse(Environment.GetEnvironmentVariable("CLOUDPOS_SIMULATION_PAIRS")!, CultureInfo.InvariantCulture);
        IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> firsts = [];
        Runner.OnOwnThread(runner => firsts = After(runner, []));
        long pairs = 0;
        // the steps of the second fault are those of the world that the first one has made
        var many = Many.Run(firsts, (runner, first) => After(runner, first).Where(_ => Interlocked.Increment(ref pairs) % every == 0).Select(Plan));
        output.WriteLine($"{pairs} pairs, one of {every} tried: {many.Words}");
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : Told(many));
    }

    private static WorldPlan Plan(IReadOnlyList<(int Step, Mishap Mishap)> mishaps) => new(1, Payments: 2, Mishaps: mishaps);

    /// <summary>Every mishap at every step of its kind, behind those that are given.</summary>
    private static IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> After(Runner runner, IReadOnlyList<(int Step, Mishap Mishap)> given)
    {
        using var world = new World(runner, Plan(given), keepsMarks: true);
        var end = world.Run();
        var from = given.Count == 0 ? 0 : given[^1].Step;
        return [.. from mark in end.Marks
                where mark.Step > @from
                from mishap in Mishaps.All
                where IsPlaceOf(mishap, mark.What)
                select (IReadOnlyList<(int, Mishap)>)[.. given, (mark.Step, mishap)]];
    }

    private static bool IsPlaceOf(Mishap mishap, Step step) => mishap switch
    {
        OnTheWire => step.Kind == StepKind.Send,
        DatabaseBusy => mishap.Fits(step),
        _ => step.Kind != StepKind.Read && mishap.Fits(step),
    };

    private static string Told(Many many)
    {
        var (plan, _) = many.Broken[0];
        return string.Join('\n', many.Broken.Select(b => $"{b.End.Broken} after {string.Join(", ", b.Plan.Mishaps!.Select(m => $"step {m.Step}: {m.Mishap.Words}"))}"))
            + "\n" + Many.StoryOf(plan);
    }
}

/// <summary>Runs only where a variable asks for it; else it is shown as skipped.</summary>
internal sealed class OnRequestAttribute : FactAttribute
{
    public OnRequestAttribute(string variable)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            Skip = $"Takes hours: {variable} asks for it.";
    }
}
