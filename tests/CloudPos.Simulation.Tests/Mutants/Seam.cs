using CloudPos.Simulation.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Simulation.Tests.Mutants;

internal static class Seam
{
    public static void Place(IServiceCollection services, Server server)
    {
    }
}
