namespace Kumiko.Bench.Measuring;

/// <summary>Runs what is compared in turns, so that a noisy neighbour meets all of it, and keeps the median of each.</summary>
internal static class Rounds
{
    public static async Task<Sample[]> Run(int count, params Func<Task<Sample>>[] contenders)
    {
        var samples = contenders.Select(_ => new List<Sample>()).ToArray();
        for (var round = 0; round < count; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                samples[i].Add(await contenders[i]());
            }
        }

        return [.. samples.Select(s => s.OrderBy(x => x.PerSecond).ElementAt(s.Count / 2))];
    }
}
