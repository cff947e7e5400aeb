using Kumiko.Postgres.Log;
using Kumiko.Storage;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    public override Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default) =>
        Run(query, static async (batch, query, cancellation) =>
        {
            if (query.Types is { Count: 0 })
            {
                return [];
            }

            batch.BatchCommands.Add(LogStatements.Select(query));
            return await ReadAll(batch, EventRows.Read, cancellation);
        }, cancellation);

    public override Task<long> CountLog(LogQuery query, CancellationToken cancellation = default) =>
        Run(query, static async (batch, query, cancellation) =>
        {
            batch.BatchCommands.Add(LogStatements.Count(query));
            return (long)(await batch.ExecuteScalarAsync(cancellation))!;
        }, cancellation);

    public override Task<EventPosition> ReadLogEnd(CancellationToken cancellation = default) =>
        Run(0, static async (batch, _, cancellation) =>
        {
            batch.BatchCommands.Add(LogStatements.LastPosition());
            return new EventPosition((long)(await batch.ExecuteScalarAsync(cancellation))!);
        }, cancellation);
}
