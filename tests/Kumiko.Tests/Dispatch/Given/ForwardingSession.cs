using Kumiko.Storage;

namespace Kumiko.Tests.Dispatch;

/// <summary>A session that hands everything on to another one, and ends with it. Tests override what they want to watch.</summary>
internal abstract class ForwardingSession(StoreSession session) : StoreSession
{
    public override bool InTransaction => session.InTransaction;

    public override Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation = default) =>
        session.Execute(operations, cancellation);

    public override Task<object?[]?> ReadRow(Table table, TenantScope scope, Guid id, CancellationToken cancellation = default) =>
        session.ReadRow(table, scope, id, cancellation);

    public override Task<object?[]?> LockRow(Table table, TenantId tenant, Guid id, CancellationToken cancellation = default) =>
        session.LockRow(table, tenant, id, cancellation);

    public override Task LockRows(Table table, TenantId tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellation = default) =>
        session.LockRows(table, tenant, ids, cancellation);

    public override Task<IReadOnlyList<object?[]>> ReadRows(
        Table table, IReadOnlyCollection<(TenantId Tenant, Guid Id)> keys, CancellationToken cancellation = default) =>
        session.ReadRows(table, keys, cancellation);

    public override Task<IReadOnlyList<object?[]>> ReadPage(
        Table table, (TenantId Tenant, Guid Id)? after, int limit, CancellationToken cancellation = default) =>
        session.ReadPage(table, after, limit, cancellation);

    public override Task<EventPosition?> ReadCursor(ConsumerKey consumer, CancellationToken cancellation = default) =>
        session.ReadCursor(consumer, cancellation);

    public override Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default) => session.ReadRows(query, cancellation);

    public override Task<long> CountRows(RowQuery query, CancellationToken cancellation = default) => session.CountRows(query, cancellation);

    public override Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, StreamRange range, CancellationToken cancellation = default) =>
        session.ReadStream(stream, range, cancellation);

    public override Task<StreamVersion> ReadStreamVersion(StreamId stream, CancellationToken cancellation = default) =>
        session.ReadStreamVersion(stream, cancellation);

    public override Task<StoredEvent?> ReadLastEvent(StreamId stream, CancellationToken cancellation = default) => session.ReadLastEvent(stream, cancellation);

    public override Task<Snapshot?> ReadSnapshot(StreamId stream, string aggregate, CancellationToken cancellation = default) =>
        session.ReadSnapshot(stream, aggregate, cancellation);

    public override Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default) => session.ReadLog(query, cancellation);

    public override Task<long> CountLog(LogQuery query, CancellationToken cancellation = default) => session.CountLog(query, cancellation);

    public override Task<EventPosition> ReadLogEnd(CancellationToken cancellation = default) => session.ReadLogEnd(cancellation);

    public override Task InsertRows(Table table, IReadOnlyCollection<object?[]> rows, CancellationToken cancellation = default) =>
        session.InsertRows(table, rows, cancellation);

    public override Task ImportEvents(IReadOnlyCollection<NewEvent> events, CancellationToken cancellation = default) =>
        session.ImportEvents(events, cancellation);

    public override Task LockTable(Table table, TimeSpan patience, CancellationToken cancellation = default) => session.LockTable(table, patience, cancellation);

    public override Task SwapTables(Table live, Table shadow, Table old, TimeSpan patience, CancellationToken cancellation = default) =>
        session.SwapTables(live, shadow, old, patience, cancellation);

    public override Task SwapRows(Table live, Table shadow, Table old, TenantId tenant, CancellationToken cancellation = default) =>
        session.SwapRows(live, shadow, old, tenant, cancellation);

    public override Task<RecordedAnswer?> ReadAnswer(RequestKey key, CancellationToken cancellation = default) => session.ReadAnswer(key, cancellation);

    public override Task<RateLimitResult> HitRateLimit(RateLimitHit hit, CancellationToken cancellation = default) => session.HitRateLimit(hit, cancellation);

    public override Task Begin(CancellationToken cancellation = default) => session.Begin(cancellation);

    public override Task BeginSnapshot(CancellationToken cancellation = default) => session.BeginSnapshot(cancellation);

    public override Task Commit(CancellationToken cancellation = default) => session.Commit(cancellation);

    public override Task Rollback() => session.Rollback();

    public override Task Savepoint(string name, CancellationToken cancellation = default) => session.Savepoint(name, cancellation);

    public override Task RollbackTo(string name) => session.RollbackTo(name);

    public override Task Release(string name, CancellationToken cancellation = default) => session.Release(name, cancellation);

    public override ValueTask DisposeAsync() => session.DisposeAsync();
}
