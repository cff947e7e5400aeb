using Kumiko.Storage;

namespace Kumiko.Tests.LogHost;

/// <summary>Follows the log while it is written, and remembers what it was given and in which order.</summary>
public sealed class LogFollower(Store store)
{
    private const int PageSize = 500;

    // Readers that never pause would take the processor from the writers.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly List<(long Position, Guid Aggregate, long Version)> _seen = [];

    /// <summary>Follows the log by its reader until it has passed a position.</summary>
    public async Task Follow(Task<EventPosition> end)
    {
        await using var reader = store.OpenLog(EventPosition.Start);
        while (!HasReached(reader.Position, end))
        {
            var page = await reader.Read(PageSize);
            Remember(page);
            await PauseBehind(page);
        }
    }

    /// <summary>Follows the log as one would who knows nothing of late commits: behind the last event that was seen.</summary>
    public async Task FollowNaively(Task<EventPosition> end)
    {
        await using var session = store.NewSession();
        for (var cursor = EventPosition.Start; !HasReached(cursor, end);)
        {
            var page = await session.ReadLog(new LogQuery { After = cursor, Limit = PageSize });
            Remember(page);
            cursor = page.Count == 0 ? cursor : page[^1].Position;
            await PauseBehind(page);
        }
    }

    /// <summary>Compares what was seen with what the log holds in the end.</summary>
    public async Task<LogVerdict> Judge()
    {
        var (lost, matched) = (0, 0);
        await using var session = store.NewSession();
        var cursor = EventPosition.Start;
        while (await session.ReadLog(new LogQuery { After = cursor, Limit = 10_000 }) is { Count: > 0 } page)
        {
            foreach (var e in page)
            {
                if (matched < _seen.Count && _seen[matched].Position == e.Position.Value)
                {
                    matched++;
                }
                else
                {
                    lost++;
                }
            }

            cursor = page[^1].Position;
        }

        var reordered = 0;
        var versions = new Dictionary<Guid, long>();
        foreach (var (_, aggregate, version) in _seen)
        {
            reordered += versions.GetValueOrDefault(aggregate) < version ? 0 : 1;
            versions[aggregate] = version;
        }

        return new LogVerdict(_seen.Count, lost, reordered, Strange: _seen.Count - matched);
    }

    private static bool HasReached(EventPosition position, Task<EventPosition> end) =>
        end.IsCompletedSuccessfully && position.Value >= end.Result.Value;

    private static Task PauseBehind(IReadOnlyList<StoredEvent> page) => page.Count == PageSize ? Task.CompletedTask : Task.Delay(Pause);

    private void Remember(IReadOnlyList<StoredEvent> page)
    {
        foreach (var e in page)
        {
            _seen.Add((e.Position.Value, e.Stream.Aggregate, e.Version.Value));
        }
    }
}

/// <summary>How a follower has fared.</summary>
/// <param name="Seen">How many events it was given.</param>
/// <param name="Lost">How many of the log's events it was not given in their place.</param>
/// <param name="Reordered">How many came after a later event of their stream.</param>
/// <param name="Strange">How many it was given that the log does not hold, or twice, or in another place.</param>
public sealed record LogVerdict(int Seen, int Lost, int Reordered, int Strange);
