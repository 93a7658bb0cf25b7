namespace CloudPos.Simulation.Tests.Mutants;

/// <summary>The deliberate bugs by which the proof itself is checked. They live here and nowhere in the product.</summary>
internal enum Mutant
{
    None,
}
