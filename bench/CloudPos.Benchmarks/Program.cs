using BenchmarkDotNet.Running;
using CloudPos.Benchmarks;

if (args is ["till"])
    await TillBenchmark.RunAsync();
else if (args is ["reports"])
    await ReportBenchmark.RunAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(SpinBenchmarks).Assembly).Run(args);
