using System.Data;
using System.Diagnostics;
using Kumiko.Postgres.Log;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    private const int StreamsAtOnce = 500;

    private static readonly TimeSpan PatienceOfPruning = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseOfPruning = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public override async Task<PruneResult> Prune(PruneQuery query, CancellationToken cancellation = default)
    {
        if (query.AggregateTypes.Count == 0)
        {
            throw new ArgumentException("Name at least one kind of aggregate whose streams may be removed.", nameof(query));
        }

        var (streams, events, last) = (await Query(PruneStatements.Count(query), r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), cancellation))[0];
        var slow = await ConsumersBehind(last, cancellation);
        if (query.CountOnly)
        {
            return new PruneResult { Streams = streams, Events = events, HeldBackBy = slow };
        }

        for (var (result, position) = (new PruneResult { Streams = 0, Events = 0, HeldBackBy = slow }, 0L); ;)
        {
            if (result.HeldBackBy.Count > 0)
            {
                return result;
            }

            var some = await Query(PruneStatements.Select(query, position, StreamsAtOnce), ReadEnded, cancellation);
            if (some.Count == 0)
            {
                return result;
            }

            position = some[^1].Position;
            result = await Remove(some, cancellation) is var (goneStreams, goneEvents)
                ? new PruneResult { Streams = result.Streams + goneStreams, Events = result.Events + goneEvents }
                : result with { HeldBackBy = await ConsumersBehind(position, cancellation) };
        }
    }

    /// <summary>Removes streams in one transaction; null when a consumer has not passed them.</summary>
    private async Task<(long Streams, long Events)?> Remove(List<EndedStream> streams, CancellationToken cancellation)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return await TryRemove(streams, cancellation);
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                if (Stopwatch.GetElapsedTime(started) > PatienceOfPruning)
                {
                    throw PostgresErrors.Translate(busy);
                }
            }

            await Task.Delay(PauseOfPruning, cancellation);
        }
    }

    private async Task<(long Streams, long Events)?> TryRemove(List<EndedStream> streams, CancellationToken cancellation)
    {
        await using var connection = await Connect(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        await using (var batch = new SessionBatch(this, connection, transaction, TenantReach.All))
        {
            PruneStatements.AddLock(batch);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            if (await reader.ReadAsync(cancellation) && !reader.IsDBNull(0) && reader.GetInt64(0) < streams[^1].Position)
            {
                return null;
            }
        }

        await using (var batch = new SessionBatch(this, connection, transaction, TenantReach.All))
        {
            batch.BatchCommands.Add(PruneStatements.Remove(streams));
            (long, long) gone;
            await using (var reader = await batch.ExecuteReaderAsync(cancellation))
            {
                await reader.ReadAsync(cancellation);
                gone = (reader.GetInt64(0), reader.GetInt64(1));
            }

            await transaction.CommitAsync(cancellation);
            return gone;
        }
    }

    private async Task<IReadOnlyList<ConsumerState>> ConsumersBehind(long position, CancellationToken cancellation) =>
        [.. (await Consumers.Read(cancellation)).Where(c => c.Position.Value < position)];

    private Task<List<T>> Query<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        PostgresErrors.Translating(async () =>
        {
            await using var connection = await Connect(cancellation);
            await using var batch = new SessionBatch(this, connection, null, TenantReach.All);
            batch.BatchCommands.Add(command);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var items = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                items.Add(read(reader));
            }

            return items;
        });

    private static EndedStream ReadEnded(NpgsqlDataReader reader) =>
        new(new StreamId(new TenantId(reader.GetGuid(0)), reader.GetGuid(1)), reader.GetInt64(2), reader.GetInt64(3));
}
