namespace Kumiko.Bench.Measuring;

/// <summary>What one run measured.</summary>
/// <param name="PerSecond">How much was done in a second.</param>
/// <param name="Median">How long half of the requests took at most; null where nobody looked.</param>
/// <param name="Slowest">How long 99 of 100 requests took at most.</param>
/// <param name="ServerTime">How much processor time the serving process spent on a request.</param>
internal sealed record Sample(double PerSecond, TimeSpan? Median = null, TimeSpan? Slowest = null, TimeSpan? ServerTime = null);
