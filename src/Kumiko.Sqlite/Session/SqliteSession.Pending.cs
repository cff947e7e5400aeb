using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class SqliteSession
{
    public override Task<StoredEvent?> ReadLastEvent(StreamId stream, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task<Snapshot?> ReadSnapshot(StreamId stream, string aggregate, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task<long> CountLog(LogQuery query, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task ImportEvents(IReadOnlyCollection<NewEvent> events, CancellationToken cancellation = default) => throw new NotImplementedException();
}
