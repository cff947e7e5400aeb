using Kumiko.Storage;

namespace Kumiko.Tests.Dispatch;

/// <summary>A store that lets a test look on, and throw, at the moments when something becomes lasting. It does not own the store behind it.</summary>
internal sealed class WatchedStore(Store store) : Store
{
    /// <summary>Called before a batch of operations goes to the database.</summary>
    public Action<IReadOnlyList<WriteOperation>>? BeforeExecute { get; set; }

    /// <summary>Called before rows are read.</summary>
    public Action? BeforeRead { get; set; }

    /// <summary>Called before the commit of an opened transaction.</summary>
    public Action? BeforeCommit { get; set; }

    public override string Name => store.Name;

    public override StoreCapabilities Capabilities => store.Capabilities;

    public override Task Open(CancellationToken cancellation = default) => store.Open(cancellation);

    public override Task<bool> Ping(CancellationToken cancellation = default) => store.Ping(cancellation);

    public override Task<IReadOnlyList<SchemaDifference>> CompareSchema(IReadOnlyList<Table> tables, CancellationToken cancellation = default) =>
        store.CompareSchema(tables, cancellation);

    public override Task CreateMissingTables(IReadOnlyList<Table> tables, CancellationToken cancellation = default) =>
        store.CreateMissingTables(tables, cancellation);

    public override Task<IAsyncDisposable> LockSchema(CancellationToken cancellation = default) => store.LockSchema(cancellation);

    public override Task DropTable(Table table, CancellationToken cancellation = default) => store.DropTable(table, cancellation);

    public override Task<int> ForgetAnswers(DateTimeOffset before, CancellationToken cancellation = default) => store.ForgetAnswers(before, cancellation);

    public override StoreSession NewSession() => new Session(this, store.NewSession());

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Session(WatchedStore watch, StoreSession session) : StoreSession
    {
        public override bool InTransaction => session.InTransaction;

        public override Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation = default)
        {
            watch.BeforeExecute?.Invoke(operations);
            return session.Execute(operations, cancellation);
        }

        public override Task<object?[]?> ReadRow(Table table, TenantScope scope, Guid id, CancellationToken cancellation = default) =>
            session.ReadRow(table, scope, id, cancellation);

        public override Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default)
        {
            watch.BeforeRead?.Invoke();
            return session.ReadRows(query, cancellation);
        }

        public override Task<long> CountRows(RowQuery query, CancellationToken cancellation = default) => session.CountRows(query, cancellation);

        public override Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, StreamRange range, CancellationToken cancellation = default) =>
            session.ReadStream(stream, range, cancellation);

        public override Task<StreamVersion> ReadStreamVersion(StreamId stream, CancellationToken cancellation = default) =>
            session.ReadStreamVersion(stream, cancellation);

        public override Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default) => session.ReadLog(query, cancellation);

        public override Task<RecordedAnswer?> ReadAnswer(RequestKey key, CancellationToken cancellation = default) => session.ReadAnswer(key, cancellation);

        public override Task Begin(CancellationToken cancellation = default) => session.Begin(cancellation);

        public override Task Commit(CancellationToken cancellation = default)
        {
            watch.BeforeCommit?.Invoke();
            return session.Commit(cancellation);
        }

        public override Task Rollback() => session.Rollback();

        public override Task Savepoint(string name, CancellationToken cancellation = default) => session.Savepoint(name, cancellation);

        public override Task RollbackTo(string name) => session.RollbackTo(name);

        public override Task Release(string name, CancellationToken cancellation = default) => session.Release(name, cancellation);

        public override ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
