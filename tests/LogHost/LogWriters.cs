using Kumiko.Storage;

namespace Kumiko.Tests.LogHost;

/// <summary>
/// Writers that make the end of the log as untidy as they can: positions are drawn early and committed late, some never, and one stream is
/// wanted by all.
/// </summary>
public sealed class LogWriters(Store store, int seed, int events)
{
    private const int MostEvents = 3;
    private const int LongestPause = 7;
    private const int EventsPerStream = 40;

    /// <summary>The stream that all writers of all processes append to.</summary>
    public static StreamId HotStream { get; } = new(new TenantId(new Guid("10000000-0000-4000-8000-00000000000a")), new Guid("20000000-0000-4000-8000-00000000000a"));

    private int _left = events;
    private int _rolledBack;
    private int _conflicts;

    public int RolledBack => _rolledBack;

    public int Conflicts => _conflicts;

    public Task Run(int writers) => Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => Write(new Random((seed * 1000) + writer)))));

    private async Task Write(Random random)
    {
        var (stream, version) = (NewStream(), 0);
        while (Volatile.Read(ref _left) > 0)
        {
            var isHot = random.Next(100) == 0;
            var rollsBack = random.Next(10) == 0;
            var count = random.Next(1, MostEvents + 1);
            await using var session = store.NewSession();
            await session.Begin();
            try
            {
                var (target, next) = isHot ? (HotStream, (int)(await session.ReadStreamVersion(HotStream)).Value) : (stream, version);
                for (var i = 0; i < count; i++)
                {
                    await session.Execute([new WriteOperation.Append(Event(target, ++next))]);
                    await Task.Delay(random.Next(2) * random.Next(LongestPause + 1));
                }

                if (rollsBack)
                {
                    await session.Rollback();
                    Interlocked.Increment(ref _rolledBack);
                    continue;
                }

                await session.Commit();
                Interlocked.Add(ref _left, -count);
                (stream, version) = isHot ? (stream, version) : next >= EventsPerStream ? (NewStream(), 0) : (stream, next);
            }
            catch (StreamConflictException) when (isHot)
            {
                Interlocked.Increment(ref _conflicts);
            }
        }
    }

    private static StreamId NewStream() => HotStream with { Aggregate = Guid.CreateVersion7() };

    private static NewEvent Event(StreamId stream, int version) => new()
    {
        Stream = stream,
        AggregateType = "thing",
        Version = new StreamVersion(version),
        Type = "thing.moved",
        Payload = """{"a":1}"""u8.ToArray(),
        Metadata = "{}"u8.ToArray(),
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = UserId.System,
    };
}
