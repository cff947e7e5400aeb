using System.Diagnostics;
using Kumiko.Storage;
using Kumiko.Tests.LogHost;

namespace Kumiko.Postgres.Tests;

/// <summary>The log under the worst that writers can do to it. See docs/decisions/0025.</summary>
public class NothingIsLostTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Events = 300_000;
    private const int WritersPerProcess = 24;
    private const int MostMilliseconds = 300_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact(Timeout = MostMilliseconds)]
    public async Task No_reader_loses_an_event_or_sees_a_stream_out_of_order_and_the_naive_one_does()
    {
        await using var test = await postgres.NewStore();
        var started = Stopwatch.GetTimestamp();
        using var other = await LogHostProcess.Start(test.ConnectionString, seed: 1, WritersPerProcess, Events / 2, followers: 2);
        var end = new TaskCompletionSource<EventPosition>();
        List<LogFollower> readers = [new(test.Store), new(test.Store)];
        var naive = new LogFollower(test.Store);
        Task[] following = [.. readers.Select(r => Task.Run(() => r.Follow(end.Task))), Task.Run(() => naive.FollowNaively(end.Task))];

        var writers = new LogWriters(test.Store, seed: 2, Events / 2);
        await writers.Run(WritersPerProcess);
        await other.Written();
        var writing = Stopwatch.GetElapsedTime(started);
        var last = await LastPosition(test.Store);
        end.SetResult(last);
        await Task.WhenAll(following).WaitAsync(Patience);

        List<LogVerdict> verdicts = [.. await other.Finish(last).WaitAsync(Patience)];
        foreach (var reader in readers)
        {
            verdicts.Add(await reader.Judge());
        }

        var control = await naive.Judge();
        output.WriteLine($"written in {writing.TotalSeconds:0.0} s, rolled back here {writers.RolledBack}, conflicts here {writers.Conflicts}");
        output.WriteLine($"{string.Join('\n', verdicts)}\nnaive {control}\nin all {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");

        verdicts.Count.ShouldBe(4);
        verdicts.ShouldAllBe(v => v.Seen >= Events && v.Lost == 0 && v.Reordered == 0 && v.Strange == 0);
        control.Lost.ShouldBePositive("The naive reader has lost nothing: then this test proves nothing.");
    }

    [Fact(Timeout = MostMilliseconds)]
    public async Task A_writer_that_is_killed_in_the_middle_does_not_hold_readers_up()
    {
        await using var test = await postgres.NewStore();
        var follower = new LogFollower(test.Store);
        var end = new TaskCompletionSource<EventPosition>();
        var following = Task.Run(() => follower.Follow(end.Task));
        using var patience = new CancellationTokenSource(Patience);
        await using var listener = await test.Store.Listen(patience.Token);
        for (var round = 0; round < 3; round++)
        {
            using var writer = await LogHostProcess.Start(test.ConnectionString, seed: 10 + round, WritersPerProcess, int.MaxValue, followers: 0);
            await using var progress = test.Store.OpenLog(await LastPosition(test.Store));
            for (var grown = progress.Position.Value + 1_000; progress.Position.Value < grown; await progress.SkipToEnd(patience.Token))
            {
                await listener.Wait(patience.Token);
            }

            await writer.Kill();
        }

        await new LogWriters(test.Store, seed: 20, events: 100).Run(4);
        end.SetResult(await LastPosition(test.Store));
        await following.WaitAsync(patience.Token);

        (await follower.Judge()).ShouldSatisfyAllConditions(
            v => v.Seen.ShouldBeGreaterThan(2_000),
            v => v.Lost.ShouldBe(0),
            v => v.Reordered.ShouldBe(0),
            v => v.Strange.ShouldBe(0));
    }

    private static async Task<EventPosition> LastPosition(Store store)
    {
        await using var reader = store.OpenLog(EventPosition.Start);
        do
        {
            await reader.SkipToEnd();
        }
        while (reader.GapAge > TimeSpan.Zero);
        return reader.Position;
    }
}
