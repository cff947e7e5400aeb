using System.Diagnostics;

namespace Kumiko.Tests.Consumers;

/// <summary>Waits for what other threads or processes bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task True(Func<bool> condition, string what) => True(() => Task.FromResult(condition()), what);

    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.StartNew();
        while (!await condition())
        {
            if (started.Elapsed > Patience)
            {
                throw new TimeoutException($"Waited in vain for: {what}.");
            }

            await Task.Delay(10);
        }
    }
}
