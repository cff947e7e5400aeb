using Kumiko.Bench.Databases;

namespace Kumiko.Bench.Benchmarks;

/// <summary>How long and how often is measured, and on what.</summary>
/// <param name="Duration">Of one run, after a warm-up of a fifth of it.</param>
/// <param name="Rounds">How often ours and the others take turns.</param>
/// <param name="Databases">Makes an empty database of each wanted kind.</param>
internal sealed record Setup(TimeSpan Duration, int Rounds, IReadOnlyList<Func<Task<BenchDatabase>>> Databases)
{
    /// <summary>Makes two PostgreSQL databases of a user without special rights, the second with row-level security; none where PostgreSQL is not wanted.</summary>
    public IReadOnlyList<Func<Task<(BenchDatabase Without, BenchDatabase With)>>> GuardedPairs { get; init; } = [];
}
