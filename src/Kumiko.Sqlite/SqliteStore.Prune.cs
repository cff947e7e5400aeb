using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    private const int StreamsAtOnce = 500;

    /// <inheritdoc/>
    public override async Task<PruneResult> Prune(PruneQuery query, CancellationToken cancellation = default)
    {
        if (query.AggregateTypes.Count == 0)
        {
            throw new ArgumentException("Name at least one kind of aggregate whose streams may be removed.", nameof(query));
        }

        var (streams, events, last) = await Read(connection => PruneStatements.CountAll(connection, query), cancellation);
        var slow = await ConsumersBehind(last, cancellation);
        if (query.CountOnly || slow.Count > 0)
        {
            return new PruneResult { Streams = query.CountOnly ? streams : 0, Events = query.CountOnly ? events : 0, HeldBackBy = slow };
        }

        (streams, events, last) = (0, 0, 0);
        while (true)
        {
            var step = await Write(connection => PruneStatements.RemoveSome(connection, query, last, StreamsAtOnce), cancellation);
            (streams, events, last) = (streams + step.Streams, events + step.Events, step.Last);
            if (step.IsHeldBack || step.Streams == 0)
            {
                return new PruneResult { Streams = streams, Events = events, HeldBackBy = step.IsHeldBack ? await ConsumersBehind(last, cancellation) : [] };
            }
        }
    }

    private async Task<IReadOnlyList<ConsumerState>> ConsumersBehind(long position, CancellationToken cancellation) =>
        [.. (await Consumers.Read(cancellation)).Where(c => c.Position.Value < position)];
}
