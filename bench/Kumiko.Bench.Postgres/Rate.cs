using System.Diagnostics;

namespace Kumiko.Bench.Postgres;

internal sealed class Rate(TimeSpan duration, string wanted)
{
    /// <summary>Runs the work of every worker again and again, and prints how many units were done per second.</summary>
    public async Task Measure(string name, int workers, int unitsPerCall, Func<Task<Func<Task>>> makeWork)
    {
        if (!name.Contains(wanted, StringComparison.Ordinal))
            return;

        var works = new List<Func<Task>>();
        for (var i = 0; i < workers; i++)
            works.Add(await makeWork());
        await Loop(works, duration / 5);
        var watch = Stopwatch.StartNew();
        var calls = await Loop(works, duration);
        Console.WriteLine($"{name,-55} {calls * unitsPerCall / watch.Elapsed.TotalSeconds,10:N0}/s");
    }

    private static async Task<long> Loop(List<Func<Task>> works, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(works.Select(work => Task.Run(async () =>
        {
            long calls = 0;
            for (; watch.Elapsed < duration; calls++)
                await work();
            return calls;
        })));
        return counts.Sum();
    }
}
