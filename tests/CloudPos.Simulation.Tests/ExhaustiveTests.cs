using System.Globalization;
using CloudPos.Simulation.Tests.Engine;
using Xunit.Abstractions;

namespace CloudPos.Simulation.Tests;

/// <summary>One payment on each of two registers, one PIN pad, two server processes: not sampled, enumerated.</summary>
/// <remarks>
/// A step is a place at which a server reads, writes, commits, has committed, sends or has an answer, from the first press of Pay on. A fault of
/// the wire is armed before each sending that it can meet, because arming it earlier is the same world. Of reads only the first between two
/// effects of the same work counts: whichever of them fails, the work fails with the same effects. What happens to a process, a clock or a
/// cashier happens at each step at which something persists or travels, because between two of those nothing changes that anybody else could
/// see. In pairs, what happens to the PIN pad or to its line happens only where something travels: nobody sees of it before.
/// </remarks>
public sealed class ExhaustiveTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_single_fault_at_every_step_ends_well()
    {
        IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> singles = [];
        Runner.OnOwnThread(runner => singles = After(runner, [], IsPlaceOf));
        var many = Many.Run(singles, Plan);
        output.WriteLine($"{Mishaps.All.Count} mishaps at {singles.Select(s => s[0].Step).Distinct().Count()} steps, {singles.Count} places: {many.Words}");
        Assert.True(singles.Count > 5 * Mishaps.All.Count, "Hardly a step was found.");
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : Told(many));
    }

    /// <summary>The pairs that found it: by then the PIN pad was somebody else's.</summary>
    [Fact]
    public void A_server_that_stands_still_twice_on_its_way_to_the_wire_does_not_send_into_another_payment()
    {
        IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> firsts = [];
        Runner.OnOwnThread(runner => firsts = After(runner, [], IsFreeze));
        var many = Many.Run(firsts, (runner, first) => After(runner, first, IsFreeze).Take(8).Select(Plan));
        output.WriteLine(many.Words);
        Assert.True(many.Worlds > 100, "Hardly a step was found.");
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : Told(many));

        static bool IsFreeze(Mishap mishap, Step step) => mishap is Frozen && IsPlaceOf(mishap, step);
    }

    /// <summary>All of them with 1/1: an hour and a half of two cores. With k/n the k-th of n shares: together they are all, in as many sittings as one likes.</summary>
    [OnRequest("CLOUDPOS_SIMULATION_PAIRS")]
    public void Every_pair_of_faults_at_every_pair_of_steps_ends_well()
    {
        var (share, of) = Environment.GetEnvironmentVariable("CLOUDPOS_SIMULATION_PAIRS")!.Split('/') is [var k, var n]
            ? (int.Parse(k, CultureInfo.InvariantCulture), int.Parse(n, CultureInfo.InvariantCulture)) : throw new FormatException("CLOUDPOS_SIMULATION_PAIRS is k/n, as in 1/1 or 3/12.");
        IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> firsts = [];
        Runner.OnOwnThread(runner => firsts = After(runner, [], IsPlaceInPairOf));
        long pairs = 0;
        // the steps of the second fault are those of the world that the first one has made
        var many = Many.Run(firsts.Index(), (runner, first) =>
        {
            var both = After(runner, first.Item, IsPlaceInPairOf);
            Interlocked.Add(ref pairs, both.Count);
            return both.Where((_, i) => (i + first.Index) % of == share - 1).Select(Plan);
        });
        output.WriteLine($"{firsts.Count} first faults, {pairs} pairs, share {share} of {of}: {many.Words}");
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : Told(many));
    }

    private static WorldPlan Plan(IReadOnlyList<(int Step, Mishap Mishap)> mishaps) => new(1, Payments: 2, Mishaps: mishaps);

    /// <summary>Every mishap at every step of its kind, behind those that are given.</summary>
    private static IReadOnlyList<IReadOnlyList<(int Step, Mishap Mishap)>> After(
        Runner runner, IReadOnlyList<(int Step, Mishap Mishap)> given, Func<Mishap, Step, bool> isPlaceOf)
    {
        using var world = new World(runner, Plan(given), keepsMarks: true);
        var end = world.Run();
        var from = given.Count == 0 ? 0 : given[^1].Step;
        return [.. from mark in end.Marks
                where mark.Step > @from
                from mishap in Mishaps.All
                where isPlaceOf(mishap, mark.What)
                select (IReadOnlyList<(int, Mishap)>)[.. given, (mark.Step, mishap)]];
    }

    private static bool IsPlaceOf(Mishap mishap, Step step) => mishap switch
    {
        OnTheWire { Fault: var fault } => step is { Kind: StepKind.Send, What.Length: > 0 } && (fault.TransType ?? step.What) == step.What,
        DatabaseBusy => mishap.Fits(step),
        _ => step.Kind != StepKind.Read && mishap.Fits(step),
    };

    private static bool IsPlaceInPairOf(Mishap mishap, Step step) =>
        mishap is PinPadGone or PinPadBusy or LineDown or Settles ? step.Kind is StepKind.Send or StepKind.Answer : IsPlaceOf(mishap, step);

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
            Skip = $"Takes an hour: {variable} asks for it.";
    }
}
