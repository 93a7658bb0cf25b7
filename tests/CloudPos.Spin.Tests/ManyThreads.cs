using System.Runtime.CompilerServices;

namespace CloudPos.Spin.Tests;

/// <summary>Some tests keep a processor each for seconds; the sockets of the others must not wait for a thread meanwhile.</summary>
internal static class ManyThreads
{
#pragma warning disable CA2255 // a test assembly is as good as an application here
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Begin() => ThreadPool.SetMinThreads(32, 32);
}
