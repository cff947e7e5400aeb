namespace Kumiko.Storage;

/// <summary>
/// One unit of work on a store. Without <see cref="Begin"/> every call stands alone: a read sees what is committed, and
/// <see cref="Execute"/> commits its batch as a whole, in one round trip. After <see cref="Begin"/> all calls share one transaction.
/// Not safe for concurrent use. Disposing without <see cref="Commit"/> rolls back.
/// </summary>
public abstract class StoreSession : IAsyncDisposable
{
    /// <summary>Whether a transaction was begun and is still open.</summary>
    public abstract bool InTransaction { get; }

    /// <summary>Carries out the operations in their order: all of them, or none.</summary>
    /// <returns>The position of the last appended event, or null when none was appended.</returns>
    /// <exception cref="StreamConflictException">An append did not find its stream at the expected version.</exception>
    /// <exception cref="DuplicateEventException">An idempotency key was used before in the tenant.</exception>
    /// <exception cref="DuplicateRequestException">The request was answered before.</exception>
    /// <exception cref="UniqueIndexException">A row repeats another in a unique index.</exception>
    /// <exception cref="TransientStoreException">The same work may succeed when it is done again.</exception>
    public abstract Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation = default);

    /// <summary>Reads one row, or null. In <see cref="TenantScope.OwnAndSystem"/> the tenant's own row wins.</summary>
    public abstract Task<object?[]?> ReadRow(Table table, TenantScope scope, Guid id, CancellationToken cancellation = default);

    /// <summary>Reads rows; each carries its values in the order of the table's columns.</summary>
    public abstract Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default);

    /// <summary>Counts the rows that pass the query's scope and filter; order, offset and limit do not matter.</summary>
    public abstract Task<long> CountRows(RowQuery query, CancellationToken cancellation = default);

    /// <summary>Reads a stream in the order of versions.</summary>
    public abstract Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, StreamRange range, CancellationToken cancellation = default);

    /// <summary>The stream's current version, <see cref="StreamVersion.None"/> when it has no events.</summary>
    public abstract Task<StreamVersion> ReadStreamVersion(StreamId stream, CancellationToken cancellation = default);

    /// <summary>Reads a page of the log in the order of positions. Only committed events; see the concept page on the order of the log.</summary>
    public abstract Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default);

    /// <summary>Reads the stored answer to a request, or null.</summary>
    public abstract Task<RecordedAnswer?> ReadAnswer(RequestKey key, CancellationToken cancellation = default);

    /// <summary>Opens a transaction for all following calls.</summary>
    /// <exception cref="InvalidOperationException">One is already open.</exception>
    public abstract Task Begin(CancellationToken cancellation = default);

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
