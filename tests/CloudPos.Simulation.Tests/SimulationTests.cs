using System.Globalization;
using CloudPos.Simulation.Tests.Engine;
using Xunit.Abstractions;

namespace CloudPos.Simulation.Tests;

/// <summary>Random worlds. Each is its seed: <c>CLOUDPOS_SIMULATION_SEED=n</c> lives one through again and tells its story.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int PaymentsPerWorld = 50;
    private const int PaymentsInTheSuite = 10_000;

    private static readonly int Payments = Number("CLOUDPOS_SIMULATION_PAYMENTS", PaymentsInTheSuite);
    private static readonly int Seed = Number("CLOUDPOS_SIMULATION_SEED", 0);
    private static readonly int FirstSeed = Number("CLOUDPOS_SIMULATION_FIRST_SEED", 1);

    [Fact]
    public void No_payment_is_charged_twice_and_none_is_lost_whatever_goes_wrong()
    {
        if (Seed > 0)
        {
            Runner.OnOwnThread(runner =>
            {
                using var world = new World(runner, new WorldPlan((ulong)Seed, PaymentsPerWorld), tells: true);
                var end = world.Run();
                output.WriteLine(string.Join('\n', end.Story));
                Assert.True(end.Broken is null, end.Broken);
            });
            return;
        }

        var seeds = Enumerable.Range(FirstSeed, Math.Max(1, Payments / PaymentsPerWorld)).Select(s => (ulong)s);
        var many = Many.Run(seeds, seed => new WorldPlan(seed, PaymentsPerWorld));
        output.WriteLine(many.Words);
        output.WriteLine(string.Join('\n', many.Broken.Select(b => $"seed {b.Plan.Seed}: {b.End.Broken}")));
        Assert.True(many.Broken.Count == 0, many.Broken.Count == 0 ? "" : many.StoryOfTheFirst());
    }

    [Fact]
    public void The_same_seed_is_the_same_world()
    {
        var stories = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            Runner.OnOwnThread(runner =>
            {
                // another world before, so that nothing of one is carried into the next
                using (var other = new World(runner, new WorldPlan(77 + (ulong)i, 3)))
                    other.Run();
                using var world = new World(runner, new WorldPlan(12_345, 12), tells: true);
                stories.Add(string.Join('\n', world.Run().Story));
            });
        }

        Assert.Equal(stories[0], stories[1]);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
