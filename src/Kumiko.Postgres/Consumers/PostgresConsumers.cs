using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Consumers;

/// <summary>Cursors and leases in PostgreSQL, by the server's clock. Every call is one batch: one round trip, one implicit transaction.</summary>
internal sealed class PostgresConsumers(PostgresStore store) : ConsumerDirectory
{
    public override Task Register(IReadOnlyCollection<ConsumerKey> consumers, EventPosition start, CancellationToken cancellation = default) =>
        consumers.Count == 0 ? Task.CompletedTask : Execute([ConsumerStatements.Register(consumers, start)], cancellation);

    public override Task<IReadOnlyList<ConsumerState>> Read(CancellationToken cancellation = default) =>
        Query([ConsumerStatements.Read()], reader => ReadAll(reader, ConsumerStatements.ReadState, cancellation), cancellation);

    public override Task<ClusterView> Heartbeat(NodeInfo node, TimeSpan lease, CancellationToken cancellation = default) => Query(
        [NodeStatements.Heartbeat(node, lease), NodeStatements.ForgetDead(), NodeStatements.Read(), ConsumerStatements.Read()],
        async reader =>
        {
            var nodes = await ReadAll(reader, NodeStatements.ReadNode, cancellation);
            await reader.NextResultAsync(cancellation);
            return new ClusterView(nodes, await ReadAll(reader, ConsumerStatements.ReadState, cancellation));
        },
        cancellation);

    public override Task<long?> TryTake(ConsumerKey consumer, string node, TimeSpan lease, CancellationToken cancellation = default) => Query(
        [ConsumerStatements.Take(consumer, node, lease)],
        async reader => await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : (long?)null,
        cancellation);

    public override Task Release(ConsumerKey consumer, long fence, CancellationToken cancellation = default) =>
        Execute([ConsumerStatements.Release(consumer, fence)], cancellation);

    public override Task Leave(string node, CancellationToken cancellation = default) =>
        Execute([NodeStatements.Remove(node), ConsumerStatements.ReleaseAll(node)], cancellation);

    public override async Task<bool> RecordFailure(
        ConsumerKey consumer, long fence, ConsumerFailure failure, CancellationToken cancellation = default) =>
        await Execute([ConsumerStatements.RecordFailure(consumer, fence, failure)], cancellation) > 0;

    public override Task<ConsumerState?> Change(ConsumerKey consumer, ConsumerChange change, CancellationToken cancellation = default) => Query(
        [ConsumerStatements.Change(consumer, change)],
        async reader => await reader.ReadAsync(cancellation) ? ConsumerStatements.ReadState(reader) : null,
        cancellation);

    public override Task Remove(ConsumerKey consumer, CancellationToken cancellation = default) =>
        Execute([ConsumerStatements.Remove(consumer)], cancellation);

    public override Task<IReadOnlyList<DeadLetter>> ReadDeadLetters(DeadLetterQuery query, CancellationToken cancellation = default) =>
        Query([DeadLetterStatements.Read(query)], reader => ReadAll(reader, DeadLetterStatements.ReadLetter, cancellation), cancellation);

    public override async Task<IReadOnlyDictionary<string, long>> CountDeadLetters(CancellationToken cancellation = default)
    {
        var counts = await Query(
            [DeadLetterStatements.Count()],
            reader => ReadAll(reader, r => KeyValuePair.Create(r.GetString(0), r.GetInt64(1)), cancellation),
            cancellation);
        return new Dictionary<string, long>(counts);
    }

    private static async Task<IReadOnlyList<T>> ReadAll<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var items = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            items.Add(read(reader));
        }

        return items;
    }

    private Task<int> Execute(NpgsqlBatchCommand[] commands, CancellationToken cancellation) =>
        Run(commands, batch => batch.ExecuteNonQueryAsync(cancellation), cancellation);

    private Task<T> Query<T>(NpgsqlBatchCommand[] commands, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellation) => Run(
        commands,
        async batch =>
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var result = await read(reader);
            // A refusal of the commit arrives behind the last result.
            while (await reader.NextResultAsync(cancellation))
            {
            }

            return result;
        },
        cancellation);

    private async Task<T> Run<T>(NpgsqlBatchCommand[] commands, Func<SessionBatch, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await store.Connect(cancellation);
        await using var batch = new SessionBatch(store, connection, null, TenantReach.All);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        try
        {
            return await work(batch);
        }
        catch (PostgresException e) when (PostgresErrors.Translate(e) is var translated && !ReferenceEquals(translated, e))
        {
            throw translated;
        }
    }
}
