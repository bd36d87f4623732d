using BenchmarkDotNet.Running;
using EmotionKit.Benchmarks.Comparisons;

if (args is ["compare", .. string[] names])
    return Compare.Run(names);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
