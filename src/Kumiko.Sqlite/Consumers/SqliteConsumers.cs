using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Cursors and leases in SQLite. Everybody who opens the file is on one machine and has its clock.</summary>
internal sealed class SqliteConsumers(SqliteStore store, TimeProvider clock) : ConsumerDirectory
{
    public override Task Register(IReadOnlyCollection<ConsumerKey> consumers, EventPosition start, CancellationToken cancellation = default) => Write(
        (connection, now) =>
        {
            ConsumerStatements.Register(connection, now, consumers, start);
            return true;
        },
        cancellation);

    public override Task<IReadOnlyList<ConsumerState>> Read(CancellationToken cancellation = default) =>
        store.Read(connection => ConsumerStatements.Read(connection, clock.GetUtcNow()), cancellation);

    public override Task<ClusterView> Heartbeat(NodeInfo node, TimeSpan lease, CancellationToken cancellation = default) => Write(
        (connection, now) =>
        {
            NodeStatements.Heartbeat(connection, now, node, lease);
            return new ClusterView(NodeStatements.Read(connection, now), ConsumerStatements.Read(connection, now));
        },
        cancellation);

    public override Task<long?> TryTake(ConsumerKey consumer, string node, TimeSpan lease, CancellationToken cancellation = default) =>
        Write((connection, now) => ConsumerStatements.Take(connection, now, consumer, node, lease), cancellation);

    public override Task Release(ConsumerKey consumer, long fence, CancellationToken cancellation = default) => Write(
        (connection, now) =>
        {
            ConsumerStatements.Release(connection, now, consumer, fence);
            return true;
        },
        cancellation);

    public override Task Leave(string node, CancellationToken cancellation = default) => Write(
        (connection, now) =>
        {
            NodeStatements.Remove(connection, node);
            ConsumerStatements.ReleaseAll(connection, now, node);
            return true;
        },
        cancellation);

    public override Task<bool> RecordFailure(ConsumerKey consumer, long fence, ConsumerFailure failure, CancellationToken cancellation = default) =>
        Write((connection, now) => ConsumerStatements.RecordFailure(connection, now, consumer, fence, failure), cancellation);

    public override Task<ConsumerState?> Change(ConsumerKey consumer, ConsumerChange change, CancellationToken cancellation = default) =>
        Write((connection, now) => ConsumerStatements.Change(connection, now, consumer, change), cancellation);

    public override Task Remove(ConsumerKey consumer, CancellationToken cancellation = default) => Write(
        (connection, _) =>
        {
            ConsumerStatements.Remove(connection, consumer);
            return true;
        },
        cancellation);

    public override Task<IReadOnlyList<DeadLetter>> ReadDeadLetters(DeadLetterQuery query, CancellationToken cancellation = default) =>
        store.Read(connection => DeadLetterStatements.Read(connection, query), cancellation);

    public override Task<IReadOnlyDictionary<string, long>> CountDeadLetters(CancellationToken cancellation = default) =>
        store.Read(DeadLetterStatements.Count, cancellation);

    // The clock is read when it is our turn to write: a wait must not shorten a lease.
    private Task<T> Write<T>(Func<Connection, DateTimeOffset, T> work, CancellationToken cancellation) =>
        store.Write(connection => work(connection, clock.GetUtcNow()), cancellation);
}
