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
    /// <summary>All of them with <c>all</c>, about n of them with a number, evenly spread.</summary>
    [OnRequest("CLOUDPOS_SIMULATION_SINGLES")]
    public void A_single_fault_at_a_step_ends_well()
    {
        var wanted = Environment.GetEnvironmentVariable("CLOUDPOS_SIMULATION_SINGLES") ?? "all";
        var singles = Singles([]);
        var every = wanted == "all" ? 1 : Math.Max(1, singles.Count / int.Parse(wanted, CultureInfo.InvariantCulture));
        var many = Many.Run(singles.Where((_, at) => at % every == 0), Plan);
        output.WriteLine($"{Mishaps.All.Count} mishaps, {singles.Count} places, one of {every} tried: {many.Words}");
        Assert.True(singles.Count > Mishaps.All.Count, "Hardly a step was found.");
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : Told(many));
    }

    [OnRequest("CLOUDPOS_SIMULATION_PAIRS")]
    public void Every_pair_of_faults_at_every_pair_of_steps_ends_well()
    {
        // the steps of the second fault are those of the world that the first one has made
        var many = Many.Run(Singles([]).SelectMany(first => Singles(first)), Plan);
        output.WriteLine(many.Words);
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : Told(many));
    }

    internal static WorldPlan Plan(IReadOnlyList<(int Step, Mishap Mishap)> mishaps) => new(1, Payments: 2, Mishaps: mishaps);

    /// <summary>Every mishap at every step of its kind, behind those that are given.</summary>
    internal static IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> Singles(IReadOnlyList<(int Step, Mishap Mishap)> given)
    {
        WorldEnd? end = null;
        Runner.OnOwnThread(runner =>
        {
            using var world = new World(runner, Plan(given), keepsMarks: true);
            end = world.Run();
        });
        var from = given.Count == 0 ? 0 : given[^1].Step;
        return [.. from mark in end!.Marks
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
            Skip = $"Not run to its end yet. {variable} asks for it.";
    }
}
