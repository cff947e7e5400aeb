using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The queue in SQLite. Everybody who opens the file is on one machine and has its clock.</summary>
internal sealed class SqliteTasks(SqliteStore store, TimeProvider clock) : TaskDirectory
{
    // Looked at beside the writer first: asking in vain, as idle nodes do all the time, keeps nobody waiting.
    public override async Task<IReadOnlyList<QueuedTask>> Take(TaskClaim claim, CancellationToken cancellation = default) =>
        (await store.Read(connection => TaskStatements.Free(connection, clock.GetUtcNow(), claim), cancellation)).Count == 0
            ? []
            : await Write((connection, now) => TaskStatements.Take(connection, now, claim), cancellation);

    public override Task Prolong(string owner, TimeSpan lease, CancellationToken cancellation = default) => Write(
        (connection, now) =>
        {
            TaskStatements.Prolong(connection, now, owner, lease);
            return true;
        },
        cancellation);

    public override Task<bool> Fail(Guid id, long fence, TaskFailure failure, CancellationToken cancellation = default) =>
        Write((connection, _) => TaskStatements.Fail(connection, id, fence, failure), cancellation);

    public override Task Release(Guid id, long fence, DateTimeOffset dueAt, CancellationToken cancellation = default) => Write(
        (connection, _) =>
        {
            TaskStatements.Release(connection, id, fence, dueAt);
            return true;
        },
        cancellation);

    public override Task<IReadOnlyList<QueuedTask>> Read(TaskQuery query, CancellationToken cancellation = default) =>
        store.Read(connection => TaskStatements.Read(connection, clock.GetUtcNow(), query), cancellation);

    public override Task<IReadOnlyList<TaskCount>> Count(CancellationToken cancellation = default) => store.Read(TaskStatements.Count, cancellation);

    public override Task<int> Revive(TaskQuery query, DateTimeOffset dueAt, CancellationToken cancellation = default) =>
        Write((connection, _) => TaskStatements.Revive(connection, query, dueAt), cancellation);

    public override Task<bool> Discard(Guid id, CancellationToken cancellation = default) =>
        Write((connection, _) => TaskStatements.Discard(connection, id), cancellation);

    // The clock is read when it is our turn to write: a wait must not shorten a lease.
    private Task<T> Write<T>(Func<Connection, DateTimeOffset, T> work, CancellationToken cancellation) =>
        store.Write(connection => work(connection, clock.GetUtcNow()), cancellation);
}
