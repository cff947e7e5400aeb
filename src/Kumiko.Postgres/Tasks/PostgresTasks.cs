using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Tasks;

/// <summary>The queue in PostgreSQL; leases by the server's clock. Every call is one statement.</summary>
internal sealed class PostgresTasks(PostgresStore store) : TaskDirectory
{
    public override async Task<IReadOnlyList<QueuedTask>> Take(TaskClaim claim, CancellationToken cancellation = default)
    {
        var taken = await Read(TaskStatements.Take(claim), TaskStatements.ReadTask, cancellation);
        taken.Sort((a, b) => a.Task.DueAt != b.Task.DueAt ? a.Task.DueAt.CompareTo(b.Task.DueAt) : a.Task.Id.CompareTo(b.Task.Id));
        return taken;
    }

    public override Task Prolong(string owner, TimeSpan lease, CancellationToken cancellation = default) =>
        Execute(TaskStatements.Prolong(owner, lease), cancellation);

    public override async Task<bool> Fail(Guid id, long fence, TaskFailure failure, CancellationToken cancellation = default) =>
        await Execute(TaskStatements.Fail(id, fence, failure), cancellation) > 0;

    public override Task Release(Guid id, long fence, DateTimeOffset dueAt, CancellationToken cancellation = default) =>
        Execute(TaskStatements.Release(id, fence, dueAt), cancellation);

    public override async Task<IReadOnlyList<QueuedTask>> Read(TaskQuery query, CancellationToken cancellation = default) =>
        await Read(TaskStatements.Read(query), TaskStatements.ReadTask, cancellation);

    public override async Task<IReadOnlyList<TaskCount>> Count(CancellationToken cancellation = default) =>
        await Read(TaskStatements.Count(), TaskStatements.ReadCount, cancellation);

    public override Task<int> Revive(TaskQuery query, DateTimeOffset dueAt, CancellationToken cancellation = default) =>
        Execute(TaskStatements.Revive(query, dueAt), cancellation);

    public override async Task<bool> Discard(Guid id, CancellationToken cancellation = default) =>
        await Execute(TaskStatements.Discard(id), cancellation) > 0;

    private Task<int> Execute(NpgsqlBatchCommand command, CancellationToken cancellation) =>
        Run(command, batch => batch.ExecuteNonQueryAsync(cancellation), cancellation);

    private Task<List<T>> Read<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) => Run(
        command,
        async batch =>
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var items = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                items.Add(read(reader));
            }

            return items;
        },
        cancellation);

    private Task<T> Run<T>(NpgsqlBatchCommand command, Func<SessionBatch, Task<T>> work, CancellationToken cancellation) => PostgresErrors.Translating(
        async () =>
        {
            await using var connection = await store.Connect(cancellation);
            await using var batch = new SessionBatch(store, connection, null, TenantReach.All);
            batch.BatchCommands.Add(command);
            return await work(batch);
        });
}
