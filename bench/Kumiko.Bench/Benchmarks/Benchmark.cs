namespace Kumiko.Bench.Benchmarks;

/// <summary>Something that can be measured by its name.</summary>
internal abstract class Benchmark
{
    public abstract string Name { get; }

    public abstract Task<ResultTable> Run(Setup setup);
}
