using BenchmarkDotNet.Running;
using CloudPos.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(SpinBenchmarks).Assembly).Run(args);
