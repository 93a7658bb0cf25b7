namespace CloudPos.Simulation.Tests.Engine;

/// <summary>Every choice of a world comes from here, so that its seed is all it takes to live through it again.</summary>
/// <remarks>SplitMix64, written out, because the runtime does not promise the same numbers for ever.</remarks>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to one less than <paramref name="n"/>.</summary>
    public int Below(int n) => (int)(Next() % (ulong)n);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool Permille(int n) => Below(1000) < n;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromTicks((long)(Next() % (ulong)((most - least).Ticks + 1)));

    public TimeSpan Seconds(double least, double most) => Between(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));

    /// <summary>Dice of their own for one who throws often, so that he does not change what others throw.</summary>
    public Dice Fork() => new(Next());
}
