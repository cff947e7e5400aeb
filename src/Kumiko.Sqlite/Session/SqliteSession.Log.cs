using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class SqliteSession
{
    public override Task<StoredEvent?> ReadLastEvent(StreamId stream, CancellationToken cancellation = default) =>
        Read(c => EventStatements.ReadLast(c, stream), cancellation);

    public override Task<Snapshot?> ReadSnapshot(StreamId stream, string aggregate, CancellationToken cancellation = default) =>
        Read(c => SnapshotStatements.Read(c, stream, aggregate), cancellation);

    public override Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default) =>
        Read(c => LogStatements.Read(c, query), cancellation);

    public override Task<long> CountLog(LogQuery query, CancellationToken cancellation = default) =>
        Read(c => LogStatements.Count(c, query), cancellation);

    public override Task<EventPosition> ReadLogEnd(CancellationToken cancellation = default) =>
        Read(c => new EventPosition(LogStatements.LastPosition(c) ?? 0), cancellation);

    /// <remarks>Nobody else writes meanwhile, so that an event costs no more here than in any batch.</remarks>
    public override Task ImportEvents(IReadOnlyCollection<NewEvent> events, CancellationToken cancellation = default) =>
        InTransaction
            ? ExecuteInTransaction([.. events.Select(e => new WriteOperation.Append(e))], cancellation)
            : Task.FromException(NoTransaction());
}
