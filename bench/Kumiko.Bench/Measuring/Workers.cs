using System.Diagnostics;

namespace Kumiko.Bench.Measuring;

/// <summary>Does work in this process, over and over.</summary>
internal static class Workers
{
    /// <summary>Every worker makes its own work, and repeats it until the time is over; the first fifth does not count.</summary>
    public static async Task<Sample> Measure(TimeSpan duration, int workers, int unitsPerCall, Func<Task<Func<Task>>> makeWork)
    {
        var works = new List<Func<Task>>();
        for (var i = 0; i < workers; i++)
        {
            works.Add(await makeWork());
        }

        await Loop(works, duration / 5);
        var watch = Stopwatch.StartNew();
        var calls = await Loop(works, duration);
        return new Sample(calls * unitsPerCall / watch.Elapsed.TotalSeconds);
    }

    private static async Task<long> Loop(List<Func<Task>> works, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(works.Select(work => Task.Run(async () =>
        {
            long calls = 0;
            for (; watch.Elapsed < duration; calls++)
            {
                await work();
            }

            return calls;
        })));
        return counts.Sum();
    }
}
