using Kumiko.Postgres.Writing;
using Kumiko.Storage;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    public override Task<Snapshot?> ReadSnapshot(StreamId stream, string aggregate, CancellationToken cancellation = default) =>
        Run((stream, aggregate), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(SnapshotStatements.Select(ask.stream, ask.aggregate));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation) ? SnapshotStatements.Read(reader, ask.stream, ask.aggregate) : null;
        }, cancellation);
}
