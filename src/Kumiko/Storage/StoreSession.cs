namespace Kumiko.Storage;

/// <summary>
/// One unit of work on a store. Without <see cref="Begin"/> every call stands alone: a read sees what is committed, and
/// <see cref="Execute"/> commits its batch as a whole, in one round trip. After <see cref="Begin"/> all calls share one transaction.
/// Not safe for concurrent use. Disposing without <see cref="Commit"/> rolls back.
/// </summary>
public abstract class StoreSession : IAsyncDisposable
{
    /// <summary>
    /// Whose rows and events are within reach; by default all tenants'. A store that guards rows keeps statements from all others, whatever their
    /// scope: they find nothing there, and what they would write there is refused. Other stores rely on the scopes alone.
    /// </summary>
    public TenantReach Reach { get; set; } = TenantReach.All;

    /// <summary>Whether a transaction was begun and is still open.</summary>
    public abstract bool InTransaction { get; }

    /// <summary>Carries out the operations in their order: all of them, or none.</summary>
    /// <returns>The position of the last appended event, or null when none was appended.</returns>
    /// <exception cref="StreamConflictException">An append did not find its stream at the expected version.</exception>
    /// <exception cref="DuplicateEventException">An idempotency key was used before in the tenant.</exception>
    /// <exception cref="DuplicateRequestException">The request was answered before.</exception>
    /// <exception cref="UniqueIndexException">A row repeats another in a unique index.</exception>
    /// <exception cref="FencedException">A cursor, a dead letter or a task is no longer the caller's.</exception>
    /// <exception cref="TransientStoreException">The same work may succeed when it is done again.</exception>
    public abstract Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation = default);

    /// <summary>Reads one row, or null. In <see cref="TenantScope.OwnAndSystem"/> the tenant's own row wins.</summary>
    public abstract Task<object?[]?> ReadRow(Table table, TenantScope scope, Guid id, CancellationToken cancellation = default);

    /// <summary>Reads a row of the tenant's own, or null, and keeps others from changing it until the open transaction ends.</summary>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public abstract Task<object?[]?> LockRow(Table table, TenantId tenant, Guid id, CancellationToken cancellation = default);

    /// <summary>
    /// Keeps others from changing rows of the tenant's own, and from requiring them with <see cref="WriteOperation.RequireRows.KeepsRows"/>, until the
    /// open transaction ends. Waits for those who require them now. Rows that are not there are passed over.
    /// </summary>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public abstract Task LockRows(Table table, TenantId tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellation = default);

    /// <summary>Reads those of the rows that exist, in no particular order.</summary>
    public abstract Task<IReadOnlyList<object?[]>> ReadRows(
        Table table, IReadOnlyCollection<(TenantId Tenant, Guid Id)> keys, CancellationToken cancellation = default);

    /// <summary>Reads rows of all tenants in the order of tenant and id: a walk over the whole table, for comparing and copying.</summary>
    /// <param name="table">The table.</param>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="limit">How many rows at the most.</param>
    /// <param name="cancellation">Ends the read.</param>
    public abstract Task<IReadOnlyList<object?[]>> ReadPage(
        Table table, (TenantId Tenant, Guid Id)? after, int limit, CancellationToken cancellation = default);

    /// <summary>Where a consumer's cursor stands; null when there is no such consumer.</summary>
    public abstract Task<EventPosition?> ReadCursor(ConsumerKey consumer, CancellationToken cancellation = default);

    /// <summary>Reads rows; each carries its values in the order of the table's columns.</summary>
    public abstract Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default);

    /// <summary>Counts the rows that pass the query's scope and filter; order, offset and limit do not matter.</summary>
    public abstract Task<long> CountRows(RowQuery query, CancellationToken cancellation = default);

    /// <summary>Reads a stream in the order of versions.</summary>
    public abstract Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, StreamRange range, CancellationToken cancellation = default);

    /// <summary>The stream's current version, <see cref="StreamVersion.None"/> when it has no events.</summary>
    public abstract Task<StreamVersion> ReadStreamVersion(StreamId stream, CancellationToken cancellation = default);

    /// <summary>The stream's last event; null when it has none.</summary>
    public abstract Task<StoredEvent?> ReadLastEvent(StreamId stream, CancellationToken cancellation = default);

    /// <summary>The newest snapshot of a stream for an aggregate; null when there is none.</summary>
    public abstract Task<Snapshot?> ReadSnapshot(StreamId stream, string aggregate, CancellationToken cancellation = default);

    /// <summary>
    /// Reads a page of the log in the order of positions. Only committed events; while others write, events can still appear between them.
    /// Only up to a position that a <see cref="LogReader"/> has reached is a page complete for ever.
    /// </summary>
    public abstract Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default);

    /// <summary>Counts the events that a query would return without its limit.</summary>
    public abstract Task<long> CountLog(LogQuery query, CancellationToken cancellation = default);

    /// <summary>The position of the last event that is committed; <see cref="EventPosition.Start"/> when there is none.</summary>
    public abstract Task<EventPosition> ReadLogEnd(CancellationToken cancellation = default);

    /// <summary>Adds many rows in the open transaction, by the quickest way that the database has.</summary>
    /// <exception cref="UniqueIndexException">A row repeats another in a unique index.</exception>
    public abstract Task InsertRows(Table table, IReadOnlyCollection<object?[]> rows, CancellationToken cancellation = default);

    /// <summary>
    /// Appends many events in the open transaction, by the quickest way that the database has. Each stream's events must be in order, and
    /// begin behind its current version.
    /// </summary>
    /// <exception cref="StreamConflictException">A stream does not stand where its first event expects it, or its events leave a gap.</exception>
    /// <exception cref="DuplicateEventException">An idempotency key was used before in the tenant.</exception>
    public abstract Task ImportEvents(IReadOnlyCollection<NewEvent> events, CancellationToken cancellation = default);

    /// <summary>Keeps others from writing to a table until the open transaction ends. Readers go on.</summary>
    /// <exception cref="TableLockedException">Others kept writing for longer than <paramref name="patience"/>. The transaction can only be rolled back.</exception>
    public abstract Task LockTable(Table table, TimeSpan patience, CancellationToken cancellation = default);

    /// <summary>
    /// In the open transaction: the live table becomes <paramref name="old"/>, and the shadow, with its indexes, becomes the live one.
    /// </summary>
    /// <param name="live">The table as it is declared.</param>
    /// <param name="shadow">The same table under another name, with all indexes.</param>
    /// <param name="old">The live table's future name; must be free. Its indexes are named after it where the database can rename them.</param>
    /// <param name="patience">How long to wait for readers that are in the middle of a statement.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TableLockedException">Readers kept the table for longer. The transaction can only be rolled back.</exception>
    public abstract Task SwapTables(Table live, Table shadow, Table old, TimeSpan patience, CancellationToken cancellation = default);

    /// <summary>
    /// In the open transaction: a tenant's rows of the live table move to <paramref name="old"/>, which exists, and the shadow's take their place.
    /// </summary>
    public abstract Task SwapRows(Table live, Table shadow, Table old, TenantId tenant, CancellationToken cancellation = default);

    /// <summary>Reads the stored answer to a request, or null.</summary>
    public abstract Task<RecordedAnswer?> ReadAnswer(RequestKey key, CancellationToken cancellation = default);

    /// <summary>
    /// Counts a call against a limit, in one statement: however many count at once, in however many processes, no more are admitted than there is room
    /// for. In an open transaction it counts with the commit, and others that hit the same bucket wait for it.
    /// </summary>
    /// <exception cref="TransientStoreException">The same hit may succeed when it is done again.</exception>
    public abstract Task<RateLimitResult> HitRateLimit(RateLimitHit hit, CancellationToken cancellation = default);

    /// <summary>Opens a transaction for all following calls.</summary>
    /// <exception cref="InvalidOperationException">One is already open.</exception>
    public abstract Task Begin(CancellationToken cancellation = default);

    /// <summary>
    /// Opens a transaction that can only read, and in which all reads see what was committed at one moment. It holds nobody up;
    /// <see cref="Rollback"/> ends it.
    /// </summary>
    /// <exception cref="InvalidOperationException">A transaction is already open.</exception>
    public abstract Task BeginSnapshot(CancellationToken cancellation = default);

    /// <summary>Commits the transaction.</summary>
    public abstract Task Commit(CancellationToken cancellation = default);

    /// <summary>Rolls the transaction back, if one is open.</summary>
    public abstract Task Rollback();

    /// <summary>Sets a mark in the open transaction to which <see cref="RollbackTo"/> can return. Names are plain identifiers.</summary>
    public abstract Task Savepoint(string name, CancellationToken cancellation = default);

    /// <summary>Undoes what happened since the mark and makes the transaction usable again after an error. The mark stays.</summary>
    public abstract Task RollbackTo(string name);

    /// <summary>Forgets a mark and keeps what happened since.</summary>
    public abstract Task Release(string name, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
